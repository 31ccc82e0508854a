"""F9: which kind of meeting, and of which organisation; all else is filled in beforehand."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services import meeting_hosts, meeting_kinds
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.pick import PickList


class NewMinutesDialog(Dialog):
    """Accepted with `kind` and `organization` once both are chosen; Enter goes on, or takes what is chosen already."""

    chapter = "minutes"

    def __init__(self, parent: QWidget, kind: str = "") -> None:
        super().__init__(parent, "新建纪要", width=760, height=500)
        self._kinds = meeting_kinds.kinds()
        self.kinds = PickList("会议类型", "序号、名称或首字母")
        self.hosts = PickList("召开的组织", "序号、名称或首字母")
        self.start = button("开始写", self._take, icon="pencil", variant="primary")
        self.start.setToolTip("开始写（Enter）")
        self._lay_out()
        self.kinds.turned.connect(self._offer_hosts)
        self.kinds.taken.connect(self._take)
        self.hosts.taken.connect(self._take)
        self.hosts.turned.connect(self._follow)
        names = [each.name for each in self._kinds]
        self.kinds.offer(list(enumerate(names)), names.index(kind) if kind in names else None)
        self._follow()
        (self.hosts if kind in names else self.kinds).setFocus()

    @property
    def kind(self) -> str:
        """The name of the kind chosen, "" for none."""
        place = self.kinds.value()
        return "" if place is None else self._kinds[place].name

    @property
    def organization(self) -> int | None:
        """The organisation chosen, 0 for the centre."""
        return self.hosts.value()

    def _offer_hosts(self) -> None:
        if self.kind:
            self.hosts.offer(meeting_hosts.hosts(self.kind), meeting_hosts.usual(self.kind))
        else:
            self.hosts.offer([], None)
        self._follow()

    def _follow(self) -> None:
        self.start.setEnabled(bool(self.kind) and self.organization is not None)

    def _take(self) -> None:
        if not self.kind:
            self.kinds.setFocus()
        elif self.organization is None:
            self.hosts.setFocus()
        else:
            self.accept()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for title, part in (("会议类型", self.kinds), ("召开的组织", self.hosts)):
            column = QVBoxLayout()
            heading = label(title, "quiet")
            heading.setBuddy(part.box)
            column.addWidget(heading)
            column.addWidget(part, 1)
            row.addLayout(column, 1)
        self.body.addLayout(row, 1)
        hint = "议程、应到人员、地点都会自动带出，上次没有议完的排在最前。Tab 到右边另选组织。"
        self.body.addWidget(label(hint, "hint", wrap=True))
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel_button())
        self.foot.addWidget(self.start)
