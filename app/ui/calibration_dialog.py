"""套打校准: a sheet of crosses is printed, four distances are read with a ruler, and the printer is set right."""

from functools import partial
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.calibration import Calibration, Readings
from app.domain.errors import Invalid
from app.domain.names import fold
from app.services import calibration
from app.ui.kit import messages, printing, tasks
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Text
from app.ui.kit.form import RecordForm
from app.ui.kit.tasks import Report

FIELDS = (
    Text("left", "甲到左边（毫米）", required=True),
    Text("right", "乙到左边（毫米）", required=True),
    Text("top", "丙到上边（毫米）", required=True),
    Text("bottom", "丁到上边（毫米）", required=True),
)
NOT_YET = "还没有校准过，套打的字可能偏一两毫米。"


class CalibrationDialog(Dialog):
    """For one printer, tray and kind of paper of a size in millimetres."""

    chapter = "print"

    def __init__(self, parent: QWidget, printer: str, tray: str, stock: str, size: tuple[float, float]) -> None:
        super().__init__(parent, "套打校准", width=640, height=560)
        self._place, self._size = (printer, tray, stock), size
        self.state = label("", wrap=True)
        self.first = button("打印校准页", lambda: self._print(None), icon="printer")
        self.proof = button("再打一张检验", lambda: self._print(calibration.of(*self._place)), icon="check")
        self.form = RecordForm(FIELDS, _check, save="记住偏差")
        self.form.title.hide()
        self.form.submitted.connect(self._keep)
        self.form.cancelled.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.first)
        row.addWidget(self.proof)
        row.addStretch(1)
        where = f"{printer or '（没有打印机）'}，{tray}，{stock}。"
        steps = "用白纸打一张校准页，拿尺子量四个距离填在下面。打印机、纸盒、纸张各记各的。"
        self.body.addWidget(label(where + steps, "quiet", wrap=True))
        self.body.addWidget(self.state)
        self.body.addLayout(row)
        self.body.addWidget(self.form, 1)
        self.first.setEnabled(bool(printer))
        self.form.fill(SimpleNamespace(left="", right="", top="", bottom=""), "")
        self._say()

    def _say(self) -> None:
        known = calibration.measured(*self._place)
        self.state.setText(f"现在的偏差：{calibration.of(*self._place).words()}。" if known else NOT_YET)
        self.proof.setEnabled(known and self.first.isEnabled())

    def _keep(self, values: dict[str, Any]) -> None:
        with messages.problems_shown(self):
            try:
                calibration.keep(*self._place, Readings(**_numbers(values)), self._size)
            except Invalid as wrong:
                self.form.complain(wrong.complaints)
            else:
                self._say()
                (self.proof if self.proof.isEnabled() else self.form.save).setFocus()

    def _print(self, checked: Calibration | None) -> None:
        tasks.run_shown(self, "正在打印", partial(self._sent, checked), lambda _: None)

    def _sent(self, checked: Calibration | None, report: Report) -> None:
        printer, tray, _ = self._place
        out = BytesIO()
        calibration.write_sheet(out, self._size, "，".join(self._place), checked)
        printing.send(printing.Order(out.getvalue(), printer, [0], 1, exact=True, tray=tray), report)


def _check(values: dict[str, Any]) -> None:
    complaints = {name: "请填毫米数，如 20.5。" for name, value in values.items() if _number(value) is None}
    if complaints:
        raise Invalid(complaints)


def _numbers(values: dict[str, Any]) -> dict[str, float]:
    return {name: _number(value) or 0.0 for name, value in values.items()}


def _number(text: str) -> float | None:
    try:
        return float(fold(str(text)).removesuffix("mm").removesuffix("毫米").replace("。", "."))
    except ValueError:
        return None
