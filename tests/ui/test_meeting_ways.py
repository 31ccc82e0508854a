"""Ways that lead to meetings, cases, lists and activities from elsewhere, and people picked by initials."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from app.domain.activities import Draft as ActivityDraft
from app.domain.cases import Draft
from app.domain.lists import Draft as ItemDraft
from app.domain.meetings import SETTLED, Item
from app.domain.members import Draft as PersonDraft
from app.domain.merchants import Draft as MerchantDraft
from app.services import (
    activities,
    activity_kinds,
    cases,
    handlers,
    list_kinds,
    lists,
    meeting_drafts,
    meeting_writing,
    members,
    merchants,
    minutes,
    regulations,
)
from app.store.cases import Case
from app.ui.case_dialogs import dispatch_dialog
from app.ui.found import found
from app.ui.history_dialog import HistoryDialog
from app.ui.kit import tasks
from app.ui.pages import case_acts, minutes_list_acts
from app.ui.regulations_dialog import RegulationsDialog

TODAY = dt.date.today()
LONG_AGO = (TODAY - dt.timedelta(days=400)).isoformat()


def press(page, name):
    made = next(each for each in page.findChildren(QPushButton) if name in (each.text(), each.accessibleName()))
    made.click()


@pytest.fixture
def need(store):
    kind = next(kind.name for kind in list_kinds.kinds() if kind.role == "需求")
    lists.save(ItemDraft(kind=kind, title="培训场地", registered=TODAY.isoformat()), None)
    return lists.save(ItemDraft(kind=kind, title="夜间照明", registered=LONG_AGO), None)


def test_a_need_nobody_answers_leads_to_the_list_of_them(need, window):
    press(window.page, "去对接")
    assert (window.page.key, window.page.rows.ids) == ("lists", [need])


def test_a_regulation_due_leads_to_the_regulations(store, window, dialogs):
    merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    regulations.save({"title": "首问负责制", "adopted": LONG_AGO, "review": TODAY.isoformat()})
    window.revalidate()
    seen = []

    def look(dialog):
        seen.append((type(dialog), [row.title for row in regulations.due(TODAY)]))
        dialog.reject()

    dialogs(look)
    press(window.page, "去复审")
    assert seen == [(RegulationsDialog, ["首问负责制"])]


def test_list_items_and_activities_are_found_by_initials(need, window):
    kind = activity_kinds.kinds()[0].name
    activities.save(ActivityDraft(kind=kind, title="夜间急救课", on=TODAY.isoformat()), None)
    groups = {title: finds for title, finds in found(window, "yj") if finds}
    assert [find.words for find in groups["清单"]] == ["夜间照明"]
    groups["活动"][0].act()
    assert (window.page.key, window.page.record(window.page.chosen()[0]).title) == ("activities", "夜间急救课")


def test_a_merchant_leads_to_its_cases(store, window):
    merchant = merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    case = cases.save(Draft(kind="投诉", title="缺斤少两", received=TODAY.isoformat(), merchant=merchant), None)
    cases.save(Draft(kind="投诉", title="别家的", received=TODAY.isoformat()), None)
    window.show_page("merchants")
    window.page.show_row(merchant)
    press(window.page.pane.card, "事项 1 件，没销号的 1 件")
    assert (window.page.key, window.page.rows.ids) == ("cases", [case])


def test_a_handler_is_picked_from_the_people_by_initials(store, window, qtbot):
    person = members.save(PersonDraft(name="仇立新"), None)
    case = cases.save(Draft(kind="诉求", title="路灯不亮", received=TODAY.isoformat()), None)
    dialog = dispatch_dialog(window, [cases.get(case)])
    qtbot.addWidget(dialog)
    dialog.show()
    offered = handlers.people("qlx")
    assert offered == ["仇立新"]
    dialog.form.row("handler").editor.setText(offered[0])
    dialog.form.submit()
    row = Case.get_by_id(case)
    assert (row.handler, row.handler_row) == ("仇立新", person)


def test_a_case_shows_its_history_and_only_goes_on(store, window, dialogs):
    case = cases.save(Draft(kind="诉求", title="路灯不亮", received=TODAY.isoformat()), None)
    cases.save(Draft(kind="诉求", title="东段路灯不亮", received=TODAY.isoformat()), case)
    window.show_page("cases")
    window.page.show_row(case)
    seen = []

    def look(dialog):
        seen.append((type(dialog), len(dialog.versions), dialog.versions[0].changes, dialog.back.isVisible()))
        dialog.reject()

    dialogs(look)
    window.page.acting(case_acts.show_history)()
    (kind, count, changes, offered) = seen[0]
    assert (kind, count, offered) == (HistoryDialog, 2, False)
    assert "路灯不亮 → 东段路灯不亮" in changes[0]


def test_a_year_of_minutes_is_previewed_as_one_book(store, window, dialogs, qtbot):
    blank = meeting_drafts.blank("一事一商", 0, TODAY)
    draft = replace(blank, place="会议室", chair="单海", items=(Item("停车", "议了", state=SETTLED),), attendees=())
    minutes.finalise(meeting_writing.save(draft, None))
    window.show_page("minutes")
    seen = []

    def look(dialog):
        qtbot.waitUntil(lambda: not tasks.busy() and bool(dialog.browser.place.text()))
        seen.append((dialog.heading.text(), dialog.browser.place.text()))
        dialog.reject()

    dialogs(look)
    window.page.acting(minutes_list_acts.print_book)()
    assert seen == [(f"{TODAY.year}年纪要汇编", "1 / 3")]
