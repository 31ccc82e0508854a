"""组织情况: parts that cross are a table whose every number opens its rows."""

import datetime as dt

from PySide6.QtWidgets import QLabel

from app.domain.members import Draft
from app.services import entries, members
from app.ui.organization_overview_dialog import OverviewDialog


def test_staff_stand_in_a_table_by_post_and_grade(window):
    for name, post, grade in (("甲", "专职", 2), ("乙", "专职", 10), ("丙", "副职", 10), ("丁", "", 0)):
        person = members.save(Draft(name=name, party_worker=True), None)
        if post:
            entries.save("grade", person, {"post": post, "grade": grade, "start": dt.date.today().isoformat()})
    dialog = OverviewDialog(window)
    titles = [each.title for each in dialog.overviews]
    dialog.figures.setCurrentRow(titles.index("党务工作者岗位等级"))
    grid = dialog.parts
    heads = {
        grid.itemAt(place).widget().text(): grid.getItemPosition(place)[:2]
        for place in range(grid.count())
        if isinstance(grid.itemAt(place).widget(), QLabel)
    }
    assert heads == {"": (0, 1), "2 级": (0, 2), "10 级": (0, 3), "副职": (1, 0), "专职": (2, 0), "未定岗级": (3, 0)}
    chip = grid.itemAtPosition(2, 3).widget()
    assert (chip.text(), chip.accessibleName()) == ("1", "专职　10 级 1")
    chip.click()
    assert [dialog.rows.record(place).name for place in range(dialog.rows.rowCount())] == ["乙"]
    dialog.figures.setCurrentRow(titles.index("党务工作者年龄和学历"))
    assert not [each for each in dialog.findChildren(QLabel) if each.isVisibleTo(dialog) and each.text() == "专职"]
    dialog.close()
