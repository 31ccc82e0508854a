"""The menu of the 设置 button and the same by name."""

import pytest

from app.domain.roles import Role
from app.services import session
from app.ui import desk_menu
from app.ui.commands import commands


def offered(window):
    window.header.desk_menu.aboutToShow.emit()
    return [action.text().split("\t")[0] for action in window.header.desk_menu.actions()]


@pytest.mark.parametrize("role", Role)
def test_a_clerk_is_offered_what_the_role_allows_in_the_menu_and_by_name(window, quick_search, role):
    session.begin(session.folder(), session.Clerk("某人", role), 0)
    own = [entry for entry in desk_menu.ENTRIES if not entry.sample]
    allowed = [entry.title for entry in own if session.may(entry.right)]
    assert offered(window) == allowed
    by_name = [find.words for find in commands(window)]
    assert [title.rstrip("…") for title in allowed if title.rstrip("…") not in by_name] == []


def test_an_entry_opens_its_dialog(window, dialogs):
    titles = []
    dialogs(lambda dialog: (titles.append(dialog.windowTitle()), dialog.reject()))
    offered(window)
    window.header.desk_menu.actions()[0].trigger()
    assert titles == ["设置"]
