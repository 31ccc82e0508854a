"""会议统计: the numbers of a year, and the meetings and organisations behind each."""

from PySide6.QtWidgets import QWidget

from app.services import meeting_figures
from app.services.meeting_figures import Line
from app.ui.figure_list_dialog import FigureListDialog
from app.ui.kit.visit import Visit


class MeetingFiguresDialog(FigureListDialog):
    """Of one year."""

    chapter = "matrix"

    def __init__(self, parent: QWidget, year: int) -> None:
        super().__init__(parent, f"{year} 年会议统计", width=1000, height=560, left=340)
        self.all = meeting_figures.of_year(year)
        self.begin([(each.title, each.value) for each in self.all])

    def _show(self, place: int) -> None:
        self._list(self.all[place].lines)

    def _where(self, line: Line) -> Visit:
        return Visit(line.page, record=line.record)
