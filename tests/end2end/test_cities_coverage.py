"""What the cities do to be covered by the Party everywhere (A5): units counted, and those without it named."""

import datetime as dt

from app.domain.organizations import Draft, Tree
from app.domain.periods import read
from app.services import coverage, figure_rows, figures, organization_overview, organizations
from app.store.writing import writing
from app.ui.kit.visit import Visit

ORG = Tree.ORGANIZATIONS
START, TODAY = dt.date(2020, 1, 1), dt.date(2026, 11, 20)
VILLAGE = {"kind": "城中村", "since": "2025-01-01", "note": ""}
UNITS = ["org.units", "org.units_rate"]


def found(act, name, kind, parent=""):
    return organizations.write(act, Draft(name=name, kind=kind, parent=parent), None, START)


def test_a05_the_villages_themselves_are_counted_and_those_without_the_party_named(window, dialogs):
    """城中村党组织—党小组—党员, 127 全覆盖."""
    with writing("新增组织") as act:
        found(act, "村党组织", "社区党组织")
        groups = [found(act, f"{n}村党小组", "党小组", "村党组织") for n in range(127)]
        acting = found(act, "行动支部", "行动党支部", "村党组织")
        for n, group in enumerate(groups):
            coverage.write(act, {**VILLAGE, "name": f"{n}村", "node": group})
    new = coverage.save({**VILLAGE, "name": "新村", "organization": "行动支部"})
    organizations.dissolve(ORG, acting, dt.date(2026, 9, 1))
    quarters = [figures.values(read(code), UNITS) for code in ("2026Q2", "2026Q3")]
    assert [(each["org.units_rate"].words("%"), each["org.units"].number) for each in quarters] == [
        ("100.00%", 128),
        ("99.22%", 128),
    ]
    rows = figure_rows.of("coverage_unit", [row for row, _ in figures.rows("org.units_covered", read("2026Q3"))])
    assert (len(rows), rows[0].name, rows[0].detail) == (127, "0村", "城中村")
    (shown,) = [each for each in organization_overview.overviews(TODAY) if each.title == "党组织覆盖的单位"]
    assert shown.value == "127/128 = 99.22%"
    assert [(line.name, line.detail) for line in shown.parts["还没有党组织"]] == [("新村", "城中村　还没有党组织")]
    assert shown.parts["有党组织"][0].node in groups

    def cover(dialog):
        assert dialog.sentence.text() == "有党组织的 127/128 = 99.22%，还有 1 个没有。"
        assert dialog.lines[0].id == new
        dialog.table.opened.emit(0)
        assert dialog.sentence.text() == "有党组织的 128/128 = 100.00%，还有 0 个没有。"
        dialog.reject()

    def fill(form):
        form.form.row("organization").editor.fill("村党组织")
        form.form.row("since").editor.fill("2026-10-01")
        form.form.submit()

    dialogs(cover, fill)
    window.visit(Visit("organizations", act="覆盖单位"))
    assert [coverage.covered(day).words for day in (dt.date(2026, 9, 30), dt.date(2026, 10, 1))] == [
        "127/128 = 99.22%",
        "128/128 = 100.00%",
    ]
