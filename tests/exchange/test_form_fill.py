"""A superior's form filled in: only the cells that were mapped change, part by part."""

import re
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Border, Font, PatternFill, Side

from app.domain.errors import Problem
from app.exchange import form_fill, form_parts


def _form() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "附件1"
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "党群工作季度统计表"
    sheet.append(["序号", "指标", "数量", "备注"])
    for row in range(3, 9):
        sheet.append([row - 2, f"第{row - 2}项", None, ""])
        cell = sheet.cell(row, 3)
        cell.border, cell.font = Border(left=Side(style="thin")), Font(name="仿宋", size=14)
        cell.fill, cell.number_format = PatternFill("solid", fgColor="FFFFCC"), "#,##0.00"
    sheet["C9"] = "=SUM(C3:C8)"
    sheet.conditional_formatting.add("C3:C8", _rule())
    other = book.create_sheet("说明")
    other["A1"] = "填报说明"
    out = BytesIO()
    book.save(out)
    return _with_more(out.getvalue())


def _rule():
    from openpyxl.formatting.rule import CellIsRule

    return CellIsRule(operator="lessThan", formula=["0"], font=Font(color="FF0000"))


def _with_more(book: bytes) -> bytes:
    """Parts that no library would write back: printer settings and something of the superior's own."""
    out = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, old.read(part))
        new.writestr("xl/printerSettings/printerSettings1.bin", bytes(range(256)))
        new.writestr("customXml/item1.xml", "<表/>")
    return out.getvalue()


FORM = _form()


def _parts(book):
    with ZipFile(BytesIO(book)) as archive:
        return {part.filename: archive.read(part) for part in archive.infolist()}


def _cells(book):
    loaded = load_workbook(BytesIO(book))
    return {
        (sheet.title, cell.coordinate): (cell.value, cell._style)
        for sheet in loaded.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style
    }


CONTENTS = st.one_of(
    st.integers(-(10**9), 10**9),
    st.decimals(0, 10**8, places=2),
    st.text(st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1),
)
ADDRESSES = st.builds(lambda column, row: f"{column}{row}", st.sampled_from("CDEFZ"), st.integers(3, 30))


@given(st.dictionaries(ADDRESSES.filter(lambda at: at != "C9"), CONTENTS, min_size=1, max_size=12))
def test_only_mapped_cells_change(contents):
    filled = form_fill.fill("表.xlsx", FORM, {("附件1", at): content for at, content in contents.items()})
    before, after = _parts(FORM), _parts(filled)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] in ([], ["xl/worksheets/sheet1.xml"])
    was, now = _cells(FORM), _cells(filled)
    for at, content in contents.items():
        value, style = now.pop(("附件1", at))
        assert value == (content if isinstance(content, str) else pytest.approx(float(content)))
        assert style == was.pop(("附件1", at), (None, style))[1]
    assert now == was


def test_sheets_cells_and_formulas_are_shown_for_pointing():
    first, second = form_parts.grids("表.xlsx", FORM)
    assert (first.name, second.name) == ("附件1", "说明")
    assert first.texts[0][0] == "党群工作季度统计表"
    assert first.texts[2][:2] == ["1", "第1项"]
    assert first.merged == [(1, 1, 1, 4)]
    assert first.formulas == {(9, 3)}


def test_a_merged_area_is_filled_at_its_first_cell():
    filled = form_fill.fill("表.xlsx", FORM, {("附件1", "C1"): "2026年第三季度"})
    assert load_workbook(BytesIO(filled))["附件1"]["A1"].value == "2026年第三季度"


@pytest.mark.parametrize(
    ("sheet", "cell", "said"),
    [("附件1", "C9", "里是公式"), ("附件2", "C3", "没有叫“附件2”的工作表"), ("附件1", "3C", "不是《表.xlsx》里的格子")],
)
def test_what_cannot_be_filled_is_said(sheet, cell, said):
    with pytest.raises(Problem, match=said):
        form_fill.fill("表.xlsx", FORM, {(sheet, cell): 1})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<sheetData/>", '<sheetData><row r="4"><c r="C4"><v>7</v></c></row></sheetData>'),
        ('<sheetData><row r="4" ht="20"/></sheetData>', '<row r="4" ht="20"><c r="C4"><v>7</v></c></row>'),
        ('<sheetData><row r="4"></row></sheetData>', '<row r="4"><c r="C4"><v>7</v></c></row>'),
        ('<sheetData><row r="9"/></sheetData>', '<row r="4"><c r="C4"><v>7</v></c></row><row r="9"/>'),
        (
            '<sheetData><row r="4"><c r="B4"/><c r="D4" s="2"/></row></sheetData>',
            '<c r="B4"/><c r="C4"><v>7</v></c><c r="D4" s="2"/>',
        ),
        (
            '<sheetData><row r="4"><c r="C4" s="5" t="s"><v>0</v></c></row></sheetData>',
            '<row r="4"><c r="C4" s="5"><v>7</v></c></row>',
        ),
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_sheet_written_in_any_way_takes_a_cell(before, after, prefix):
    name = f"xmlns{':x' if prefix else ''}"
    xml = f'<worksheet {name}="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{before}</worksheet>'
    xml, wanted = (
        text.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}") for text in (xml, after)
    )
    made = form_fill._changed("表.xlsx", xml.encode(), {"C4": Decimal(7)}).decode()
    assert wanted in made


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"%PDF-1.7"])
def test_what_is_no_workbook_is_refused(content):
    for read in (lambda: form_fill.fill("表.xlsx", content, {}), lambda: form_parts.grids("表.xlsx", content)):
        with pytest.raises(Problem):
            read()


def test_an_archive_without_sheets_is_refused():
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("a.xml", "<a/>")
    with pytest.raises(Problem, match="已损坏"):
        form_fill.fill("表.xlsx", out.getvalue(), {})


@pytest.mark.parametrize(("inside", "said"), [("EncryptedPackage", "设了打开密码"), ("Workbook", "旧的 .xls 格式")])
def test_an_older_or_locked_workbook_is_refused_with_what_to_do(inside, said):
    content = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + inside.encode("utf-16-le")
    for read in (lambda: form_fill.fill("表.xls", content, {}), lambda: form_parts.grids("表.xls", content)):
        with pytest.raises(Problem, match=said):
            read()


def _dressed() -> bytes:
    """A form as offices send it: merged areas, shared strings, formulas, a picture, print set-up, names, protection."""
    from openpyxl.drawing.image import Image
    from PIL import Image as Picture

    book = Workbook()
    sheet = book.active
    sheet.title = "附件1"
    sheet["A1"], sheet["A3"], sheet["B9"] = "党群工作季度统计表", "捐款（元）", "=SUM(B3:B8)"
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("B4:C5")
    for row in range(3, 9):
        sheet[f"B{row}"].number_format, sheet[f"B{row}"].fill = "#,##0.00", PatternFill("solid", fgColor="FFFFCC")
    seal = BytesIO()
    Picture.new("RGB", (8, 8), "white").save(seal, "PNG")
    seal.seek(0)
    sheet.add_image(Image(seal), "E2")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.print_title_rows, sheet.print_area = "1:2", "A1:D9"
    sheet.oddFooter.center.text = "第 &P 页"
    sheet.protection.sheet = True
    sheet.column_dimensions["B"].width = 18
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_all_that_an_office_puts_in_its_form_stays_to_the_byte():
    form = _dressed()
    filled = form_fill.fill("表.xlsx", form, {("附件1", "B3"): Decimal("12.50"), ("附件1", "C5"): "无"})
    before, after = _parts(form), _parts(filled)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    sheet = "xl/worksheets/sheet1.xml"
    was, now = (re.sub(rb'<c r="B[34]".*?(?:/>|</c>)', b"", parts[sheet]) for parts in (before, after))
    assert was == now  # within the sheet, too, nothing but the two cells
    loaded = load_workbook(BytesIO(filled))["附件1"]
    assert (loaded["B3"].value, loaded["B3"].number_format, loaded["B4"].value) == (12.5, "#,##0.00", "无")
    assert (loaded["B9"].value, loaded["A3"].value, len(loaded._images)) == ("=SUM(B3:B8)", "捐款（元）", 1)
