"""What the tests of meetings share: a branch with members, a clerk who presses F9, and what a dialog waits for."""

import datetime as dt
from dataclasses import replace

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain import organizations as organization_rules
from app.domain.members import Draft as Person
from app.services import meeting_drafts, meeting_writing, members, organizations
from tests.ui.clerk import when_active

BRANCH = "餐饮行业联合党支部"
SURNAMES = "曾仇单陈崔祁高李王张吴朱何林孙马胡郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈彭吕"
TODAY = dt.date.today()


def found_branch(count=0):
    """A branch, and so many full members of it, each with a name of its own."""
    since = dt.date(2015, 1, 1)
    branch = organizations.save(organization_rules.Draft(name=BRANCH, kind="联合党支部"), None, since)
    for number in range(count):
        name = f"{SURNAMES[number]}{'文明立新国庆海燕春梅'[number % 10]}"
        members.save(Person(name=name, organization=BRANCH, stage="正式党员", joined="2010-05-01"), None)
    return branch


def held(branch, day=TODAY, **parts):
    """A meeting of members, written down; gives its id."""
    draft = replace(meeting_drafts.blank("支部党员大会", branch, day), held=day.isoformat())
    return meeting_writing.save(replace(draft, **{"place": "会议室", "chair": "曾宪武", **parts}), None)


def press(*keys):
    """Keys where the focus is."""
    for each in keys:
        QTest.keySequence(QApplication.focusWidget(), each)


def write(text):
    """Plain letters where the focus is."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def begin(window, qtbot, number="3"):
    """F9, the number of a kind, Enter; gives the editor once it has the keys."""

    def choose(dialog):
        write(number)
        press("Return")

    when_active(choose)
    QTest.keySequence(window, "F9")
    page = window.page
    qtbot.waitUntil(lambda: page.editor.isAncestorOf(QApplication.focusWidget() or window))
    return page.editor
