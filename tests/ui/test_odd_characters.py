"""What no font holds is named before a slip is printed, and never goes to a printer unseen."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.cases import Draft as Case
from app.domain.gifts import Draft
from app.domain.meetings import Item
from app.domain.organizations import Draft as Branch
from app.services import (
    case_documents,
    cases,
    charity_documents,
    gifts,
    journal,
    meeting_documents,
    meeting_drafts,
    meeting_writing,
    organizations,
)
from app.ui import papers
from app.ui.kit import printing, tasks
from app.ui.kit.preview import Preview, Template
from tests.ui.clerk import words

TODAY = dt.date.today().isoformat()
ODD = "\U00031350"  # younger than every font


@pytest.fixture
def sent(monkeypatch):
    orders = []
    monkeypatch.setattr(printing, "printers", lambda: ["窗口 1"])
    monkeypatch.setattr(printing, "send", lambda order, report: orders.append(order))
    return orders


@pytest.fixture
def hand_out(window, qtbot):
    """Print the receipt of somebody's gift at once, as Ctrl+Enter does."""

    def act(giver):
        told = {"giver": giver, "amount": "500", "on": dt.date.today().isoformat()}
        paper = charity_documents.receipt([gifts.save(Draft(**told)).id])
        done = []
        papers.print_now(window, "打印收据", [("捐赠收据", paper)], done.append)
        qtbot.waitUntil(lambda: bool(done) and not tasks.busy(), timeout=20_000)
        return done

    return act


@pytest.mark.parametrize("rare", ["䶮", "㛃", "𬭎"])
def test_a_rare_character_is_printed_at_once(hand_out, sent, rare):
    assert hand_out(f"{rare}记面馆") == ["，捐赠收据已送到“窗口 1”"]
    assert len(sent) == 1
    assert journal.last().what.startswith("打印收据")


def test_one_that_no_font_holds_is_shown_and_named_first(hand_out, sent, dialogs, qtbot):
    said = []

    def look(preview):
        qtbot.waitUntil(preview.print.isEnabled, timeout=20_000)
        said.extend(words(preview))
        preview.reject()

    dialogs(look)
    assert hand_out(f"{ODD}记面馆") == [""]
    assert any("打出来是方框" in each and f"{ord(ODD):X}" in each for each in said)
    assert sent == []
    assert not journal.last().what.startswith("打印")


def of_a_meeting():
    draft = meeting_drafts.blank("支部党员大会", organizations.save(Branch(name="会战党支部", kind="联合党支部"), None))
    number = meeting_writing.save(replace(draft, items=(Item("听取汇报", f"{ODD}某提议增设路灯。"),)), None)
    return lambda out, report: meeting_documents.write_minutes(number, out)


def of_a_case():
    number = cases.save(Case(kind="诉求", title=f"{ODD}某反映路灯不亮", received=TODAY), None)
    return lambda out, report: case_documents.write_sheet(number, out)


@pytest.mark.parametrize("paper", [of_a_meeting, of_a_case])
def test_a_paper_with_one_is_named_and_printed_where_the_clerk_goes_on(window, sent, dialogs, qtbot, paper):
    said = []

    def look(preview):
        qtbot.waitUntil(preview.print.isEnabled, timeout=20_000)
        said.extend(words(preview))
        preview.print.click()

    dialogs(look)
    Preview(window, "打印", [Template("纸", "页", "纸.pdf", [], paper())]).exec()
    qtbot.waitUntil(lambda: len(sent) == 1 and not tasks.busy(), timeout=20_000)
    assert any("打出来是方框" in each and f"{ord(ODD):X}" in each for each in said)
