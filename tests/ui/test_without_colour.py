"""What the screen says to somebody who sees no colour, and to a screen reader."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter

from app.domain.errors import Complaint
from app.domain.merchants import Draft
from app.services import merchants
from app.services.imports import Verdict
from app.ui.import_fields import VERDICT_DRESS
from app.ui.kit import pill, theme
from app.ui.kit.form import RecordForm
from app.ui.kit.table import RowTable
from app.ui.kit.tokens import CALM, HIGH_CONTRAST
from app.ui.pages.merchant_card import HONOUR_DRESS
from app.ui.pages.merchants import FIELDS

GRADES = {"A": "green", "B": "blue", "C": "yellow", "D": "red", "未评": "grey"}
BOTH = pytest.mark.parametrize("contrast", [False, True], ids=["calm", "high contrast"])


def grey(image):
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def luminance(colour):
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in QColor(colour).getRgbF()]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ratio(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def painted(text, tone, icon=""):
    image = QImage(120, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.tokens().surface))
    painter = QPainter(image)
    pill.paint(painter, QRect(0, 0, 120, 40), text, tone, icon)
    painter.end()
    return grey(image)


def differing(one, other):
    """How many pixels two pictures of one size differ in by more than a shade."""
    spots = [(x, y) for x in range(one.width()) for y in range(one.height())]
    return sum(abs(one.pixelColor(*spot).lightness() - other.pixelColor(*spot).lightness()) > 40 for spot in spots)


@BOTH
def test_grades_differ_in_grey(sized, contrast):
    sized(11, contrast)
    pictures = [painted(word, tone) for word, tone in GRADES.items()]
    assert min(differing(*pair) for pair in combinations(pictures, 2)) > 15


@pytest.mark.parametrize("tokens", [CALM, HIGH_CONTRAST], ids=["calm", "high contrast"])
def test_badges_have_an_edge_in_grey(tokens):
    """The pill is seen as one: its edge or its fill stands out from the row, also from a selected one."""
    for badge in tokens.badges.values():
        for ground in (tokens.surface, tokens.selection):
            assert max(ratio(badge.border, ground), ratio(badge.fill, ground)) > 1.5


def test_states_are_told_by_words_and_icons():
    icons = [icon for _, icon in VERDICT_DRESS.values()]
    assert len(set(icons)) == len(Verdict) == len(icons)
    assert len({verdict.value for verdict in Verdict}) == len(Verdict)
    seen = {state: icon for state, (_, icon) in HONOUR_DRESS.items()}
    assert len({seen[state] for state in ("有效", "到期", "收回", "")}) == 4


@pytest.fixture
def form(window, qtbot):
    made = RecordForm(FIELDS, lambda values: None)
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show()
    return made


@BOTH
def test_a_wrong_field_says_so_in_grey(form, sized, contrast):
    sized(11, contrast)
    row = form.row("code")
    before = grey(row.editor.grab().toImage())
    row.say(Complaint("bad_check_digit", "校验位不对。"))
    assert row.complaint.isVisible()
    assert row.complaint.sentence.text() == "校验位不对。"
    assert row.editor.accessibleDescription() == "校验位不对。"
    after = grey(row.editor.grab().toImage())
    changed = [before.pixelColor(60, y).lightness() != after.pixelColor(60, y).lightness() for y in range(3)]
    assert any(changed)


@pytest.fixture
def page(window):
    for sign in ("瑞和茶庄", "永泰书店", "曾家面馆"):
        merchants.save(Draft(sign=sign, no_code_reason="办理中"), None)
    window.header.tabs.setCurrentIndex(3)
    window.page.table.setFocus()
    window.page.table.choose_place(1)
    return window.page


@BOTH
def test_the_selected_row_is_marked_in_grey(page, sized, contrast):
    sized(11, contrast)
    table: RowTable = page.table
    picture = table.viewport().grab().toImage()
    middles = [table.rowViewportPosition(row) + table.rowHeight(row) // 2 for row in range(3)]
    bars = [ratio(picture.pixelColor(3, y), theme.tokens().surface) >= 3 for y in middles]
    assert bars == [False, True, False]


def test_a_cell_says_its_row_its_column_and_its_text(page):
    interface = QAccessible.queryAccessibleInterface(page.table)
    words = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    names = [page.rows.index(row, 1).data() for row in range(3)]
    assert set(names) == {"瑞和茶庄", "永泰书店", "曾家面馆"}
    assert {f"第 {row + 1} 行，商户名称：{name}" for row, name in enumerate(names)} <= set(words)
    assert interface.text(QAccessible.Text.Name) == "商户诚信评级"
