"""Everything kept about a person: shown for a reason, given out whole, erased by two people, cleared away in time."""

import datetime as dt
import json

import pytest
from openpyxl import load_workbook

from app.domain.errors import Invalid, Problem
from app.domain.merchants import Draft
from app.domain.privacy import ERASED
from app.services import (
    approvals,
    clerks,
    drafts,
    history,
    honours,
    imports,
    journal,
    journal_words,
    merchant_events,
    merchants,
    personal,
    session,
)
from app.services.personal_erasure import Verdict
from app.store.approvals import Approval
from app.store.attachments import Attachment
from app.store.desk import FormDraft
from app.store.journal import JournalEntry, Kind
from app.store.members import Person, PersonAward
from app.store.writing import writing

NAME, PHONE, OTHER = "林海燕", "13800006620", "13900001234"
ID = "230602198001010028"
SECRET = "口令 12345678"
TODAY = dt.date.today()


def add(sign, **more):
    return merchants.save(Draft(sign=sign, no_code_reason="办理中", **more), None)


@pytest.fixture
def merchant(store):
    """瑞和超市 of 林海燕, and others she has nothing to do with."""
    number = add("瑞和超市", owner=NAME, phone=PHONE, note=f"{NAME}晚上在店")
    add("永泰书店", owner="林海", phone=OTHER, grid="一片区")
    add("春晖照相馆", owner="林海燕燕")
    return number


@pytest.fixture
def checker(store):
    """A second person; calling it lets the second person agree at the desk."""
    clerks.add("李复核", "复核", SECRET)
    return lambda request: approvals.approve_here(request, "李复核", SECRET)


def sides(entry):
    """What an entry says a row was before and after."""
    return [{} if not side else json.loads(side) for side in (entry.before, entry.after)]


def said(dossier):
    return {(each.noun, value.column, value.text) for each in dossier.found for value in each.values}


def person(**more):
    with writing("登记人员") as act:
        act.add(row := Person(name=NAME, sort_key="x", **more))
        act.add(PersonAward(person=row, kind="奖励", title="优秀党员", on="2026-07-01"))
    return row.id


def test_a_look_is_journalled_with_its_reason(merchant):
    assert personal.reveal("merchant", merchant, "phone", " 电话回访 ") == PHONE
    entry = JournalEntry.get_by_id(journal.last().id)
    assert (entry.what, entry.kind) == ("查看 瑞和超市 的联系电话，事由：电话回访", Kind.LOOK)
    assert PHONE not in entry.what + entry.before + entry.after


def test_members_id_numbers_are_revealed_by_the_same_way(store):
    assert personal.reveal("person", person(id_number=ID), "id_number", "核对登记资料") == ID
    assert journal.last().what == f"查看 {NAME} 的身份证号，事由：核对登记资料"


@pytest.mark.parametrize("reason", ["", "  ", "长" * 61])
def test_no_look_without_a_reason(merchant, reason):
    before = journal.last().id
    with pytest.raises(Invalid, match="为什么"):
        personal.reveal("merchant", merchant, "phone", reason)
    assert journal.last().id == before


def test_only_masked_columns_are_revealed_and_only_to_who_may_work(merchant):
    with pytest.raises(KeyError):
        personal.reveal("merchant", merchant, "owner", "电话回访")
    session.begin(session.folder(), session.Clerk("孙只读", "只读"), 0)
    with pytest.raises(session.Denied):
        personal.reveal("merchant", merchant, "phone", "电话回访")


def test_all_about_one_person_is_found_in_every_table(merchant):
    merchant_events.hand_over(merchant, "何文斌", "13600005678", TODAY)
    other = add("新店", owner=NAME, phone=PHONE)
    drafts.keep("merchants", 0, {"sign": "又一家", "owner": NAME})
    number = person(phone=PHONE, id_number=ID)
    with writing("添加附件") as act:
        scan = Attachment(
            noun="merchant", row=other, name=f"{NAME}证件.jpg", kind="jpg", hash="0", size=1, added_at="x"
        )
        act.add(scan)
    clerks.add(NAME, "窗口", SECRET)
    dossier = personal.everything(NAME)
    nouns = {each.noun for each in dossier.found}
    assert nouns >= {
        "merchant",
        "merchant_event",
        "form_draft",
        "person",
        "person_award",
        "attachment",
        "clerk",
        "journal",
    }
    told = said(dossier)
    assert ("merchant", "phone", PHONE) in told
    assert ("merchant_event", "was", f"{NAME}, {PHONE}") in told
    assert ("person", "id_number", ID) in told
    assert ("person_award", "title", "优秀党员") in told
    assert ("attachment", "name", f"{NAME}证件.jpg") in told
    assert {each.row.id for each in dossier.found if each.noun == "merchant"} == {merchant, other}
    assert number in {each.row.id for each in dossier.found if each.noun == "person"}


def test_others_are_left_out(merchant):
    text = str(said(personal.everything(NAME)))
    assert OTHER not in text
    assert "林海燕燕" not in text
    merchant_events.hand_over(merchant, "何文斌", "13600005678", TODAY)
    told = said(personal.everything(NAME))
    assert not any(noun == "merchant_event" and "何文斌" in text for noun, _, text in told)


def test_a_number_tells_namesakes_apart(merchant):
    add("另一家", owner=NAME, phone=OTHER)
    assert len([each for each in personal.everything(NAME).found if each.noun == "merchant"]) == 2
    found = personal.everything(NAME, "138-0000-6620").found
    assert [each.row.id for each in found if each.noun == "merchant"] == [merchant]
    assert OTHER not in str(said(personal.everything(NAME, PHONE)))
    with pytest.raises(Invalid, match=r"有几个电话（138\*\*\*\*6620、139\*\*\*\*1234）"):
        personal.deletion(NAME)


@pytest.mark.parametrize("suffix", ["xlsx", "pdf"])
def test_all_about_one_person_is_given_out_as_a_file(merchant, tmp_path, suffix):
    dossier = personal.everything(NAME)
    out = tmp_path / f"个人信息.{suffix}"
    assert personal.export(dossier, out) == len(dossier.lines())
    entry = JournalEntry.get_by_id(journal.last().id)
    assert (entry.kind, entry.what.startswith("导出 林某某 的全部个人信息")) == (Kind.EXPORT, True)
    if suffix == "xlsx":
        cells = [cell.value for row in load_workbook(out).active for cell in row]
        assert PHONE in cells
        assert any(str(cell).startswith("制表人：王管理") for cell in cells)


def test_who_is_not_known_is_not_exported(store, tmp_path):
    with pytest.raises(Problem, match="没有找到关于“无此人”的资料"):
        personal.export(personal.everything("无此人"), tmp_path / "x.xlsx")
    with pytest.raises(Invalid, match="姓名"):
        personal.everything(" ")
    assert personal.deletion("无此人").lines == ()


def test_the_report_says_what_goes_what_stays_why_and_until_when(merchant):
    kept = add("荣誉店", owner=NAME, phone=PHONE)
    honours.award("诚信商户", [kept], TODAY, TODAY + dt.timedelta(days=30))
    report = personal.deletion(NAME)
    verdicts = {(line.noun, line.row, line.column): line.verdict for line in report.lines}
    assert verdicts["merchant", merchant, "phone"] == verdicts["merchant", merchant, "note"] == Verdict.ERASED
    assert verdicts["merchant", kept, "phone"] == Verdict.KEPT
    for line in report.lines:
        assert PHONE not in line.text
        assert (line.verdict == Verdict.ERASED) != bool(line.reason)
        assert line.verdict != Verdict.KEPT or line.until
    entries = [line for line in report.lines if line.noun == "journal"]
    assert entries
    assert all("第四十七条" in line.reason for line in entries)
    assert report.lines[-1].title == "备份"
    assert report.sentence.startswith(f"关于“{NAME}”的资料：删除 3 处，保留 ")


def test_words_that_only_name_somebody_are_left_to_people(merchant):
    add("隔壁", note=f"和{NAME}是亲戚")
    line = next(line for line in personal.deletion(NAME).lines if "亲戚" in line.text and line.noun == "merchant")
    assert line.verdict == Verdict.REVIEWED


def test_erasing_takes_two_people_and_cannot_be_taken_back(merchant, checker):
    drafts.keep("merchants", 0, {"sign": "又一家", "owner": NAME})
    before = journal.last().id
    request = personal.ask_deletion(personal.deletion(NAME))
    assert merchants.get(merchant).phone == PHONE
    with pytest.raises(Problem, match="不能是同一个人"):
        approvals.approve(request)
    checker(request)
    row = merchants.get(merchant)
    assert (row.owner, row.phone, row.note, row.sign) == (ERASED, ERASED, ERASED, "瑞和超市")
    assert FormDraft.select().count() == 0
    assert merchants.ids("lhy") == merchants.ids("春晖")
    assert merchants.ids("6620") == []
    assert not journal.last().undoable
    assert journal.broken() == []
    for entry in JournalEntry.select().where(JournalEntry.id > before):
        assert NAME not in entry.what + entry.before + entry.after + Approval.get_by_id(request).content
        assert PHONE not in entry.what + entry.before + entry.after
    assert [line for line in personal.deletion(NAME).lines if line.verdict == Verdict.ERASED] == []


def test_what_was_erased_does_not_come_back_from_the_history(merchant, checker):
    older = next(entry for entry in journal.recent(20) if entry.what == "新增商户 瑞和超市")
    checker(personal.ask_deletion(personal.deletion(NAME)))
    with pytest.raises(Problem):
        journal.undo(older.id)
    for version in history.of("merchant", merchant):
        if version.values:
            history.bring_back("merchant", merchant, version)
    row = merchants.get(merchant)
    assert (row.owner, row.phone, row.note) == (ERASED, ERASED, ERASED)
    merchants.save(Draft(sign="瑞和超市", owner="何文斌", phone=OTHER, no_code_reason="办理中"), merchant)


def test_the_history_shows_numbers_masked_and_of_erased_names_the_surname(merchant, checker):
    merchants.save(Draft(sign="瑞和超市", owner=NAME, phone=OTHER, no_code_reason="办理中"), merchant)
    changes = "；".join(change for version in history.of("merchant", merchant) for change in version.changes)
    assert "联系电话：138****6620 → 139****1234" in changes
    merchants.save(Draft(sign="瑞和超市", owner="何文斌", phone=PHONE, no_code_reason="办理中"), merchant)
    checker(personal.ask_deletion(personal.deletion("何文斌")))
    changes = "；".join(change for version in history.of("merchant", merchant) for change in version.changes)
    assert "负责人：林某某 → 何某某" in changes
    assert NAME not in changes
    told = "；".join(line for entry in JournalEntry.select() for line in journal_words.lines(*sides(entry))).replace(
        "林海燕燕", ""
    )
    assert "负责人：林某某 → 何某某" in told
    assert not any(word in told for word in (NAME, "何文斌", PHONE, OTHER[:8]))


def test_a_request_lapses_when_its_rows_change(merchant, checker):
    request = personal.ask_deletion(personal.deletion(NAME))
    merchants.change_many([merchant], "grid", "二片区")
    with pytest.raises(Problem, match="又改过"):
        checker(request)
    assert merchants.get(merchant).phone == PHONE


def test_an_honour_given_meanwhile_keeps_the_data(merchant, checker):
    request = personal.ask_deletion(personal.deletion(NAME))
    honours.award("诚信商户", [merchant], TODAY, None)
    with pytest.raises(Problem, match="又要保留"):
        checker(request)
    assert merchants.get(merchant).phone == PHONE
    assert len(approvals.waiting()) == 1


def test_nothing_to_erase_is_no_request(store):
    clerks.add("赵窗口", "窗口", SECRET)
    with pytest.raises(Problem, match="没有现在可以删除的资料"):
        personal.ask_deletion(personal.deletion("赵窗口"))


def test_the_report_is_printed_and_journalled(merchant, tmp_path):
    personal.write_deletion(personal.deletion(NAME), tmp_path / "报告.pdf")
    assert (tmp_path / "报告.pdf").read_bytes().startswith(b"%PDF")
    entry = JournalEntry.get_by_id(journal.last().id)
    assert (entry.kind, entry.what) == (Kind.PRINT, "打印 林某某 的个人资料删除报告")


def test_what_came_in_with_many_others_names_the_import_and_its_range(store, tmp_path):
    ledger = tmp_path / "台账.csv"
    ledger.write_text(f"商户名称,负责人,联系电话\n永泰书店,林海,{OTHER}\n瑞和超市,{NAME},{PHONE}\n", "utf-8")
    imports.carry_out(imports.read(ledger))
    entry = journal.last()
    dossier = personal.everything(NAME)
    told = [line for line in dossier.lines() if line[0] == "办理记录"]
    assert [line[1].split("　")[0] for line in told] == [f"第 {entry.id} 条"]
    assert told[0][3] == "商户 2：整批写入的第 1 至 2 号之一"
    (line,) = [line for line in personal.deletion(NAME).lines if line.noun == "journal"]
    assert line.verdict is Verdict.KEPT
    assert personal.everything("没有的人").lines() == []
