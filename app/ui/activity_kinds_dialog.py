"""Which kinds of activity there are, and the catalogue of services: each line one."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.activities import Kind, Service, Shape
from app.domain.errors import Invalid
from app.services import activity_kinds
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.form_row import Complaint
from app.ui.lines_box import LinesBox

FIXED = "固定"
HINT_KINDS = "每行一类；名称后面空一格可以写培训、调解或坐诊，再空一格写计量单位，如“招商盘活 ㎡”。"
HINT_SERVICES = "每行一项；名称后面空一格可以写“固定”（12 项之一），再空一格写来访登记的数字键 1 到 9。"


class ActivityKindsDialog(Dialog):
    """Accepted once both are saved; what was written down under a former name stays."""

    chapter = "activities"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "服务目录和类别", width=860, height=560)
        self.kinds, self.services = LinesBox("活动类别"), LinesBox("服务目录")
        self.kinds.fill("\n".join(_kind_line(kind) for kind in activity_kinds.kinds()))
        self.services.fill("\n".join(_service_line(service) for service in activity_kinds.services()))
        self.complaint = Complaint()
        boxes = QHBoxLayout()
        for title, box, hint in (
            ("活动类别", self.kinds, HINT_KINDS),
            ("服务目录（12+N）", self.services, HINT_SERVICES),
        ):
            column = QVBoxLayout()
            heading = label(title, "quiet")
            heading.setBuddy(box)
            column.addWidget(heading)
            column.addWidget(box, 1)
            column.addWidget(label(hint, "hint", wrap=True))
            boxes.addLayout(column)
        self.body.addLayout(boxes, 1)
        self.body.addWidget(self.complaint)
        self.add_buttons(self.cancel_button(), button("保存", self.save, icon="check", variant="primary"))
        self.kinds.setFocus()

    def save(self) -> None:
        """Save both, or say what is wrong."""
        with messages.problems_shown(self):
            try:
                activity_kinds.save(
                    [_kind(line) for line in self.kinds.lines()], [_service(line) for line in self.services.lines()]
                )
            except Invalid as wrong:
                self.complaint.say(str(wrong))
            else:
                self.accept()


def _kind_line(kind: Kind) -> str:
    return " ".join(filter(None, (kind.name, kind.shape, kind.unit)))


def _service_line(service: Service) -> str:
    digit = str(service.digit) if service.digit else ""
    return " ".join(filter(None, (service.name, FIXED if service.fixed else "", digit)))


def _kind(line: str) -> Kind:
    name, *more = line.split()
    shape = next((word for word in more if word in set(Shape)), "")
    return Kind(name, shape, "".join(word for word in more if word != shape))


def _service(line: str) -> Service:
    name, *more = line.split()
    digits = [int(word) for word in more if word.isdecimal()]
    return Service(name, FIXED in more, digits[0] if digits else 0)
