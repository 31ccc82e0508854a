"""What a clerk of cases does with her hands, and the cases she has."""

import datetime as dt

from PySide6.QtWidgets import QApplication

from app.domain.cases import Draft
from app.services import case_handling, cases
from app.services.case_handling import Assignment
from tests.ui.clerk import leaving, type_text

TODAY = dt.date.today()


def ago(days):
    """The ISO day so many days before today."""
    return (TODAY - dt.timedelta(days=days)).isoformat()


def take_in(title, days=0, **values):
    """A case received so many days ago."""
    return cases.save(Draft(**{"kind": "诉求", "title": title, "received": ago(days), **values}), None)


def three():
    """Waiting, late, done."""
    ids = [take_in("停车位划线不清", 1), take_in("夜市占道", 30), take_in("路灯不亮", 9, phone="13800001111")]
    for number, days in ((ids[1], 29), (ids[2], 8)):
        case_handling.dispatch(number, Assignment("城管办", "周立"), dt.date.fromisoformat(ago(days)))
    case_handling.finish(ids[2], TODAY - dt.timedelta(days=2), "换了灯头", "已解决")
    return ids


def select(page, *ids):
    page.show_filter({})
    page.table.choose(list(ids))
    QApplication.processEvents()


def focused():
    return QApplication.focusWidget()


def filling(keys, *typed):
    """Type into one field after the other, Enter between them, and save."""

    def fill(dialog):
        for text in typed:
            if text:
                focused().selectAll() if hasattr(focused(), "selectAll") else None
                type_text(focused(), text)
            keys(focused(), "Return")
        keys(focused(), "Ctrl+Return")

    return leaving(fill)


def in_front(qtbot, dialog):
    """Show a dialog, and wait until the keys go to it."""
    dialog.open()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.isAncestorOf(focused()))
    return dialog
