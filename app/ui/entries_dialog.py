"""积分流水: every entry of one holder, or of all; Enter opens the slip it comes from."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.points import Kind
from app.services import gift_list, point_list
from app.services.charity_documents import signed
from app.services.point_accounts import Account
from app.services.point_list import PointRow
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.fields import RIGHT, Date, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable
from app.ui.kit.visit import Visit


class Points(Shown):
    """Points with their sign."""

    align = RIGHT

    def text(self, record: PointRow) -> str:
        """+500."""
        return signed(record.points)


class Clerks(Shown):
    """Who entered it, and who agreed."""

    def text(self, record: PointRow) -> str:
        """王建国、李秀英."""
        return "、".join(filter(None, (record.clerk, record.agreed_by)))


FIELDS = (
    Date("on", "日期", 134),
    Shown("name", "积分持有人", 200, stretch=True),
    Shown("kind", "类型", 76),
    Points("points", "增减", 96),
    Shown("slip", "单号", 130),
    Date("expires", "到期", 134, priority=2),
    Clerks("clerk", "经手人", 120, priority=2),
    Shown("note", "说明", 160),
)


class PointEntriesDialog(Dialog):
    """Rows are read only where one looks. `visit` leads to the slip that was opened."""

    chapter = "points"

    def __init__(self, parent: QWidget, account: Account | None) -> None:
        super().__init__(parent, f"{account.name}的积分流水" if account else "积分流水", width=1100, height=600)
        self.visit: Visit | None = None
        self._holder = {"holder": str(account.id)} if account else {}
        self.box, self.rows = QLineEdit(), RowModel(FIELDS, point_list.rows)
        self.box.setPlaceholderText("搜索名称、首字母")
        self.box.setAccessibleName("搜索积分持有人")
        self.box.setClearButtonEnabled(True)
        self.box.setVisible(account is None)
        self.period = ChoiceEditor(_periods, free=False)
        self.kind = ChoiceEditor(_kinds, free=False)
        self.table, self.sentence = RowTable(self.rows, "积分流水"), label("", "quiet")
        top = QHBoxLayout()
        for each, name in ((self.box, "搜索"), (self.period, "时间"), (self.kind, "类型")):
            each.setAccessibleName(name)
            top.addWidget(each, 1 if each is self.box else 0)
        top.addStretch(0 if account is None else 1)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sentence)
        self.lead_on = button("打开捐赠", self._open, icon="chevron-right", variant="primary")
        self.add_buttons(self.cancel_button("关闭"), self.lead_on)
        for combo in (self.period, self.kind):
            combo.fill("")
            combo.edited.connect(self.read)
        self.box.textChanged.connect(self.read)
        self.table.opened.connect(lambda _: self._open())
        self.table.chosen_changed.connect(self._follow)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List what is found now."""
        chosen = {"period": self.period.value() or "", "kind": self.kind.value() or ""}
        filters = {name: value for name, value in chosen.items() if value} | self._holder
        self.rows.show(point_list.ids(self.box.text(), filters))
        self.sentence.setText(f"共 {len(self.rows.ids):,} 笔。")
        if self.rows.ids:
            self.table.choose_place(0)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what room there is."""
        super().resizeEvent(event)
        self.table.fit(self.width())

    def _follow(self) -> None:
        self.lead_on.setEnabled(bool(self._source()))

    def _open(self) -> None:
        if source := self._source():
            self.visit = Visit("charity", record=source)
            self.accept()

    def _source(self) -> int:
        """The gift the chosen entry comes from, 0 for none."""
        chosen = self.table.chosen()
        row = point_list.rows(chosen[:1])[0] if chosen else None
        return row.source if row and row.noun == "gift" else 0


def _periods() -> list[tuple[str, str]]:
    return [("", "全部时间"), *((each, each) for each in gift_list.PERIODS)]


def _kinds() -> list[tuple[str, str]]:
    return [("", "全部类型"), *((kind.value, kind.value) for kind in Kind)]
