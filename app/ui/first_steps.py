"""The three steps of the first start, each a widget with `begin()`."""

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from app.domain.errors import Invalid
from app.paths import Out
from app.services import centres
from app.ui.appearance import SizeCards
from app.ui.kit import theme
from app.ui.kit.buttons import button, card, label, restyle
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.fields import Text
from app.ui.kit.form import RecordForm
from app.ui.kit.form_row import Complaint
from app.ui.kit.tasks import Report
from app.ui.password import Password

FIELDS = (
    Text("centre", "单位名称", required=True, hint="如 会战商圈党群服务中心"),
    Text("admin", "管理员姓名", required=True, hint="您的姓名"),
    Password("password", "口令", required=True),
    Password("again", "再输一遍", required=True),
)
CODE_HINT = (
    "忘记口令时，只有它能打开数据。请现在抄在纸上，锁进保险柜；以后不会再显示。"
    "抄好后，照着纸上的输一遍，大小写和横线不用管。"
)
WRONG_CODE = "和上面的恢复码不一样，请照着纸上的再核对一遍。"


@dataclass(frozen=True)
class Answers:
    """What the first step asks for."""

    centre: str = ""
    admin: str = ""
    password: str = ""
    again: str = ""


def check(values: dict[str, Any]) -> Answers:
    """The answers, or Invalid with sentences by field name."""
    answers = Answers(**values)
    complaints = {"again": "两次输入的口令不一样，请再输一遍。"} if answers.again != answers.password else {}
    try:
        centres.check_start(answers.centre, answers.admin, answers.password)
    except Invalid as wrong:
        complaints |= wrong.complaints
    if complaints:
        raise Invalid(complaints)
    return answers


class AskStep(QWidget):
    """Whose centre, and the administrator's password, with its rules said while typing."""

    def __init__(self) -> None:
        super().__init__()
        self.form = RecordForm(FIELDS, check, save="下一步")
        self.form.cancel.setText("退出")
        self.form.title.hide()
        self.rules = label("", "hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form, 1)
        under = self.form.row("again").cell.layout()
        assert under
        under.addWidget(self.rules)
        for name in ("password", "again"):
            self.form.row(name).editor.edited.connect(self._say_rules)
        self.form.fill(Answers(), "")
        self._say_rules()

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.form.rows[0].editor.setFocus()

    def _say_rules(self) -> None:
        values = self.form.values()
        try:
            check(values)
            missing = {}
        except Invalid as wrong:
            missing = wrong.complaints
        same = bool(values["again"]) and "again" not in missing
        length = f"· {missing['password']}" if "password" in missing else "✓ 口令可以用"
        self.rules.setText(f"{length}　{'✓' if same else '·'} 两遍相同")


class CodeStep(QWidget):
    """The recovery code, shown once and typed back."""

    def __init__(self) -> None:
        super().__init__()
        self.secret = centres.new_recovery_code()
        self.shown = label(self.secret, "code")
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setAccessibleName(f"恢复码 {self.secret}")
        self.typed = QLineEdit()
        self.typed.setAccessibleName("输入恢复码，必填")
        self.typed.setPlaceholderText("在这里输入恢复码")
        self.complaint = Complaint()
        self.back, self.go = button("上一步"), button("下一步", variant="primary")
        self.print = button("打印", self._print, icon="printer", variant="link")
        self.print.setAccessibleName("打印恢复码")
        self.typed.returnPressed.connect(self.go.click)
        self._lay_out()

    def begin(self) -> None:
        """Put the cursor where the code is typed back."""
        self.typed.setFocus()

    def typed_back(self) -> bool:
        """Whether the code was copied rightly; says so where it was not."""
        right = centres.same_code(self.secret, self.typed.text())
        self.complaint.say("" if right else WRONG_CODE)
        self.typed.setProperty("wrong", not right)
        restyle(self.typed)
        return right

    def _print(self) -> None:
        """Onto paper and nowhere else; it is typed back all the same."""
        from app.ui.kit.preview import Preview, Template

        def write(out: Out, report: Report) -> int:
            return centres.write_slip(self.secret, out)

        slip = Template("恢复码", "张", "", ["请锁进保险柜"], write, on_paper_only=True)
        Preview(self.window(), "打印恢复码", [slip]).exec()
        self.typed.setFocus()

    def _lay_out(self) -> None:
        paper = card()
        inside = QVBoxLayout(paper)
        inside.addWidget(self.shown)
        inside.addWidget(self.print, alignment=Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for widget in (label(CODE_HINT, "quiet", wrap=True), paper, self.typed, self.complaint):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(_foot(self.back, self.go))


class BeginStep(QWidget):
    """The font size, the shape of the centre, and (`fresh`) an empty store or a look at sample data."""

    def __init__(self, *, fresh: bool) -> None:
        super().__init__()
        self.preset = ChoiceEditor(list, free=False)
        self.preset.setAccessibleName("组织层级")
        self.levels = label("", "hint")
        self.empty, self.sample = (
            QRadioButton("从空白开始"),
            QRadioButton("先看看示例数据（单独存放，不影响自己的数据）"),
        )
        self.empty.setChecked(True)
        self.skip, self.go = button("跳过", variant="link"), button("开始使用", variant="primary")
        self.preset.currentIndexChanged.connect(self._say_levels)
        for preset in centres.presets():
            self.preset.addItem(preset.title, preset)
        self._lay_out()
        for way in (self.empty, self.sample):
            way.setVisible(fresh)

    def begin(self) -> None:
        """Put the cursor on the way on."""
        self.go.setFocus()

    def show_preset(self, key: str) -> None:
        """Point at the shape that is in use."""
        keys = [preset.key for preset in centres.presets()]
        self.preset.setCurrentIndex(keys.index(key) if key in keys else 0)

    def save_preset(self) -> None:
        """Keep the shape that is pointed at."""
        centres.save(replace(centres.current(), preset=self.preset.currentData().key))

    def _say_levels(self) -> None:
        self.levels.setText(" → ".join(self.preset.currentData().levels))

    def _lay_out(self) -> None:
        choice = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(label("随时可以点右上角的“字号”再改。", "quiet"))
        column.addWidget(SizeCards())
        column.addWidget(label("示例：瑞和茶庄　诚信商户　诚信〔2026〕001号　2026年11月20日"))
        row = QHBoxLayout()
        row.addWidget(label("组织层级", "quiet"))
        row.addWidget(self.preset)
        row.addWidget(self.levels, 1)
        column.addLayout(row)
        for way in (self.empty, self.sample):
            choice.addButton(way)
            column.addWidget(way)
        column.addStretch(1)
        column.addLayout(_foot(None, self.skip, self.go))


def _foot(left: QWidget | None, *right: QWidget) -> QHBoxLayout:
    foot = QHBoxLayout()
    if left:
        foot.addWidget(left)
    foot.addStretch(1)
    for widget in right:
        foot.addWidget(widget)
    return foot
