"""套打 is measured on the paper, in millimetres."""

from dataclasses import replace

import pytest
import zxingcpp

from app.documents import calibration_sheet, overprint
from app.documents.overprint import Template, Text
from app.documents.type import boxes_noted
from app.domain.calibration import Calibration, Readings, crosses, solve
from app.domain.errors import Problem

A4 = (297.0, 210.0)
OFF = Calibration(dx=1.2, dy=-1.2, sx=1.004, sy=0.996)
"""A printer that is 1.2 mm and 0.4 % off."""


def put_out(x, y):
    """Where that printer puts what is drawn at x, y."""
    return OFF.dx + OFF.sx * x, OFF.dy + OFF.sy * y


def centres(printed):
    """The middles of the crosses on a sheet, row by row."""
    height = printed.size()[1]
    lines = printed.plumbed().lines
    mm = 72 / 25.4
    across = [(line["x0"] + line["x1"]) / 2 / mm for line in lines if abs(line["y0"] - line["y1"]) < 0.5]
    levels = [height - line["y0"] / mm for line in lines if abs(line["y0"] - line["y1"]) < 0.5]
    return list(zip(across, levels, strict=True))


def test_nine_crosses_stand_where_the_sheet_says(out, printed):
    assert calibration_sheet.write(out, A4, "窗口 1，手送纸盒，证书纸") == 1
    for found, wanted in zip(centres(printed()), crosses(*A4), strict=True):
        assert found == pytest.approx(wanted, abs=0.02)


@pytest.mark.parametrize("step", [0.1, 0.5])
def test_what_a_printer_does_wrong_is_set_right_at_every_corner(out, printed, step):
    """The sheet is printed and read with a ruler, and what is printed next comes out within half a millimetre."""
    calibration_sheet.write(out, A4, "窗口 1")
    places = [put_out(*place) for place in centres(printed())]
    read = [places[3][0], places[5][0], places[1][1], places[7][1]]
    found = solve(Readings(*(round(value / step) * step for value in read)), *A4)
    calibration_sheet.write(out, A4, "窗口 1", found)
    for drawn, wanted in zip(centres(printed()), crosses(*A4), strict=True):
        assert put_out(*drawn) == pytest.approx(wanted, abs=0.3)
        assert max(abs(at - right) for at, right in zip(put_out(*wanted), wanted, strict=True)) > 0.3
    for corner in ((0, 0), (297, 0), (0, 210), (297, 210)):
        assert put_out(*found.drawn_at(*corner)) == pytest.approx(corner, abs=0.5)


CORNERS = Template(
    name="四角",
    stock="白纸",
    unit="张",
    width=297.0,
    height=210.0,
    texts=tuple(
        Text(say, x, y, "hei", 10, 60, align)
        for say, x, y, align in (
            ("甲", 8.0, 10.0, "left"),
            ("乙", 289.0, 10.0, "right"),
            ("丙", 8.0, 204.0, "left"),
            ("丁", 289.0, 204.0, "right"),
        )
    ),
)


def test_texts_at_the_corners_come_out_at_their_places(award, out, printed):
    overprint.write([award()], CORNERS, out)
    wanted = {each.text: each for each in printed().characters()}
    overprint.write([award()], CORNERS, out, OFF)
    for each in printed().characters():
        true = wanted[each.text]
        assert put_out(each.left, each.top) == pytest.approx((true.left, true.top), abs=0.1)
        assert put_out(each.right, each.bottom) == pytest.approx((true.right, true.bottom), abs=0.1)


@pytest.mark.parametrize("template", overprint.templates(), ids=lambda each: each.name)
def test_all_of_a_template_stays_on_its_paper(template, award, out, printed):
    assert overprint.write([award(merchant="很长很长的名字" * 5)], template, out) == 1
    left, top, right, bottom = printed().ink()
    assert min(left, top) > 2
    assert right < template.width - 2
    assert bottom < template.height - 2
    assert {award().number[:3]} <= {printed().text()[place : place + 3] for place in range(400)}


def test_the_certificate_stands_as_on_plain_paper(award, out, printed):
    """Texts stand where template says, in mm: name 44 from the left, issuer around 215, code 28 across."""
    overprint.write([award()], overprint.templates()[0], out)
    name = printed().find(award().merchant)
    assert name[0].left == pytest.approx(44, abs=0.8)
    issuer = printed().find(award().issuer)
    assert (issuer[0].left + issuer[-1].right) / 2 == pytest.approx(215, abs=0.6)
    left, top, right, bottom = printed().code()
    assert (left, top, right - left, bottom - top) == pytest.approx((44, 149, 28, 28), abs=0.1)


def test_labels_begin_where_asked_and_every_code_is_its_own(award, out, printed):
    labels = overprint.named("验真码标签")
    awards = [award(code_text=f"{place:03d}" * 20, number=f"编号{place}") for place in range(5)]
    assert overprint.write(awards, labels, out, start=12) == 2
    page = printed().picture(dpi=200)
    assert {found.text[:3] for found in zxingcpp.read_barcodes(page)} == {"000", "001", "002"}
    assert {found.text[:3] for found in zxingcpp.read_barcodes(printed().picture(dpi=200, page=1))} == {"003", "004"}
    left, top = labels.corner(11)
    assert printed().ink()[1] == pytest.approx(top + 3.05, abs=0.3)
    assert printed().find("编号0")[0].left == pytest.approx(left + 44, abs=0.5)


def test_what_no_font_holds_is_named_before_printing(award, out):
    with pytest.raises(Problem, match="印不出来"):
        overprint.write([award(), replace(award(), merchant="\U0010fffd店")], overprint.templates()[0], out)
    assert not out.exists()


@pytest.mark.parametrize("template", overprint.templates(), ids=lambda template: template.name)
def test_with_somebody_told_of_it_a_box_stands_there(award, out, printed, template):
    with boxes_noted() as odd:
        overprint.write([award(merchant="\U0010fffd店", title="诚信商户")], template, out)
    assert odd == {"\U0010fffd": "\U0010fffd店"}
    assert "□" in printed().text()


def test_the_sample_store_says_so_on_other_paper_too(award, out, printed):
    overprint.write([award(sample=True)], overprint.templates()[0], out)
    assert {"示", "例"} <= set(printed().text())
    overprint.write([award()], overprint.templates()[0], out)
    assert "例" not in printed().text()
