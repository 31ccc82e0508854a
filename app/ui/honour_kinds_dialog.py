"""荣誉种类: what kinds of honour the centre gives, and what the certificate of each says."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.services import honour_kinds
from app.services.honour_kinds import MOST_STARS, WORDING, KindRow
from app.ui.kit.buttons import button
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Field, LongText, Shown, Text
from app.ui.table_dialog import TableDialog


class Counted(Shown):
    """Stars or honours given, in words."""

    def text(self, record: KindRow) -> str:
        """5 星, 12 块; a dash for none."""
        count = getattr(record, self.name)
        return f"{count:,} {'星' if self.name == 'stars' else '块'}" if count else "—"


COLUMNS = (
    Shown("title", "荣誉", 220, stretch=True),
    Shown("symbol", "编号的字号", 140),
    Counted("stars", "最高星级", 120),
    Counted("given", "已授", 120),
)
_STARS = Choice("stars", "最高星级", options=lambda: [(n, f"{n} 星" if n else "不分星") for n in range(MOST_STARS + 1)])
_WORDING = LongText("wording", "证书上的话", required=True)
NAMES: tuple[Field, ...] = (
    Text("title", "名称", required=True, hint="如 头雁先锋、示范街区"),
    Text("symbol", "编号的字号", required=True, hint="如 头雁，编号就是 头雁〔2026〕001号"),
)
_NOTE = "印的时候，{年份} 换成年度，{荣誉} 换成荣誉名称。"


class HonourKindsDialog(TableDialog):
    """`writable` offers the verbs."""

    chapter = "award"

    def __init__(self, parent: QWidget, writable: bool) -> None:
        super().__init__(parent, "荣誉种类", COLUMNS, width=820, height=460)
        self.change, self.drop = button("修改…", self.edit), button("移出", self.remove)
        self.new = button("新增种类…", self.add, icon="plus", variant="primary")
        verbs = (self.drop, self.change, self.new) if writable else ()
        self.add_buttons(self.cancel_button("关闭"), *verbs)
        if writable:
            self.table.opened.connect(self.edit)
            self.keep_by_keys(self.edit, self.remove)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List them."""
        self.show_lines(
            honour_kinds.listing(), "名称和字号定下来就不改：编号、评选办法和报告里都有它。证书上的话可以改。"
        )

    def follow(self) -> None:
        """What is still given cannot go."""
        row = self.chosen()
        self.change.setEnabled(row is not None)
        self.drop.setEnabled(row is not None and not row.given)

    def add(self) -> None:
        """Let the centre give another kind."""
        blank = {"title": "", "symbol": "", "stars": 0, "wording": WORDING}
        self._open("新增荣誉种类", (*NAMES, _STARS, _WORDING), blank, None)

    def edit(self) -> None:
        """Change what the certificate of the chosen one says."""
        if row := self.chosen():
            self._open(f"修改“{row.title}”", (_STARS, _WORDING), vars(row), row.id)

    def remove(self) -> None:
        """Offer the chosen ones no more."""
        self.remove_chosen(honour_kinds.remove)

    def _open(self, title: str, fields: tuple[Field, ...], values: Mapping[str, Any], kind: int | None) -> None:
        check, save = (partial(_with_kind, each, kind) for each in (honour_kinds.check, honour_kinds.save))
        dialog = EntryDialog(self, title, fields, check, save)
        dialog.fill(values, _NOTE)
        if dialog.exec():
            self.tell_done()


def _with_kind(service: Any, kind: int | None, typed: dict[str, Any]) -> Any:
    return service(typed, kind)
