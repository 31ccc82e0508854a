"""Copies on demand, by the clock and on a stick, and what is said about them."""

import datetime as dt
import errno

import pytest

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.services import backups, clerks, journal, merchants, sample, session, todo
from app.store import backup, copies, vault
from app.store.journal import JournalEntry
from app.store.restoring import DAMAGED
from app.store.writing import revision

TODAY = dt.date.today()


def add(sign):
    merchants.save(Draft(sign=sign, no_code_reason="无"), None)


@pytest.fixture
def stick(store, tmp_path):
    """A stick that was chosen as the second place."""
    place = tmp_path / "U盘"
    place.mkdir()
    backups.choose_second_place(place)
    return backups.second_place()


def test_a_manual_copy_is_journalled_and_holds_its_own_entry(store):
    copy = backups.make().copy
    entry = JournalEntry.select().order_by(JournalEntry.id.desc()).get()
    assert (entry.what, entry.kind) == ("备份", "copy")
    assert copy.facts.entries == entry.id


def test_an_automatic_copy_leaves_no_trace_in_the_journal_and_does_not_call_for_another(store):
    add("瑞和茶庄")
    before = revision(), journal.last().id
    assert backups.automatic(backups.REGULAR).copy.facts.merchants == 1
    assert (revision(), journal.last().id) == before
    assert not backups.due()
    assert backups.automatic(backups.REGULAR) is None
    add("曾家面馆")
    assert backups.due()


def test_a_damaged_newest_copy_makes_another_due(store):
    copy = backups.make().copy
    assert not backups.due()
    copy.path.write_bytes(copy.path.read_bytes()[:-4096])
    assert backups.due()


def test_what_people_practise_on_is_not_copied_by_itself(folder):
    sample.create(folder, history=False)
    assert not backups.due()
    assert backups.overdue(TODAY + dt.timedelta(days=99)) == ""
    from app.services import centres

    centres.close()


def test_every_copy_reaches_the_stick_too_and_is_thinned_there(stick):
    add("瑞和茶庄")
    done = backups.make()
    assert done.outside
    assert [(copy.reason, copies.is_unchanged(copy)) for copy in copies.found(stick)] == [("手动", True)]
    assert backups.last_outside() == done.copy.at
    assert {shown.outside for shown in backups.shown()} == {True, False}
    assert "U 盘上最近的备份" in backups.outside_words()


def test_a_missing_stick_is_a_hint_and_the_copy_here_is_made(stick):
    stick.rmdir()
    done = backups.make()
    assert (done.outside, done.hint) == (False, backups.ABSENT)
    assert done.copy.looks_good()
    assert "没有插好" in backups.outside_words()


@pytest.mark.parametrize(
    ("cause", "words"), [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "不许写入"), (errno.EIO, "松动")]
)
def test_a_full_or_locked_stick_is_a_sentence_and_the_copy_here_stays(stick, monkeypatch, cause, words):
    def fail(*_, **__):
        raise OSError(cause, "said by the system")

    monkeypatch.setattr(copies, "send", fail)
    done = backups.make()
    assert not done.outside
    assert done.hint.startswith("本机已经备份好。")
    assert words in done.hint
    assert done.copy.looks_good()
    assert backups.last_outside() is None


def test_the_data_folder_is_no_second_place(store):
    with pytest.raises(Problem, match="一起坏了"):
        backups.choose_second_place(store.backups)


def test_choosing_the_stick_again_by_its_inner_folder_nests_nothing(stick):
    assert backups.choose_second_place(stick) == stick


def test_two_centres_share_a_stick_without_mixing(stick, folder):
    backups.make()
    other = stick.with_name("商圈党群服务台备份-000000")
    other.mkdir()
    (other / "20200101-000000-手动.db").write_bytes(b"of another centre")
    backups.make()
    assert (other / "20200101-000000-手动.db").exists()
    assert len(backups.lying_in(stick.parent)) == 3


def test_a_copy_elsewhere_comes_with_all_it_needs(store, tmp_path):
    copy = backups.save_to(tmp_path / "月底")
    assert copies.is_unchanged(copy)
    assert copy.slots.exists()


def test_the_reminder_waits_for_something_to_lose_and_for_its_days(stick):
    late = TODAY + dt.timedelta(days=8)
    assert backups.overdue(late) == ""
    add("瑞和茶庄")
    assert backups.overdue(TODAY + dt.timedelta(days=7)) == ""
    assert backups.overdue(late) == "数据记了 8 天，还没有在 U 盘上备份过"
    (line,) = [line for line in todo.todos(late) if line.kind == "backup"]
    assert (line.button, line.opens) == ("去备份", "备份与还原")
    backups.make()
    assert backups.overdue(TODAY + dt.timedelta(days=7)) == ""
    assert backups.overdue(late) == "U 盘上的备份已经是 8 天以前的了"
    session.begin(session.folder(), session.Clerk("某人", "只读"), 0)
    assert not [line for line in todo.todos(late) if line.kind == "backup"]


def test_checking_a_copy_says_what_it_is(store):
    add("瑞和茶庄")
    copy = backups.make().copy
    assert backups.check(copy).startswith("这份备份完好：商户 1 家")
    raw = bytearray(copy.path.read_bytes())
    raw[9000] ^= 1
    copy.path.write_bytes(raw)
    assert "有损坏" in backups.check(copy)
    assert [shown.state for shown in backups.shown()] == ["有损坏"]
    copy.path.with_suffix(copies.FACTS).unlink()
    assert "没有核对记录" in backups.check(copies.read(copy.path))
    assert [shown.state for shown in backups.shown()] == ["没有核对过"]


def test_files_of_a_damaged_store_are_no_copies(store):
    backup.copy(store, "手动")
    (store.backups / f"20261120-101010-已损坏{DAMAGED}").write_bytes(b"x")
    assert len(backups.shown()) == 1


def test_a_removed_person_cannot_open_the_copies_on_the_stick_once_it_is_written_to_again(stick, store):
    clerks.add("赵窗口", "窗口", "赵窗口的口令 7788")
    backups.make()
    (before,) = stick.glob("*.db")
    assert "赵窗口" in vault.people(before.with_suffix(".json"))
    clerks.remove("赵窗口")
    backups.make()
    assert all("赵窗口" not in vault.people(slots) for slots in stick.glob("*.json"))
