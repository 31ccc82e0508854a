"""Who owes which meeting and has held it: every cell of the matrix follows from rows."""

import datetime as dt
import random
from dataclasses import replace

import openpyxl
import pypdfium2
import pytest

from app.domain.errors import Problem
from app.domain.members import Draft as Person
from app.domain.organizations import Draft, Tree
from app.services import (
    entries,
    journal,
    meeting_drafts,
    meeting_kinds,
    meeting_matrix,
    meeting_matrix_documents,
    meeting_writing,
    members,
    organizations,
)
from app.store.meetings import Meeting
from app.store.organizations import Placement

ORG = Tree.ORGANIZATIONS
YEAR = 2025
NOW = dt.date(2026, 3, 10)
BRANCH_OWES = {"支部党员大会", "党课", "主题党日", "组织生活会", "民主评议"}


def branch(name="第一党支部", on=dt.date(2020, 1, 1), kind="党支部", parent=""):
    return organizations.save(Draft(name=name, kind=kind, parent=parent), None, on)


def hold(organization, kind, day, entered=None):
    draft = replace(meeting_drafts.blank(kind, organization, day), held=day.isoformat(), attendees=(), items=())
    meeting = meeting_writing.save(draft, None)
    Meeting.update(entered=(entered or day).isoformat()).where(Meeting.id == meeting).execute()
    return meeting


def states(organization, kind, year=YEAR, today=NOW):
    line = next(each for each in meeting_matrix.of_year(year, today, kind) if each.organization == organization)
    return [cell.state for cell in line.cells]


def test_one_founded_within_a_period_owes_from_the_next_whole_one(store):
    node = branch(on=dt.date(YEAR, 4, 16))
    assert states(node, "主题党日") == ["—"] * 4 + ["缺"] * 8
    assert states(node, "支部党员大会") == ["—", "—", "缺", "缺"]
    assert states(node, "民主评议") == ["—"]


def test_one_founded_on_the_first_day_owes_that_period(store):
    node = branch(on=dt.date(YEAR, 4, 1))
    assert states(node, "支部党员大会") == ["—", "缺", "缺", "缺"]


def test_one_that_is_dissolved_owes_what_came_before_and_keeps_its_line(store):
    node = branch()
    hold(node, "主题党日", dt.date(YEAR, 2, 3))
    organizations.dissolve(ORG, node, dt.date(YEAR, 5, 20))
    assert states(node, "主题党日") == ["缺", "已开", "缺", "缺"] + ["—"] * 8
    assert not [line for line in meeting_matrix.of_year(YEAR + 1, NOW) if line.organization == node]


def test_one_that_moves_stays_and_is_found_under_its_new_place(store):
    old, new = branch("甲党委", kind="商圈党委"), branch("乙党委", kind="商圈党委")
    node = branch(parent="甲党委")
    organizations.move(ORG, node, new, dt.date(YEAR, 6, 15))
    assert states(node, "主题党日") == ["缺"] * 12
    under = {each: {line.organization for line in meeting_matrix.of_year(YEAR, NOW, "", each)} for each in (old, new)}
    assert under == {old: {old}, new: {new, node}}


def test_one_that_is_no_more_comes_under_where_it_stood_last(store):
    top = branch("甲党委", kind="商圈党委")
    node = branch(parent="甲党委")
    organizations.dissolve(ORG, node, dt.date(YEAR, 5, 20))
    assert node in {line.organization for line in meeting_matrix.of_year(YEAR, NOW, "", top)}


def test_the_committee_meets_only_where_there_is_one_or_should_be(store):
    small, large, seated = branch("小党支部"), branch("大党支部"), branch("有委员的党支部")
    for number in range(7):
        members.save(Person(name=f"党员{number}", joined="2001-07-01", organization="大党支部"), None)
    for number in range(6):
        members.save(Person(name=f"同志{number}", joined="2001-07-01", organization="小党支部"), None)
    seat = {"tree": ORG.value, "post": "委员", "name": "甲某", "start": f"{YEAR}-03-05"}
    entries.save("seat", seated, seat)
    found = {line.organization for line in meeting_matrix.of_year(YEAR, NOW, "支委会")}
    assert found == {large, seated}
    assert small not in found
    assert states(seated, "支委会") == ["—"] * 3 + ["缺"] * 9
    assert states(large, "支委会") == ["缺"] * 12


def test_what_lies_ahead_is_not_missing(store):
    node = branch()
    hold(node, "主题党日", dt.date(2026, 1, 20))
    ahead = hold(node, "主题党日", dt.date(2026, 3, 25))
    cells = meeting_matrix.of_year(2026, NOW, "主题党日")[0].cells
    assert [cell.state for cell in cells] == ["已开", "缺", "待开"] + ["未到"] * 9
    assert cells[2].meetings == (ahead,), "it is called for already"


def test_a_late_entry_is_held_but_marked(store):
    node = branch()
    hold(node, "主题党日", dt.date(YEAR, 1, 20), dt.date(YEAR, 2, 1))
    hold(node, "主题党日", dt.date(YEAR, 2, 20), dt.date(YEAR, 2, 28))
    hold(node, "主题党日", dt.date(YEAR, 3, 20), dt.date(YEAR, 5, 1))
    hold(node, "主题党日", dt.date(YEAR, 3, 21), dt.date(YEAR, 3, 21))
    assert states(node, "主题党日")[:4] == ["补录", "已开", "已开", "缺"]
    line = meeting_matrix.of_year(YEAR, NOW, "主题党日")[0]
    assert (line.words, line.summary) == ("3/12", "3/12 缺9 补录1")
    assert meeting_matrix.words([line]) == "应开 12 次，已开 3 次（3/12 = 25.00%），其中补录 1 次；缺 9 次"


def test_what_is_missing_is_named_the_longest_ago_first_and_in_january_still_of_the_last_year(store):
    node = branch(on=dt.date(YEAR, 10, 1))
    found = meeting_matrix.missing(dt.date(YEAR + 1, 1, 15))
    assert {line.organization for line, _ in found} == {node}
    assert [cell.period.end for _, cell in found] == sorted(cell.period.end for _, cell in found)
    assert [cell.label for line, cell in found if line.kind == "主题党日"] == ["10月", "11月", "12月"]
    assert {cell.label for _, cell in meeting_matrix.missing(dt.date(YEAR + 1, 2, 1))} == {"1月"}


def test_rates_are_told_for_each_kind(store):
    node = branch()
    hold(node, "党课", dt.date(YEAR, 2, 9))
    found = meeting_matrix.rates(meeting_matrix.of_year(YEAR, NOW))
    assert set(found) == BRANCH_OWES
    assert found["党课"].words == "1/4 = 25.00%"


def _recounted(organization, kind, period, today):
    """The state of a cell, day by day from the rows themselves."""
    here = (Meeting.organization == organization, Meeting.kind == kind.name, Meeting.removed_at == "")
    there = [m for m in Meeting.select().where(*here) if period.start <= dt.date.fromisoformat(m.held) <= period.end]
    held = [m for m in there if m.held <= today.isoformat()]
    if held:
        return "补录" if min(m.entered for m in held) > period.end.isoformat() else "已开"
    placed = list(Placement.select().where(Placement.noun == ORG.value, Placement.row == organization))
    day, whole = period.start, True
    while day <= period.end:
        iso = day.isoformat()
        whole = whole and any(p.start <= iso and (not p.end or iso < p.end) for p in placed if not p.removed_at)
        day += dt.timedelta(days=1)
    if not whole:
        return "—"
    return "缺" if period.end < today else "待开" if period.start <= today else "未到"


@pytest.mark.parametrize("seed", range(5))
def test_every_cell_follows_from_rows(store, seed):
    dice = random.Random(seed)
    tops = [branch(f"{name}党委", dt.date(2019, 1, 1), "商圈党委") for name in "甲乙丙"]
    nodes = list(tops)
    for number in range(6):
        founded = dt.date(YEAR - 1, 6, 1) + dt.timedelta(days=dice.randrange(700))
        node = branch(f"{number}号党支部", min(founded, NOW), parent="甲党委")
        nodes.append(node)
        moved = min(founded, NOW)
        for _ in range(dice.randrange(3)):
            moved += dt.timedelta(days=dice.randrange(1, 90))
            organizations.move(ORG, node, dice.choice(tops), moved)
        if dice.random() < 0.4:
            organizations.dissolve(ORG, node, moved + dt.timedelta(days=dice.randrange(1, 200)))
    for _ in range(40):
        day = dt.date(YEAR, 1, 1) + dt.timedelta(days=dice.randrange(440))
        kind = dice.choice([each.name for each in meeting_kinds.kinds()])
        node = dice.choice(nodes)
        for late in dice.sample((0, 0, 5, 40, 100), dice.choice((1, 1, 2))):  # some of one period were entered in time
            hold(node, kind, day, day + dt.timedelta(days=late))
    kinds = {kind.name: kind for kind in meeting_kinds.kinds()}
    for year in (YEAR, YEAR + 1):
        lines = meeting_matrix.of_year(year, NOW)
        assert lines
        for line in lines:
            told = [cell.state for cell in line.cells]
            assert told == [_recounted(line.organization, kinds[line.kind], c.period, NOW) for c in line.cells]
        owed = sum(state in ("已开", "补录", "缺") for line in lines for state in (c.state for c in line.cells))
        assert meeting_matrix.ratio(lines).total == owed
        lost = [cell for line in lines for cell in line.cells if cell.state == "缺"]
        assert len(meeting_matrix.absent(lines)) == len(lost)


@pytest.fixture
def late(store):
    node = branch()
    hold(node, "主题党日", dt.date(YEAR, 1, 20), dt.date(YEAR, 3, 1))
    return meeting_matrix.of_year(YEAR, NOW)


def said(out):
    pdf = pypdfium2.PdfDocument(out.read_bytes())
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)


def test_the_report_marks_late_entries_and_gives_both_numbers(late, tmp_path):
    out = tmp_path / "报表.pdf"
    one = [line for line in late if line.kind == "主题党日"]
    meeting_matrix_documents.write_report(out, YEAR, one, NOW)
    assert "第一党支部补录缺缺" in said(out)
    assert "应开12次，已开1次（1/12=8.33%），其中补录1次；缺11次" in said(out)
    assert journal.last().what == f"打印{YEAR}年应开会议"
    meeting_matrix_documents.write_report(out, YEAR, late, NOW)
    assert "1/12缺11补录1" in said(out)
    assert "主题党日1/12=8.33%" in said(out)
    with pytest.raises(Problem, match="没有应开的会议"):
        meeting_matrix_documents.write_report(out, YEAR, [], NOW)


def test_the_workbook_has_every_meeting_in_the_month_its_period_ends(late, tmp_path):
    out = tmp_path / "应开会议.xlsx"
    assert meeting_matrix_documents.export(out, YEAR, late) == len(BRANCH_OWES)
    rows = list(openpyxl.load_workbook(out).active.iter_rows(values_only=True))
    heads, *told = rows[1:]
    by_kind = {row[1]: dict(zip(heads, row, strict=True)) for row in told if row[1] in BRANCH_OWES}
    assert by_kind["主题党日"]["1月"] == "补录"
    assert [by_kind["党课"][month] for month in ("1月", "3月", "12月")] == [None, "缺", "缺"]
    assert (by_kind["主题党日"]["已开/应开"], by_kind["主题党日"]["缺"], by_kind["主题党日"]["补录"]) == ("1/12", 11, 1)
    assert journal.last().what.startswith("导出")
