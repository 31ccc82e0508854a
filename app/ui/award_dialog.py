"""Giving an honour to one merchant or to many: which, from when, until when, by which decision."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import Invalid, Problem
from app.domain.roles import Right
from app.domain.rules import why
from app.services import approvals, honour_requests, honours, session
from app.services.merchants import MerchantRow
from app.ui.kit import messages, theme
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Choice, Date, Text
from app.ui.kit.form import RecordForm


@dataclass(frozen=True)
class Award:
    """What the form asks for; days are ISO text, `valid_until` "" holds without end."""

    kind: str
    issued: str
    valid_until: str = ""
    decision: str = ""


def _kinds() -> list[tuple[str, str]]:
    """What can be given here: flags are handed on instead."""
    return [(kind.code, kind.title) for kind in honours.kinds() if not kind.revolves]


FIELDS = (
    Choice("kind", "荣誉", required=True, options=_kinds),
    Date("issued", "颁发日期", required=True),
    Date("valid_until", "有效期至"),
    Text("decision", "决定依据", hint="会议或文件，如：第 3 次联席会议"),
)


class AwardDialog(Dialog):
    """`print_wanted` afterwards says whether the clerk asked for the print preview."""

    chapter = "award"

    def __init__(self, parent: QWidget, merchants: Sequence[MerchantRow]) -> None:
        super().__init__(parent, f"授予荣誉：{_whom(merchants)}", width=680, height=560)
        self.merchants, self.print_wanted = merchants, False
        self.settled = session.may(Right.CHECK)
        verb = "授予" if self.settled else "送复核"
        self.form = RecordForm(FIELDS, check, save=f"{verb} {len(merchants):,} 家")
        self.form.submitted.connect(self.award)
        self.form.cancelled.connect(self.reject)
        self.numbers = QListWidget()
        self.numbers.setAccessibleName("编号")
        self.numbers.setProperty("card", True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._asking())
        self.stack.addWidget(self._answer())
        self.body.addWidget(self.stack, 1)
        self._fill()

    def award(self, values: dict[str, Any]) -> None:
        """Give the honour and show the numbers; who may not check asks the second person for it."""
        award = Award(**values)
        until = dt.date.fromisoformat(award.valid_until) if award.valid_until else None
        wanted = [row.id for row in self.merchants]
        asked = (award.kind, wanted, dt.date.fromisoformat(award.issued), until, award.decision)
        with messages.problems_shown(self):
            if self.settled:
                self._show(honours.award(*asked))
            else:
                self._wait(honour_requests.ask(*asked))

    def confirm(self) -> None:
        """Let a second person agree at this desk, and show the numbers."""
        from app.ui.approvals_dialog import ConfirmHere

        request = next(each for each in approvals.waiting() if each.id == self.request)
        with messages.problems_shown(self):
            if alone := approvals.alone(self.request):
                raise Problem(alone)
            if ConfirmHere(self, request).exec():
                self.settled = True
                self._show(honours.numbers_of(self.form.values()["kind"], [row.id for row in self.merchants]))

    def _show(self, given: Mapping[int, str]) -> None:
        self.heading.setText(f"已授予 {len(given):,} 家")
        self.told.setText("编号已经登记，不会重复使用。")
        self.numbers.clear()
        self.numbers.addItems([f"{given[row.id]}　{row.name}" for row in self.merchants])
        self._turn(self.print)

    def _wait(self, request: int) -> None:
        self.request = request
        self.heading.setText("已送复核")
        self.told.setText("另一位在“待复核”里同意以后才授予、才有编号。复核人在旁边的，可以现在确认。")
        self.numbers.addItems([row.name for row in self.merchants])
        self._turn(self.here)

    def _turn(self, first: QPushButton) -> None:
        """Show what came of it, with the one button that matters now."""
        self.print.setVisible(self.settled)
        self.here.setVisible(not self.settled)
        self.stack.setCurrentIndex(1)
        first.setFocus()

    def _asking(self) -> QWidget:
        names = QListWidget()
        names.setAccessibleName("要授予的商户")
        names.addItems([f"{row.number}　{row.name}" for row in self.merchants])
        names.setProperty("card", True)
        names.setMaximumHeight(theme.px(110))
        self.reason = label("", "hint", wrap=True)
        return _column(names, self.reason, self.form)

    def _answer(self) -> QWidget:
        self.print = button("打印牌匾证书", self._print, icon="printer", variant="primary")
        self.here = button("另一人在此确认…", self.confirm, icon="badge-check", variant="primary")
        self.told = label("", wrap=True)
        self.leave = button("完成", self.accept)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.print)
        row.addWidget(self.here)
        return _column(self.told, self.numbers, foot)

    def _print(self) -> None:
        self.print_wanted = True
        self.accept()

    def _fill(self) -> None:
        today = dt.date.today()
        self._prefilled = honours.last_day(today).isoformat()
        self.form.fill(Award(_kinds()[0][0], today.isoformat(), self._prefilled), "")
        self.form.row("issued").editor.edited.connect(self._follow_issued)
        self._follow_issued()

    def _follow_issued(self) -> None:
        """Another day of issue moves the end of validity, unless the clerk has set that by hand."""
        issued, until = self.form.row("issued").editor.value(), self.form.row("valid_until").editor
        if not is_day(issued):
            return
        day = dt.date.fromisoformat(str(issued))
        self.reason.setText(f"有效期按规定预填，可以改；清空就是长期有效。{why(honours.validity(day))}")
        if until.value() == self._prefilled:
            self._prefilled = honours.last_day(day).isoformat()
            until.fill(self._prefilled)


def check(values: dict[str, Any]) -> None:
    """Raise Invalid for days that are not whole, or in the wrong order."""
    complaints = {}
    if not is_day(values["issued"]):
        complaints["issued"] = "请填写颁发日期，要写到日，如 2026.3.5。"
    if values["valid_until"] and not is_day(values["valid_until"]):
        complaints["valid_until"] = "有效期要写到日，如 2028.3.4；长期有效请清空。"
    elif not complaints and values["valid_until"] and values["valid_until"] < values["issued"]:
        complaints["valid_until"] = "有效期早于颁发日期，请改正。"
    if complaints:
        raise Invalid(complaints)


def is_day(text: Any) -> bool:
    """Whether this is ISO text of a whole day."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _whom(merchants: Sequence[MerchantRow]) -> str:
    return merchants[0].name if len(merchants) == 1 else f"{len(merchants):,} 家商户"


def _column(*parts: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        column.addWidget(part)
    return whole
