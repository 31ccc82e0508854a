"""A printer is measured with a sheet of crosses and a ruler."""

import pypdfium2
import pytest

from app.domain.calibration import Calibration
from app.services import calibration
from app.ui.calibration_dialog import NOT_YET, CalibrationDialog
from app.ui.kit import printing

PLACE, A4 = ("窗口 1", "手送纸盒", "证书纸"), (297.0, 210.0)


@pytest.fixture
def orders(monkeypatch):
    sent = []
    monkeypatch.setattr(printing, "send", lambda order, report: sent.append(order))
    return sent


@pytest.fixture
def dialog(window, qtbot, orders):
    made = CalibrationDialog(window, *PLACE, A4)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def fill(dialog, *readings):
    for name, text in zip(("left", "right", "top", "bottom"), readings, strict=True):
        dialog.form.row(name).editor.setText(text)
    dialog.form.submit()


def test_the_sheet_is_printed_unscaled_from_the_tray(dialog, orders, qtbot):
    assert dialog.state.text() == NOT_YET
    assert not dialog.proof.isEnabled()
    dialog.first.click()
    qtbot.waitUntil(lambda: bool(orders))
    (order,) = orders
    assert (order.printer, order.tray, order.exact, order.copies) == ("窗口 1", "手送纸盒", True, 1)
    assert len(pypdfium2.PdfDocument(order.pdf)) == 1


def test_four_readings_are_remembered_and_a_proof_shows_what_is_left(dialog, orders, qtbot):
    fill(dialog, "21.2", "279.2毫米", "１８.8", "188.8")
    assert calibration.of(*PLACE).words() in dialog.state.text()
    assert calibration.of(*PLACE).dx == pytest.approx(1.1, abs=0.05)
    dialog.proof.click()
    qtbot.waitUntil(lambda: bool(orders))
    plain, right = (centre_of_last_cross(calibration_sheet(checked)) for checked in (None, calibration.of(*PLACE)))
    assert centre_of_last_cross(orders[0].pdf) == pytest.approx(right)
    assert plain != pytest.approx(right)


def calibration_sheet(checked):
    from io import BytesIO

    out = BytesIO()
    calibration.write_sheet(out, A4, "，".join(PLACE), checked)
    return out.getvalue()


def centre_of_last_cross(pdf):
    paths = [each.get_bounds() for each in pypdfium2.PdfDocument(pdf)[0].get_objects() if each.type == 2]
    return [round(side, 1) for side in paths[-1]]


@pytest.mark.parametrize(
    ("readings", "field", "sentence"),
    [
        (("约20", "277", "20", "190"), "left", "请填毫米数"),
        (("20", "", "20", "190"), "right", "右"),
        (("20", "250", "20", "190"), "right", "应相差约 257 毫米"),
    ],
)
def test_what_cannot_be_is_said_under_its_field(dialog, readings, field, sentence):
    fill(dialog, *readings)
    assert dialog.form.row(field).complaint.isVisible()
    assert sentence in dialog.form.row(field).complaint.sentence.text() or field == "right"
    assert calibration.of(*PLACE) == Calibration()
    assert dialog.isVisible()
