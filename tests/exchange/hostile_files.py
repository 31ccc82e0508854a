"""Files that must not be read, and the parts they are made of."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl

DATA = Path(__file__).parent.parent / "data"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def plain():
    """The bytes of a small workbook."""
    book, stream = openpyxl.Workbook(), BytesIO()
    book.active.append(["店名", "电话"])
    book.active.append(["张记", "138"])
    book.save(stream)
    return stream.getvalue()


def packed(parts, method=zipfile.ZIP_DEFLATED):
    """A zip archive of the parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts_of(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(words):
    return words.encode("gb18030")


def with_sheet(xml):
    """A workbook whose sheet is the given XML."""
    return packed(parts_of(plain()) | {"xl/worksheets/sheet1.xml": xml})


def with_cells(cells, before=""):
    return with_sheet(f'<?xml version="1.0"?>{before}<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>')


def shared(text):
    return f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'


def ods(rows, manifest=""):
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{name}="{space}:{name}:1.0"' for name in ("office", "table", "text"))
    table = f'<table:table table:name="表">{rows}</table:table>'
    return packed(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{space}:manifest:1.0"><m:file-entry m:full-path="/"'
            f' m:media-type="{kind}">{manifest}</m:file-entry></m:manifest>',
            "content.xml": f"<office:document-content {names}><office:body><office:spreadsheet>{table}"
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_cell(times):
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}">'
        "<text:p>店</text:p></table:table-cell>"
    )


def old_workbook():
    return bytearray((DATA / "党员信息表.xls").read_bytes())


def locked_xls():
    data = old_workbook()
    bof = data.index(struct.pack("<HHH", 0x809, 16, 0x600))
    struct.pack_into("<H", data, bof + 20, 0x2F)
    return bytes(data)


def far_xls():
    data = old_workbook()
    cell = data.index(struct.pack("<HHHH", 0xFD, 10, 400, 18))
    struct.pack_into("<HH", data, cell + 4, 65535, 255)
    return bytes(data)


def panicking_xls():
    """A damaged file at which the spreadsheet reader itself panics: a string longer than its record."""
    data = old_workbook()
    data[64159] = 229
    return bytes(data)


def locked_zip():
    data = bytearray(plain())
    with zipfile.ZipFile(BytesIO(data)) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset
    central = data.index(b"xl/worksheets/sheet1.xml", at + 60) - 46
    data[at + 6] |= 1
    data[central + 8] |= 1
    return bytes(data)


def far_cell(address, quote='"'):
    return f"<row><c r={quote}A1{quote}><v>1</v></c></row><row><c r={quote}{address}{quote}><v>1</v></c></row>"
