"""The rated cases that a person or an organisation answered for in a year, and how their mean came about."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.services.answered import Answer, Answers
from app.ui.kit.buttons import button
from app.ui.kit.fields import RIGHT, Date, Shown
from app.ui.kit.visit import Visit
from app.ui.table_dialog import TableDialog


@dataclass(frozen=True)
class _Score(Shown):
    """The score of a case."""

    align = RIGHT

    def text(self, record: Answer) -> str:
        """86.50."""
        return str(record.rated.score)


class _Missing(Shown):
    """The sides that did not rate a case."""

    def text(self, record: Answer) -> str:
        """缺组织考评."""
        return f"缺{'、'.join(record.rated.missing)}，其余折算" if record.rated.missing else "三方都已评价"


FIELDS = (
    Shown("number", "编号", 120),
    Shown("title", "事项", 220, stretch=True),
    Date("done", "办结日期", 140),
    _Score("id", "得分", 80),
    _Missing("rated", "说明", 240),
)


class AnswersDialog(TableDialog):
    """Accepted with `visit` once a case is opened."""

    chapter = "members"

    def __init__(self, parent: QWidget, whose: str, answers: Answers) -> None:
        super().__init__(parent, f"{whose}承办事项的三维评价", FIELDS)
        self.visit: Visit | None = None
        self.open_it = button("打开事项", self.open_chosen, variant="primary")
        close = self.cancel_button("关闭")
        self.add_buttons(close, self.open_it)
        self.table.opened.connect(lambda _: self.open_chosen())
        told = "群众评价、五方互评、组织考评按权重合成每件的得分，平均分是各件得分相加除以件数。"
        self.show_lines(answers.cases, f"{answers.words}。{told}")
        (self.table if answers.cases else close).setFocus()

    def open_chosen(self) -> None:
        """Leave for the chosen case."""
        if row := self.chosen():
            self.visit = Visit("cases", record=row.id)
            self.accept()
