"""What the administrator reads in 办理记录: kinds, changes in words, periods, the verdict."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.services import audit, honour_prints, honours, imports, journal, journal_words, merchants
from app.services.audit import Verdict
from app.store.database import Record, db

MERCHANT = Draft(sign="瑞和茶庄", no_code_reason="无", phone="13800006620", owner="何文斌")
TODAY = dt.date(2026, 3, 31)


def newest(**filters):
    return audit.rows(audit.ids("", filters))[0]


def test_each_kind_of_act_is_of_its_kind(store, tmp_path):
    merchant = merchants.save(MERCHANT, None)
    merchants.export(tmp_path / "台账.xlsx")
    honours.award("诚信商户", [merchant], dt.date.today(), None)
    honour_prints.note_printed("诚信商户", [merchant], "gold")
    assert newest(kind="导出").what == "导出商户台账 1 家"
    assert newest(kind="打印").what.startswith("打印金色牌匾")
    assert newest(kind="办理").what.startswith("授予")
    counts = audit.counts()
    assert (counts["导出"], counts["打印"]) == (1, 1)
    assert counts[audit.EVERYTHING] == len(audit.ids()) == sum(counts.values()) - counts[audit.EVERYTHING]


def test_a_printing_is_still_taken_back(store):
    merchant = merchants.save(MERCHANT, None)
    honours.award("诚信商户", [merchant], dt.date.today(), None)
    honour_prints.note_printed("诚信商户", [merchant], "gold")
    assert journal.undo(journal.last().id).startswith("打印")


def test_a_new_row_and_a_changed_one_are_told_with_numbers_masked(store):
    merchant = merchants.save(MERCHANT, None)
    (added,) = audit.changes(journal.last().id)
    assert added.startswith("新增商户 瑞和茶庄　")
    assert "联系电话：138****6620" in added
    merchants.save(replace(MERCHANT, phone="", note="来电 13977778888"), merchant)
    assert audit.changes(journal.last().id) == [
        "商户 瑞和茶庄　联系电话：138****6620 → （空）",
        "商户 瑞和茶庄　备注：（空） → 来电 139****8888",
    ]


def test_a_batch_is_told_by_its_range_also_when_it_is_taken_back(store, tmp_path):
    ledger = tmp_path / "台账.csv"
    lines = "\n".join(f"第{n}家,办理中,1380000{n:04d}" for n in range(30))
    ledger.write_text(f"商户名称,统一社会信用代码,联系电话\n{lines}\n", "utf-8")
    imports.carry_out(imports.read(ledger))
    assert "商户　整批写入第 1 至 30 号，共 30 条" in audit.changes(journal.last().id)
    journal.undo(journal.last().id)
    assert "商户　整批移出第 1 至 30 号，共 30 条" in audit.changes(journal.last().id)


def test_an_act_on_very_many_rows_is_told_by_the_first(store):
    known = [merchants.save(replace(MERCHANT, sign=f"第{n}家"), None) for n in range(210)]
    merchants.change_many(known, "grid", "一片区")
    told = audit.changes(journal.last().id)
    assert told[0].endswith("所属片区：（空） → 一片区")
    assert len(told) == 201
    assert re.fullmatch("……还有 [0-9]+ 处", told[-1])


def subclasses(kind):
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


@pytest.mark.parametrize("model", [*subclasses(Record)], ids=lambda model: model._meta.table_name)
def test_every_column_has_a_name_people_read(store, model):
    row = dict.fromkeys(model._meta.fields, "x")
    (line,) = journal_words.lines({}, {model._meta.table_name: {"1": row}})
    assert not re.search("[a-wyz_]", line), line


@pytest.mark.parametrize(
    ("period", "first"),
    [
        ("今天", dt.date(2026, 3, 31)),
        ("近 7 天", dt.date(2026, 3, 25)),
        ("近 30 天", dt.date(2026, 3, 2)),
        ("近 12 个月", dt.date(2025, 3, 31)),
    ],
)
def test_a_period_ends_today(period, first):
    assert audit.period_start(period, TODAY) == first


def test_what_lies_before_the_period_is_left_out(store):
    merchants.save(MERCHANT, None)
    db.execute_sql("DROP TRIGGER journal_keeps_update")
    db.execute_sql("UPDATE journal SET at = '2020-01-01T08:00:00' WHERE id = 1")
    assert 1 not in audit.ids("", {"period": "近 12 个月"})
    assert audit.rows([1])[0].moment == "2020年1月1日 08:00:00"


def test_words_are_all_sought_in_name_and_doer(store, admin):
    merchants.save(MERCHANT, None)
    assert [audit.rows([one])[0].what for one in audit.ids(f"瑞和 {admin[0]}")] == ["新增商户 瑞和茶庄"]
    assert audit.ids("瑞和 别人") == []
    assert audit.people() == [admin[0]]


def test_the_verdict_names_the_first(store):
    assert Verdict(1234, ()).sentence == "办理记录 1,234 条，条条首尾相连，没有被改动过。"
    assert Verdict(20, (12,)).sentence.startswith("第 12 条被改动过、调换过或不见了。")
    assert "一共发现 3 处" in Verdict(20, (12, 13, 15)).sentence
    told = []
    assert audit.verify(lambda done, total: told.append((done, total))).broken == ()
    assert told[-1][0] == told[-1][1] == len(audit.ids())


def test_what_is_no_json_any_more_is_a_sentence(store):
    merchants.save(MERCHANT, None)
    db.execute_sql("DROP TRIGGER journal_keeps_update")
    db.execute_sql("UPDATE journal SET after = '[1' WHERE id = 2")
    with pytest.raises(Problem, match="校验"):
        audit.changes(2)
