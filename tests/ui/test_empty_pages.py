"""Pages whose work comes later say so, and lead on."""

import pytest
from PySide6.QtCore import Qt

from app.ui.kit.empty import EmptyPage


@pytest.mark.parametrize("place", [4])
def test_leads_to_what_can_be_done(window, qtbot, place):
    window.header.tabs.setCurrentIndex(place)
    page = window.page
    assert isinstance(page, EmptyPage)
    assert "以后的版本" in page.empty.title.text()
    assert page.empty.sentence.height() >= page.empty.sentence.heightForWidth(page.empty.sentence.width())
    qtbot.mouseClick(page.empty.act, Qt.MouseButton.LeftButton)
    assert window.page.key == "merchants"
