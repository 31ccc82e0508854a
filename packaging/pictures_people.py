"""Scenes of organisations and people for pictures.py. Each takes the stage it plays on."""

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    for scene in SCENES:
        scene(stage)


def organizations(stage: "Stage") -> None:
    """A committee on every page of its card, a past day, what the search finds, the grids."""
    from app.domain.organizations import Tree
    from app.services import entries, merchants
    from app.services import organizations as service

    stage.window.header.tabs.setCurrentIndex(1)
    page = stage.window.page
    committee = service.find(Tree.ORGANIZATIONS, "会战商圈党委")
    today = dt.date.today()
    for name, merchant in zip(("单海", "仇立新"), merchants.ids(), strict=False):
        pair = {"name": name, "merchant": merchant, "start": f"{today.year - 1}-12-01", "person": 0}
        liaison = entries.save("liaison", committee, pair)
        entries.save("visit", liaison, {"on": f"{today.year}-01-15"})
    paid = {"year": today.year, "kind": "subsidy.committee", "amount": 500000, "paid_on": today.isoformat()}
    entries.save("subsidy", committee, paid)
    page.revalidate()
    page.show_node(committee)
    for place, name in enumerate(("basics", "seats", "money", "liaison", "past")):
        page.pane.card.switch.turn(place)
        if name == "seats":
            page.pane.card.sections[place].seats.rows.setCurrentRow(0)
        stage.snap(f"organizations_{name}")
    page.pane.card.switch.turn(0)
    page.show_node(service.find(Tree.ORGANIZATIONS, "会战社区服务公司"))
    stage.snap("organizations_enterprise")
    page.show_node(committee)
    page.look_at(today - dt.timedelta(days=400))
    stage.snap("organizations_past_day")
    page.look_at(None)
    page.seek.setText("中八")
    stage.snap("organizations_found")
    page.seek.clear()
    page.turn_to(Tree.GRIDS)
    stage.snap("organizations_grids")
    page.turn_to(Tree.ORGANIZATIONS)
    page.show_node(committee)


def organization_dialogs(stage: "Stage") -> None:
    """Everything the tab asks in a dialog."""
    from app.services import coverage
    from app.ui.coverage_dialog import CoverageDialog
    from app.ui.pages import organization_acts as acts

    page = stage.window.page
    stage.dialog("dlg_organization_form", lambda: acts.add(page), lambda dialog: dialog.form.submit())
    stage.dialog("dlg_organization_move", lambda: acts.move(page))
    stage.dialog("dlg_organization_merge", lambda: acts.merge(page))
    stage.dialog("dlg_organization_split", lambda: acts.split(page))
    stage.dialog("dlg_organization_dissolve", lambda: acts.dissolve(page))
    stage.dialog("dlg_organization_shape", lambda: acts.shape(page))
    stage.dialog("dlg_organization_overview", lambda: acts.overview(page))
    for unit in ({"name": "东村", "organization": "会战商圈党委"}, {"name": "南村"}):
        coverage.save({"kind": "城中村", "since": "2026-01-01", **unit})
    stage.dialog("dlg_coverage", lambda: acts.units(page))
    covering = CoverageDialog(page)
    covering.show()
    stage.dialog("dlg_coverage_unit", covering.edit)
    covering.reject()
    page.pane.turn_to("任职换届")
    seats = page.pane.card.sections[1].seats
    stage.dialog("dlg_seat", seats.add)


SCENES = (organizations, organization_dialogs)
