"""人员与口令: who works here, in which role; whoever forgot a password gets a new one, whoever goes is removed."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.services import clerks, session
from app.services.clerks import ClerkRow
from app.ui import person_forms
from app.ui.kit import messages, tasks, toast
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable
from app.ui.person_forms import ClerkForm
from app.ui.recovery import NewCode

REMOVED = (
    "{name}从此不能登录，他知道的口令和抄下的钥匙都打不开数据：程序会给数据换一把新钥匙，要等几秒钟。"
    "他办过的事和姓名都留在记录里。这一步不能撤销。"
)
LOST_CODE = "恢复码还没有换成能用的。请点“更换恢复码”，抄好锁进保险柜。"
GOOD_CODE = "恢复码能用。怀疑纸条丢了，就点“更换恢复码”。"


class LastSeen(Shown):
    """When somebody logged in last."""

    def text(self, record: ClerkRow) -> str:
        """2026年11月20日 10:26, or why there is none."""
        if record.locked_out:
            return "口令不能用，请设新口令"
        return f"{spoken(record.last.date().isoformat())} {record.last:%H:%M}" if record.last else "还没有登录过"


FIELDS = (Shown("name", "姓名", 200, stretch=True), Shown("role", "身份", 110), LastSeen("last", "上次登录", 230))


class PeopleDialog(Dialog):
    """For administrators; every change takes effect at once."""

    chapter = "people"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "人员与口令", width=840, height=520)
        self._desk, self._people = parent, clerks.listing()
        self.rows = RowModel(FIELDS, lambda places: [self._people[place] for place in places])
        self.table = RowTable(self.rows, "人员")
        self.code = label("", "quiet", wrap=True)
        self.role = button("改身份", lambda: self._ask(person_forms.change_role(self, self._clerk())), icon="pencil")
        self.password = button(
            "设新口令", lambda: self._ask(person_forms.set_password(self, self._clerk())), icon="key-round"
        )
        self.removal = button("移除", self.remove, icon="trash-2", variant="danger")
        self.new_code = button("更换恢复码", self._change_code, variant="link")
        self.more = button("添加人员", lambda: self._ask(person_forms.add(self)), icon="plus", variant="primary")
        self.table.chosen_changed.connect(self._follow)
        self.table.opened.connect(self.role.click)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.code)
        self.foot.addWidget(self.new_code)
        self.add_buttons(button("关闭", self.reject), self.removal, self.password, self.role, self.more)
        self.read()
        self.table.choose_place(0)
        self.table.setFocus()

    def read(self) -> None:
        """List everybody again; whoever was chosen stays chosen."""
        chosen = self.table.chosen()
        self._people = clerks.listing()
        self.rows.show(list(range(len(self._people))))
        self.table.choose([place for place in chosen if place < len(self._people)])
        self.code.setText(GOOD_CODE if clerks.recovery_is_current() else LOST_CODE)
        self._follow()

    def remove(self) -> None:
        """Shut the chosen person out, after asking: it cannot be undone."""
        name = self._clerk().name
        question = (f"移除{name}？", REMOVED.format(name=name), f"移除{name}")
        if not messages.agreed(self, *question, safe="先不移除"):
            return
        with messages.problems_shown(self), tasks.shown_here(self, "正在给数据换钥匙") as report:
            clerks.remove(name, report)
        self.read()
        self.table.choose_place(0)
        toast.show(self._desk, f"已移除：{name}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _clerk(self) -> ClerkRow:
        return self._people[self.table.chosen()[0]]

    def _ask(self, form: ClerkForm) -> None:
        own = session.clerk()
        if form.exec():
            toast.show(self._desk, f"已完成：{form.windowTitle()}")
            if session.clerk() != own:
                self.accept()
            else:
                self.read()
        self.table.setFocus()

    def _change_code(self) -> None:
        if NewCode(self).exec():
            toast.show(self._desk, "已更换恢复码，原来的作废。")
            self.read()

    def _follow(self) -> None:
        chosen = bool(self.table.chosen())
        own = chosen and self._clerk().name == session.clerk().name
        self.role.setEnabled(chosen)
        for act in (self.password, self.removal):
            act.setEnabled(chosen and not own)
        self.password.setToolTip("自己的口令请用“修改我的口令”" if own else "")
        self.removal.setToolTip("不能移除自己，请由另一位管理员来移除" if own else "")
