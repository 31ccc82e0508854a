"""How small the window can become with everything in it, the red frame of the sample store included."""

import pytest
from PySide6.QtWidgets import QApplication

FRAME = 8
"""Pixels that the frame of the sample store takes from either direction."""


@pytest.mark.parametrize("room", [(1093, 546, 11), (1366, 688, 13), (1366, 688, 15)])
def test_list_card_and_form_fit_the_smallest_windows(page, sized, room):
    width, height, points = room
    sized(points)
    for _ in steps(page):
        QApplication.processEvents()
        least = page.window().minimumSizeHint()
        assert least.width() + FRAME <= width
        assert least.height() + FRAME <= height


def steps(page):
    """List, card, form, form unfolded, nothing found."""
    yield
    page.table.choose_place(0)
    yield
    page.edit_chosen()
    yield
    page.pane.form.more.click()
    yield
    page.search("没有这家")
    yield
