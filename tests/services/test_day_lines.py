"""The day sheet over all tabs: what was entered on a day, told by one rule."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from app.domain.cases import Draft as CaseDraft
from app.domain.merchants import Draft
from app.domain.organizations import Draft as Branch
from app.services import (
    case_handling,
    cases,
    day_acts,
    day_lines,
    day_sheet,
    honours,
    imports,
    journal,
    merchants,
    organizations,
    row_ways,
    tallies,
)
from app.services.case_handling import Assignment
from app.services.day_kinds import KINDS, MEETINGS, TABS
from app.store.journal import JournalEntry
from app.store.nouns import NOUNS
from app.ui.pages import PAGES, PLACES
from tests.later import a_day_later

TODAY = dt.date.today()
TOMORROW = TODAY + dt.timedelta(days=1)
MERCHANT = Draft(sign="瑞和茶庄", no_code_reason="办理中")


def told(day=TODAY):
    return [(line.what, line.name, line.count) for line in day_lines.of_day(day_sheet.of_day(day))]


def test_what_is_told_is_known_and_has_words_and_a_page():
    assert set(KINDS) <= set(row_ways.WAYS) <= set(NOUNS)
    assert {kind.tab for kind in KINDS.values()} == set(TABS) == {tab.title for tab in PAGES} - {"首页"}
    for noun, kind in KINDS.items():
        columns = {"kind", "stage"} & set(NOUNS[noun]._meta.fields)
        named = {name for name in ("kind", "stage") if f"{{{name}}}" in kind.new + kind.changed}
        assert named <= columns, noun
        assert "{" not in kind.many + kind.changed + kind.removed + kind.back, noun
        assert {column for column, *_ in kind.turns} | ({kind.count} - {""}) <= set(NOUNS[noun]._meta.fields), noun


def test_a_thing_is_told_once_as_it_stood_at_the_end_of_the_day(store):
    merchant = merchants.save(MERCHANT, None)
    merchants.save(replace(MERCHANT, phone="13800006620"), merchant)
    assert told() == [("新增商户", "瑞和茶庄", 1)]
    honours.award("integrity", [merchant], TODAY, None, "")
    assert told() == [("新增商户", "瑞和茶庄", 1), ("授予荣誉", "瑞和茶庄", 1)]


def test_what_was_taken_back_the_same_day_is_not_told_and_on_another_day_is(store, monkeypatch):
    merchant = merchants.save(MERCHANT, None)
    merchants.remove([merchant])
    assert told() == []
    journal.undo(journal.last().id)
    assert told() == [("新增商户", "瑞和茶庄", 1)]
    with monkeypatch.context() as later:
        a_day_later(later)
        merchants.save(replace(MERCHANT, trade="食品"), merchant)
        journal.undo(journal.last().id)
        assert told(TOMORROW) == []
        merchants.save(replace(MERCHANT, trade="食品"), merchant)
        assert told(TOMORROW) == [("更改商户", "瑞和茶庄", 1)]
        merchants.remove([merchant])
        assert told(TOMORROW) == [("移出商户", "瑞和茶庄", 1)]
    assert told() == [("新增商户", "瑞和茶庄", 1)]


def test_a_case_is_told_by_how_far_it_came(store, monkeypatch):
    case = cases.save(CaseDraft(kind="投诉", title="缺斤少两", received=TODAY.isoformat()), None)
    assert told() == [("收到投诉", "缺斤少两", 1)]
    with monkeypatch.context() as later:
        a_day_later(later)
        case_handling.dispatch(case, Assignment(unit="商圈办", due=TOMORROW.isoformat()))
        assert told(TOMORROW) == [("事项交办", "缺斤少两", 1)]


def test_what_another_row_of_the_act_tells_is_not_told_twice(store):
    branch = organizations.save(Branch(name="会战商圈党委", kind="商圈(综合)党委"), None, TODAY)
    (line,) = day_lines.of_day(day_sheet.of_day(TODAY))
    assert (line.what, line.place.page, line.place.record) == ("新增组织", "organizations", branch)


def test_visitors_are_one_line_a_service_and_count_what_they_come_to(store):
    for digit in (1, 1, 2):
        tallies.count(digit)
    first, second = (line for line in day_lines.of_day(day_sheet.of_day(TODAY)))
    assert (first.what, first.count, second.count) == ("来访", 2, 1)
    tallies.correct(TODAY, first.name, 5, "补记纸质登记")
    (told_of,) = [each for each in day_lines.counted(day_lines.of_day(day_sheet.of_day(TODAY))) if each.lines]
    assert (told_of.tab, told_of.words, told_of.lines) == (MEETINGS, "来访 6", 2)


def test_an_import_is_one_line_and_undone_none(store):
    imports.carry_out(imports.read(Path("tests/data/商户台账.xlsx")))
    lines = {line.what: line for line in day_lines.of_day(day_sheet.of_day(TODAY))}
    assert (lines["新增商户"].count, lines["新增商户"].place.page) == (2975, "merchants")
    assert "导入" in lines["新增商户"].name
    assert len(lines) < 4
    journal.undo(next(entry.id for entry in journal.recent(5) if entry.undoable))
    assert told() == []


def test_a_sample_day_is_told_in_full_and_every_line_can_be_opened(sample_store):
    sheet = day_sheet.of_day(TODAY)
    lines = day_lines.of_day(sheet)
    counted = day_lines.counted(lines)
    assert [each.tab for each in counted] == list(TABS)
    assert all(each.lines for each in counted)
    assert sum(each.lines for each in counted) == len(lines)
    assert all(line.place.page in PLACES for line in lines)
    assert sum(line.amount for line in lines if line.number.startswith("JZ")) == sheet.money
    assert lines == day_lines.of_day(sheet)
    written = [each for each in day_acts.of_day(TODAY) if not each.run]
    assert {each.noun for each in written} > {"organization", "development_step", "honour", "meeting", "activity"}


def test_a_day_before_the_program_came_is_empty(store):
    assert told(TODAY - dt.timedelta(days=1)) == []
    assert JournalEntry.select().exists()


def test_many_lines_that_say_the_same_are_one_and_money_never_is(sample_store):
    lines = day_lines.of_day(day_sheet.of_day(TODAY))
    short = day_lines.folded(lines)
    many = [line for line in short if line.parts]
    assert len(short) < len(lines) - 100
    assert all(len(line.parts) > day_lines.MANY for line in many)
    whole = [part for line in short for part in (line.parts or (line,))]
    assert len(whole) == len(lines)
    assert {id(line) for line in whole} == {id(line) for line in lines}
    assert {each.tab: each.sums for each in day_lines.counted(short)} == {
        each.tab: each.sums for each in day_lines.counted(lines)
    }
    assert not any(part.amount or part.value or part.points for line in many for part in line.parts)
    dues = next(line for line in many if line.what == "收缴党费")
    assert dues.name.endswith(f"等 {len(dues.parts)} 条")
