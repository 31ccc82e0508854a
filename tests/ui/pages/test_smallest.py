"""How small the window can become with everything in it, the red frame of the sample store included."""

import pytest
from PySide6.QtWidgets import QApplication

FRAME = 8
"""Pixels that the frame of the sample store takes from either direction."""


@pytest.mark.parametrize("room", [(1093, 546, 11), (1366, 688, 13), (1366, 688, 15)])
def test_list_card_and_form_fit_the_smallest_windows(page, sized, room):
    width, height, points = room
    sized(points)
    acts = (
        lambda: None,
        lambda: page.table.choose_place(0),
        page.edit_chosen,
        lambda: page.pane.form.more.click(),
        lambda: page.search("没有这家"),
    )
    for act in acts:
        act()
        QApplication.processEvents()
        least = page.window().minimumSizeHint()
        assert least.width() + FRAME <= width
        assert least.height() + FRAME <= height
