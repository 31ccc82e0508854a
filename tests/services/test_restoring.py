"""What was copied comes back: over the open store, at the log-in, and on another computer."""

import shutil

import pytest

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.paths import Folder
from app.services import backups, centres, clerks, honours, journal, merchants, restoring, session
from app.services.restoring import Secret
from app.store import backup, chain, copies, files, schema, vault
from app.store import restoring as store_restoring
from app.store.attachments import Attachment, AttachmentKey
from app.store.database import db
from app.store.journal import JournalEntry
from app.store.writing import writing

OTHER = "另一个口令 9876"


def add(*signs):
    for sign in signs:
        merchants.save(Draft(sign=sign, no_code_reason="无"), None)


def signs():
    return sorted(row.sign for row in merchants.rows(merchants.ids()))


def attach(folder, content=b"scan"):
    digest = files.put(folder.attachments, bytes(AttachmentKey.get().key), content)
    with writing("添加附件") as act:
        act.add(Attachment(noun="merchant", row=1, name="照片", kind="jpg", hash=digest, size=4, added_at=""))
    return digest


def back_to(path, **secrets):
    restoring.carry_out(restoring.prepare(path, **secrets))


def damage(path):
    raw = bytearray(path.read_bytes())
    for start in range(4096, len(raw), 4096):
        raw[start + 100] ^= 1
    path.write_bytes(raw)


def test_the_state_of_a_copy_comes_back_and_the_present_one_is_kept(store):
    add("瑞和茶庄")
    copy = backups.make().copy
    add("曾家面馆")
    back_to(copy.path)
    assert signs() == ["瑞和茶庄"]
    before = next(shown.copy for shown in backups.shown() if shown.copy.reason == "还原前")
    assert before.facts.merchants == 2
    back_to(before.path)
    assert signs() == ["曾家面馆", "瑞和茶庄"]


def test_a_restore_is_journalled_and_the_journal_stays_whole(store):
    add("瑞和茶庄")
    copy = backups.make().copy
    add("曾家面馆", "永泰书店")
    back_to(copy.path)
    entry = JournalEntry.select().order_by(JournalEntry.id.desc()).get()
    day = f"{copy.at.year}年{copy.at.month}月{copy.at.day}日 {copy.at:%H:%M}"
    assert (entry.what, entry.kind) == (f"还原到 {day} 的备份", "copy")
    assert list(chain.broken()) == []
    add("同心餐饮店")
    assert list(chain.broken()) == []


def test_pages_know_that_what_they_show_is_stale(store):
    copy = backups.make().copy
    before = journal.revision()
    back_to(copy.path)
    assert journal.revision() > before


def test_people_and_roles_are_those_of_today(store, admin):
    clerks.add("周窗口", "窗口", OTHER)
    clerks.add("吴复核", "复核", OTHER)
    copy = backups.make().copy
    clerks.change_role("吴复核", "只读")
    clerks.add("郑新来", "窗口", OTHER)
    back_to(copy.path)
    roles = {person.name: person.role for person in clerks.listing()}
    assert roles == {admin[0]: "管理员", "周窗口": "窗口", "吴复核": "只读", "郑新来": "窗口"}
    centres.close()
    centres.unlock(store, "郑新来", OTHER)


def test_a_copy_from_before_somebody_was_removed_asks_for_a_password_of_then(store, admin):
    clerks.add("周窗口", "窗口", OTHER)
    add("瑞和茶庄")
    copy = backups.make().copy
    clerks.remove("周窗口")
    add("曾家面馆")
    with pytest.raises(restoring.NeedsSecret):
        restoring.prepare(copy.path)
    with pytest.raises(vault.WrongSecret):
        restoring.prepare(copy.path, Secret(admin[0], "不对的口令"))
    key = db._key
    back_to(copy.path, of_copy=Secret(*admin))
    assert signs() == ["瑞和茶庄"]
    assert db._key == key
    assert [person.name for person in clerks.listing()] == [admin[0]]
    assert backup.is_whole(store.database, key)
    centres.close()
    centres.unlock(store, *admin)


def test_a_missing_and_a_changed_attachment_come_back(store):
    first, second = attach(store), attach(store, b"other")
    copy = backups.make().copy
    files.path_of(store.attachments, first).unlink()
    files.path_of(store.attachments, second).write_bytes(b"spoilt")
    back_to(copy.path)
    key = bytes(AttachmentKey.get().key)
    assert files.get(store.attachments, key, first) == b"scan"
    assert files.get(store.attachments, key, second) == b"other"


def test_a_damaged_copy_is_refused_and_changes_nothing(store):
    add("瑞和茶庄")
    copy = backups.make().copy
    damage(copy.path)
    with pytest.raises(Problem, match="有损坏"):
        back_to(copy.path)
    assert signs() == ["瑞和茶庄"]
    assert not list(store.root.glob("*.restore*"))


def test_a_copy_of_a_newer_program_is_refused(store):
    copy = backups.make().copy
    with backup.opened(copy.path, db._key) as own:
        own.execute_sql("PRAGMA user_version = 9999")
    copy.path.with_suffix(copies.FACTS).unlink()
    with pytest.raises(Problem, match="更新版本"):
        back_to(copy.path)


def test_a_copy_of_an_older_program_is_brought_up_to_date(folder, admin, tmp_path, monkeypatch):
    with monkeypatch.context() as then:
        old = tmp_path / "migrations"
        shutil.copytree(schema.STEPS, old, ignore=lambda _, names: [name for name in names if name >= "0004"])
        then.setattr(schema, "STEPS", old)
        centres.create(folder, "会战商圈党群服务中心", *admin, CODE)
        copy = backup.copy(folder, "手动")
        centres.close()
    centres.unlock(folder, *admin)
    back_to(copy)
    assert db.user_version == schema.newest() > copies.read(copy).facts.schema
    assert AttachmentKey.select().count() == 1
    assert list(chain.broken()) == []
    centres.close()


@pytest.mark.parametrize("step", ["_fold_log", "publish", "upgrade", "_write"])
def test_a_failure_in_the_exchange_leaves_the_store_open_as_it_was(store, monkeypatch, step):
    def fail(*args, **named):
        raise OSError(28, "No space left on device")

    add("瑞和茶庄")
    copy = backups.make().copy
    add("曾家面馆")
    ready = restoring.prepare(copy.path)
    where = {"_fold_log": store_restoring, "publish": copies, "upgrade": schema, "_write": restoring}[step]
    with monkeypatch.context() as patch:
        patch.setattr(where, step, fail)
        with pytest.raises(Problem, match="没有改动"):
            restoring.carry_out(ready)
    assert signs() == ["曾家面馆", "瑞和茶庄"]
    add("永泰书店")
    assert list(chain.broken()) == []
    assert not list(store.root.glob("*.restore*"))


def test_a_whole_data_folder_brought_along_is_a_copy_too(store, admin, tmp_path):
    add("瑞和茶庄")
    brought = tmp_path / "拷来的"
    shutil.copytree(store.root, brought)  # while the program runs: part of it still lies in the log
    add("曾家面馆")
    back_to(brought / store.database.name)
    assert signs() == ["瑞和茶庄"]


def test_writing_in_between_stops_the_restore(store):
    copy = backups.make().copy
    ready = restoring.prepare(copy.path)
    add("瑞和茶庄")
    with pytest.raises(Problem, match="又有改动"):
        restoring.carry_out(ready)
    assert signs() == ["瑞和茶庄"]


def test_a_counter_clerk_may_not_restore(store, admin):
    copy = backups.make().copy
    ready = restoring.prepare(copy.path)
    session.begin(store, session.Clerk("周窗口", "窗口"), 0)
    with pytest.raises(session.Denied):
        restoring.prepare(copy.path)
    with pytest.raises(session.Denied):
        restoring.carry_out(ready)


def test_a_damaged_store_is_set_aside_and_replaced_at_the_log_in(store, admin):
    add("瑞和茶庄")
    copy = backups.make().copy
    centres.close()
    damage(store.database)
    spoilt = store.database.read_bytes()
    restoring.carry_out(restoring.prepare_closed(store, copy.path, Secret(*admin)))
    assert signs() == ["瑞和茶庄"]
    assert [kept.read_bytes() for kept in store.backups.glob("*.damaged")] == [spoilt]


def test_a_store_whose_slots_are_gone_takes_those_of_the_copy(store, admin):
    add("瑞和茶庄")
    copy = backups.make().copy
    centres.close()
    for slots in store.root.glob("钥匙*.json"):
        slots.write_text("{}")
    restoring.carry_out(restoring.prepare_closed(store, copy.path, Secret(*admin)))
    assert signs() == ["瑞和茶庄"]
    assert session.clerk().name == admin[0]


@pytest.mark.parametrize("damaged", [True, False])
def test_at_the_log_in_only_an_administrator_restores_over_a_store(store, damaged):
    clerks.add("周窗口", "窗口", OTHER)
    copy = backups.make().copy
    centres.close()
    if damaged:
        damage(store.database)
    with pytest.raises(Problem, match="管理员"):
        restoring.prepare_closed(store, copy.path, Secret("周窗口", OTHER))
    assert not list(store.root.glob("*.restore*"))
    centres.close()


CODE = vault.new_recovery_code()


@pytest.mark.parametrize("secret", [Secret("王管理", "口令 12345678"), Secret("", CODE)], ids=["password", "code"])
def test_the_drill_on_another_computer(folder, admin, tmp_path, secret):
    """Only the stick survives: everything is there again, and a plaque of before still verifies."""
    centres.create(folder, "会战商圈党群服务中心", *admin, CODE)
    add("瑞和茶庄", "曾家面馆")
    attach(folder)
    honours.award("integrity", merchants.ids("瑞和"), honours.dt.date.today(), None)
    plaque = honours.Honour.get().code
    stick = tmp_path / "U盘"
    stick.mkdir()
    backups.choose_second_place(stick)
    assert backups.make().outside
    tables = _tables(folder)
    centres.close()
    shutil.rmtree(folder.root)
    other = Folder(tmp_path / "另一台电脑" / "数据")
    (lying,) = backups.lying_in(stick)
    assert lying.state == "核对无误"
    restoring.carry_out(restoring.prepare_closed(other, lying.copy.path, secret))
    assert session.clerk().name == admin[0]
    assert honours.verify(plaque).state == "有效"
    assert {name: rows for name, rows in _tables(other).items() if name not in {"journal", "setting"}} == {
        name: rows for name, rows in tables.items() if name not in {"journal", "setting"}
    }
    assert _tables(other)["journal"][: len(tables["journal"])] == tables["journal"]
    key = bytes(AttachmentKey.get().key)
    assert [files.get(other.attachments, key, row.hash) for row in Attachment.select()] == [b"scan"]
    centres.close()


def _tables(folder):
    with backup.opened(folder.database, db._key) as own:
        names = backup.answers(own, "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
        return {name: backup.answers(own, f'SELECT * FROM "{name}"') for (name,) in names if "_search" not in name}
