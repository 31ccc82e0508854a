import datetime as dt

import pdfplumber
import pytest

from app.domain.calibration import Calibration, Readings
from app.domain.errors import Invalid, Problem
from app.domain.merchants import Draft
from app.services import calibration, honour_overprint, honour_prints, honours, merchants

PLACE = ("窗口 1", "手送纸盒", "证书纸")
A4 = (297.0, 210.0)


@pytest.fixture
def known(store):
    made = [merchants.save(Draft(sign=name, no_code_reason="无"), None) for name in ("甲店", "乙店", "丙店")]
    honours.award("诚信商户", made, dt.date.today(), None)
    return made


def test_each_template_fills_in_those_asked_for(known, tmp_path):
    for template in honour_overprint.templates():
        pages = honour_overprint.write("诚信商户", known, template.name, tmp_path / "a.pdf", start=13)
        assert pages == (3 if template.cells == 1 else 2)
        with pdfplumber.open(tmp_path / "a.pdf") as pdf:
            said = "".join(page.extract_text() for page in pdf.pages)
        assert all(name in said for name in ("甲店", "乙店", "丙店"))
        assert honour_prints.style_called(template.style) == template.name


def test_a_template_that_is_not_there_is_named(known, tmp_path):
    with pytest.raises(Problem, match="没有“别的”这种套打模板"):
        honour_overprint.write("诚信商户", known, "别的", tmp_path / "a.pdf")


def test_a_printer_is_remembered_by_its_tray_and_paper(store):
    assert calibration.of(*PLACE) == Calibration()
    found = calibration.keep(*PLACE, Readings(21.2, 279.2, 20.4, 190.4), A4)
    assert calibration.of(*PLACE) == found
    assert calibration.measured(*PLACE)
    assert not calibration.measured("窗口 1", "自动", "证书纸")
    with pytest.raises(Invalid):
        calibration.keep(*PLACE, Readings(0, 0, 0, 0), A4)
    assert calibration.of(*PLACE) == found
    calibration.forget(*PLACE)
    assert not calibration.measured(*PLACE)


def test_the_sheet_says_what_it_is_for(store, tmp_path):
    assert calibration.write_sheet(tmp_path / "a.pdf", A4, "，".join(PLACE)) == 1
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        assert "窗口 1，手送纸盒，证书纸" in pdf.pages[0].extract_text()
