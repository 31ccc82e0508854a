"""Attachments: what comes in, what is lost, and what may be thrown away."""

import io
import threading
from pathlib import Path

import pytest
from PIL import Image

from app.domain.attachments import Kind
from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.domain.roles import Role
from app.services import attachments, backups, centres, integrity, journal, merchant_events, merchants, session
from app.services.attachments import Source
from app.store import files
from app.store import journal as store_journal
from app.store.attachments import Attachment, AttachmentKey
from app.store.journal import JournalEntry
from tests.services.attaching import add, names, on_disk, picture


@pytest.fixture
def merchant(store):
    return merchants.save(Draft(sign="瑞和茶庄", phone="13800006620", no_code_reason="个体小微"), None)


def pooled(store, digest):
    copy = files.path_of(store.backups / "附件", digest)
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(files.path_of(store.attachments, digest).read_bytes())


def test_what_is_attached_comes_back_as_it_was(store, merchant, tmp_path):
    file = tmp_path / "执照.JPG"
    file.write_bytes(picture(form="JPEG"))
    number = attachments.add("merchant", merchant, file.name, file)
    (row,) = attachments.of("merchant", merchant)
    assert (row.id, row.name, row.kind, row.width, row.height) == (number, "执照.JPG", Kind.JPEG, 80, 40)
    assert row.size == file.stat().st_size
    assert attachments.read(number) == file.read_bytes()
    assert Image.open(io.BytesIO(attachments.thumbnail(number, 20))).size == (20, 10)
    assert attachments.pages(number).count == 1
    assert journal.last().what == "给瑞和茶庄添加附件“执照.JPG”"


def test_the_key_is_there_from_the_start_and_in_no_journal(store, merchant):
    key = bytes(AttachmentKey.get().key)
    add(merchant)
    assert len(key) == files.KEY_BYTES
    assert AttachmentKey.select().count() == 1
    assert bytes(AttachmentKey.get().key) == key
    said = "".join(entry.before + entry.after for entry in JournalEntry.select())
    assert key.hex() not in said
    assert "attachment_key" not in said


def test_the_same_scan_of_two_merchants_is_kept_once_and_twice_on_one_is_refused(store, merchant):
    other = merchants.save(Draft(sign="永泰书店", no_code_reason="个体小微"), None)
    add(merchant)
    add(other, "另一个名字.png")
    assert len(on_disk(store)) == 1
    with pytest.raises(Problem, match=r"“又一次\.png”已经在附件里了（承诺书\.png）"):
        add(merchant, "又一次.png")
    assert names(merchant) == ["承诺书.png"]


def test_several_files_are_one_act_and_a_wrong_one_does_not_hold_up_the_others(store, merchant):
    acts = journal.last().id
    sources = [Source("一.png", picture()), Source("病毒.jpg", b"MZ\x90"), Source("二.png", picture("blue"))]
    added = attachments.add_many("merchant", merchant, [*sources, Source("同一.png", picture())])
    assert len(added.ids) == 2
    assert [sentence[:8] for sentence in added.refused] == ["“病毒.jpg”", "“同一.png”"]
    assert journal.last().id == acts + 1
    assert journal.last().what == "给瑞和茶庄添加附件 2 个"
    journal.undo(journal.last().id)
    assert names(merchant) == []


def test_adding_and_removing_are_taken_back_and_brought_back(store, merchant):
    number = add(merchant)
    attachments.remove([number])
    assert names(merchant) == []
    assert journal.last().what == "移出附件“承诺书.png”"
    journal.undo(journal.last().id)
    assert names(merchant) == ["承诺书.png"]
    journal.undo(journal.last().id)
    assert names(merchant) == []
    journal.undo(journal.last().id)
    assert attachments.read(number) == picture()


def test_a_name_and_a_note_are_changed_and_the_ending_stays_true(store, merchant):
    number = add(merchant)
    attachments.rename(number, "放心消费承诺书", " 2026 年签 ")
    (row,) = attachments.of("merchant", merchant)
    assert (row.name, row.note) == ("放心消费承诺书.png", "2026 年签")
    assert journal.last().what == "附件“承诺书.png”改名为“放心消费承诺书.png”"
    before = journal.last().id
    attachments.rename(number, "放心消费承诺书.png", "2026 年签")
    assert journal.last().id == before
    attachments.rename(number, "放心消费承诺书.png")
    assert journal.last().what == "修改附件“放心消费承诺书.png”的备注"
    with pytest.raises(Problem, match="要有名称"):
        attachments.rename(number, "  ")


def test_what_is_given_out_is_the_original_and_stands_in_the_journal(store, merchant, tmp_path):
    number = add(merchant)
    attachments.export(number, tmp_path / "给街道.png")
    assert (tmp_path / "给街道.png").read_bytes() == picture()
    newest = JournalEntry.select().order_by(JournalEntry.id.desc()).first()
    assert (newest.what, newest.kind) == ("导出附件“承诺书.png”", store_journal.Kind.EXPORT)
    with pytest.raises(Problem, match="不存在"):
        attachments.export(number, tmp_path / "没有" / "给街道.png")
    assert JournalEntry.select().count() == newest.id


def test_a_row_that_cannot_be_written_leaves_a_file_that_is_collected_later(store, merchant, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(Attachment, "save", fail)
    with pytest.raises(RuntimeError):
        add(merchant)
    (digest,) = on_disk(store)
    assert names(merchant) == []
    assert attachments.collect_orphans() == 0
    pooled(store, digest)
    assert attachments.collect_orphans() == 1
    assert on_disk(store) == set()


def test_only_what_no_row_names_and_the_copies_hold_is_collected(store, merchant):
    used, removed = add(merchant), add(merchant, "移走的.png", picture("blue"))
    attachments.remove([removed])
    orphan = files.put(store.attachments, bytes(32), b"nobody's")
    altered = files.put(store.attachments, bytes(32), b"another copy of it")
    for digest in on_disk(store):
        pooled(store, digest)
    files.path_of(store.backups / "附件", altered).write_bytes(b"not the same")
    draft = files.path_of(store.attachments, orphan).with_name("0" * 64 + files.UNFINISHED)
    draft.write_bytes(b"half")
    assert attachments.collect_orphans() == 1
    assert orphan not in on_disk(store)
    assert altered in on_disk(store)
    assert not draft.exists()
    assert attachments.read(used) == picture()
    assert attachments.read(removed) == picture("blue")


def test_nothing_is_collected_between_a_file_and_its_row(store, merchant, monkeypatch):
    """A backup that ends just then waits until the row stands."""
    collected, put = [], files.put
    worker = threading.Thread(target=lambda: collected.append(in_worker(attachments.collect_orphans)))

    def put_and_back_up(*given):
        digest = put(*given)
        pooled(store, digest)
        worker.start()
        worker.join(0.2)
        assert collected == []
        return digest

    monkeypatch.setattr(files, "put", put_and_back_up)
    number = add(merchant)
    worker.join()
    assert collected == [0]
    assert attachments.read(number) == picture()


def in_worker(work):
    from app.store.database import own_connection

    with own_connection():
        return work()


def test_missing_and_changed_ones_are_named(store, merchant):
    kept = [add(merchant, f"{colour}.png", picture(colour)) for colour in ("red", "green", "blue", "white")]
    attachments.remove([kept[1]])
    hashes = [Attachment.get_by_id(number).hash for number in kept]
    files.drop(store.attachments, hashes[1])
    raw = bytearray(files.path_of(store.attachments, hashes[2]).read_bytes())
    raw[-20] ^= 1
    files.path_of(store.attachments, hashes[2]).write_bytes(raw)
    found = attachments.check()
    assert (found.count, found.missing, found.changed) == (4, ["green.png"], ["blue.png"])
    assert "附件“green.png”“blue.png”不见了或被改动过" in integrity.check().sentence
    with pytest.raises(files.Missing, match=r"附件“green\.png”不见了"):
        attachments.read(kept[1])
    for look in (attachments.read, attachments.pages, lambda number: attachments.thumbnail(number, 20)):
        with pytest.raises(files.Changed, match=r"附件“blue\.png”被改动过"):
            look(kept[2])


def test_adding_it_again_brings_back_what_was_lost(store, merchant):
    number = add(merchant)
    files.drop(store.attachments, Attachment.get_by_id(number).hash)
    with pytest.raises(Problem, match="已经在附件里"):
        add(merchant)
    assert attachments.read(number) == picture()


def test_a_merger_takes_the_attachments_along_and_undoing_it_brings_them_back(store, merchant):
    import datetime as dt

    other = merchants.save(Draft(sign="瑞和茶庄（东门）", no_code_reason="个体小微"), None)
    add(other)
    merchant_events.merge(merchant, other, dt.date(2026, 11, 20))
    assert names(merchant) == ["承诺书.png"]
    journal.undo(journal.last().id)
    assert names(other) == ["承诺书.png"]


def test_thumbnails_are_drawn_once_and_go_with_whoever_saw_them(store, merchant, monkeypatch, admin):
    number = add(merchant)
    first = attachments.thumbnail(number, 20)
    drawn = []
    monkeypatch.setattr("app.documents.pictures.thumbnail", lambda *given: drawn.append(given) or b"")
    assert attachments.thumbnail(number, 20) == first
    assert drawn == []
    centres.close()
    assert attachments._thumbnails == {}


def test_a_reader_looks_but_takes_nothing_out(store, merchant, tmp_path):
    number = add(merchant)
    session.begin(session.folder(), session.Clerk("某人", Role.READER), 0)
    assert attachments.read(number) == picture()
    for act in (
        lambda: add(merchant, "二.png"),
        lambda: attachments.remove([number]),
        lambda: attachments.rename(number, "二"),
        lambda: attachments.export(number, tmp_path / "二.png"),
    ):
        with pytest.raises(session.Denied):
            act()
    assert not (tmp_path / "二.png").exists()


def test_no_plain_content_and_no_name_stands_on_the_disk(store, merchant, tmp_path, monkeypatch):
    scratch = tmp_path / "临时"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    content = picture(size=(200, 90)) + "身份证号 张三".encode() * 9
    number = add(merchant, "张三身份证.png", content)
    attachments.pages(number)
    attachments.thumbnail(number, 64)
    written = [path for path in (*store.root.rglob("*"), *scratch.rglob("*")) if path.is_file()]
    assert len(written) > 3
    for path in written:
        raw = path.read_bytes()
        assert "张三".encode() not in raw, path
        assert b"\x89PNG" not in raw, path
        assert "张三" not in str(path.relative_to(tmp_path))
    assert Path(scratch).exists()
    assert not list(scratch.iterdir())


def test_a_damaged_one_among_the_copies_is_replaced_by_a_sound_original_and_never_the_other_way(
    store, merchant, tmp_path
):
    digests = [Attachment.get_by_id(add(merchant, f"{colour}.png", picture(colour))).hash for colour in ("red", "blue")]
    pool, stick = store.backups / "附件", tmp_path / "U 盘"
    stick.mkdir()
    place = backups.choose_second_place(stick)
    backups.make()
    spoilt, kept = (files.path_of(pool, digest) for digest in digests)
    outside = files.path_of(place / "附件", digests[0])
    whole = spoilt.read_bytes(), kept.read_bytes()
    for file in (spoilt, outside):
        file.write_bytes(whole[0][:-1] + b"?")
    files.path_of(store.attachments, digests[1]).write_bytes(whole[1][:-1] + b"?")
    backups.make()
    assert (spoilt.read_bytes(), kept.read_bytes(), outside.read_bytes()) == (*whole, whole[0])
