"""A planted ID number, telephone and name are in no file the program writes, but in those a clerk exported."""

import ast
import datetime as dt
import logging
import os
import tempfile
import zipfile
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from app import logbook
from app.documents.paper import Paper
from app.domain.errors import Problem
from app.paths import Folder
from app.services import (
    approvals,
    attachments,
    backups,
    centres,
    drafts,
    honour_prints,
    honours,
    imports,
    journal,
    merchant_events,
    merchants,
    personal,
    views,
)
from app.store.members import Person
from app.store.writing import writing
from app.ui.kit import memory, messages

NAME, PHONE, ID = "欧阳植入名", "13977778888", "230602198807153214"
CODE = "92230602MAM9LGNYP4"
PLANTED = (NAME, PHONE, ID)
FORMS = [form for word in PLANTED for form in (word.encode(), word.encode("utf-16-le"), word.encode("gb18030"))]
LEDGER = (
    "商户名称,统一社会信用代码,负责人,联系电话,备注\n"
    f"瑞和超市,{CODE},{NAME},{PHONE},身份证 {ID}\n"
    f"永泰书店,无,{NAME},{PHONE},\n"
)


@pytest.fixture
def places(store, tmp_path, monkeypatch):
    """Where the program may write: its folder, the temporary folder, and what the clerk chooses."""
    temporary, chosen = tmp_path / "temp", tmp_path / "chosen"
    for each in (temporary, chosen):
        each.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield store.root, temporary, chosen
    tempfile.tempdir = None


def said_by(pdf):
    """The text of every page; in the file itself it stands as numbers of glyphs."""
    pages = pypdfium2.PdfDocument(pdf.read_bytes())
    return "".join(page.get_textpage().get_text_range() for page in pages)


def holding(root):
    """Files that hold what was planted, packed parts too, and names that do."""
    for file in (path for path in root.rglob("*") if path.is_file()):
        raw = file.read_bytes()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                raw += b"".join(map(packed.read, packed.namelist()))
        if file.suffix == ".pdf":
            raw += said_by(file).encode()
        if any(form in raw for form in FORMS) or any(word in str(file) for word in PLANTED):
            yield file.name


def use_everything(folder, chosen):
    """What a clerk does in a week, with a person's data in all of it; says which files were exported on purpose."""
    source = chosen / "台账.csv"
    source.write_text(LEDGER, "utf-8")
    logbook.open_in(folder)
    imports.carry_out(imports.read(source))
    source.unlink()
    merchant = merchants.find(CODE)
    drafts.keep("merchants", 0, {"owner": NAME, "phone": PHONE, "note": ID})
    views.save("merchants", "找一个人", {"search": NAME, "filters": {}})
    with writing("登记人员") as act:
        act.add(Person(name=NAME, sort_key="x", id_number=ID, phone=PHONE))
    attachments.add("merchant", merchant, f"{NAME}{ID}.txt.pdf", one_page(chosen))
    honours.award("诚信商户", [merchant], dt.date.today(), None)
    honour_prints.write_documents("诚信商户", [merchant], "gold", chosen / "牌匾.pdf")
    honour_prints.write_documents("诚信商户", [merchant], "certificate", chosen / "证书.pdf")
    honour_prints.note_printed("诚信商户", [merchant], "gold")
    merchant_events.hand_over(merchants.find("SH-00002"), "何文斌", "13600005678", dt.date.today())
    journal.undo(journal.last().id)
    personal.reveal("merchant", merchant, "phone", "电话回访")
    personal.ask_deletion(personal.deletion(NAME, PHONE))
    personal.write_deletion(personal.deletion(NAME, PHONE), chosen / "报告.pdf")
    merchants.export(chosen / "商户台账.xlsx")
    personal.export(personal.everything(NAME), chosen / "个人信息.xlsx")
    backups.make()
    crash()
    return {"商户台账.xlsx", "个人信息.xlsx", "报告.pdf"}


def one_page(chosen):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(chosen / "扫描.pdf"), pageCompression=0)
    canvas.drawString(100, 100, ID)
    canvas.save()
    content = (chosen / "扫描.pdf").read_bytes()
    (chosen / "扫描.pdf").unlink()
    return content


def crash():
    """A bug and a refusal, both with a person's data in them, logged as the program logs them."""
    try:
        raise ValueError(f"{NAME} {PHONE} {ID}")
    except ValueError as error:
        logging.getLogger("app").error("bug\n%s", messages.details(error))
    with pytest.raises(Problem):
        merchants.find(ID)


def test_nothing_planted_is_in_any_file_but_those_exported(places):
    root, temporary, chosen = places

    memory.use(Folder(root).settings)
    memory.remember("merchants/columns", "name,masked_phone")
    exported = use_everything(Folder(root), chosen)
    assert approvals.waiting()
    centres.close()
    assert sorted(holding(root)) == []
    assert sorted(holding(temporary)) == []
    assert set(holding(chosen)) == exported
    report = said_by(chosen / "报告.pdf")
    assert "139****8888" in report
    assert PHONE not in report
    assert ID not in report
    assert sum(1 for _ in root.rglob("*.db")) >= 3
    assert len(list((root / "日志").iterdir())) == 1


def test_the_search_finds_what_it_looks_for(tmp_path):
    for place, form in enumerate(FORMS):
        (tmp_path / f"{place}.bin").write_bytes(os.urandom(64) + form)
    with zipfile.ZipFile(tmp_path / "packed.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("sheet.xml", f"<t>{ID}</t>" * 9)
    (tmp_path / f"{NAME}.txt").touch()
    (tmp_path / "clean.txt").write_text("瑞和超市 SH-00001")
    assert len(list(holding(tmp_path))) == len(FORMS) + 2


def test_a_plaque_code_says_nothing_of_a_person(places):
    _, _, chosen = places
    merchant = merchants.save(merchants.Draft(sign="瑞和超市", code=CODE, owner=NAME, phone=PHONE, note=ID), None)
    honours.award("诚信商户", [merchant], dt.date.today(), None)
    for style in honour_prints.STYLES:
        honour_prints.write_documents("诚信商户", [merchant], style, chosen / f"{style}.pdf")
        width, height, pixels = Paper(chosen / f"{style}.pdf").image(0, 3000)
        from PIL import Image

        codes = zxingcpp.read_barcodes(Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX"))
        assert len(codes) == 1
        assert "瑞和超市" in codes[0].text
        assert not any(word in codes[0].text for word in PLANTED)


def test_an_exported_list_carries_who_and_when_and_changes_nothing_when_it_comes_back(places):
    _, _, chosen = places
    source = chosen / "台账.csv"
    source.write_text(LEDGER, "utf-8")
    imports.carry_out(imports.read(source))
    merchants.export(chosen / "out.xlsx")
    plan = imports.read(chosen / "out.xlsx")
    assert plan.counts() == {"rows": 2, "new": 0, "updated": 0, "skipped": 2, "refused": 0}
    from openpyxl import load_workbook

    book = load_workbook(chosen / "out.xlsx")
    sheet = book.active
    marks = [str(cell.value) for row in sheet for cell in row if str(cell.value).startswith("制表人：王管理")]
    assert len(marks) == 1
    assert f"{dt.date.today().year}年" in marks[0]
    assert sheet.oddFooter.left.text == marks[0]
    assert book.properties.creator == "商圈党群服务台"
    assert book.properties.lastModifiedBy is None
    assert "王管理" not in (chosen / "out.xlsx").name


def test_no_list_leaves_unsigned():
    sources = Path(imports.__file__).parent.glob("*.py")
    calls = [
        ast.unparse(node)
        for source in sources
        for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("write_list")
    ]
    assert len(calls) >= 3
    assert [call for call in calls if "mark=watermark.mark(" not in call] == []


def test_official_documents_carry_no_mark(places):
    _, _, chosen = places
    merchant = merchants.save(merchants.Draft(sign="瑞和超市", code=CODE), None)
    honours.award("诚信商户", [merchant], dt.date.today(), None)
    honour_prints.write_documents("诚信商户", [merchant], "certificate", chosen / "证书.pdf")
    text = said_by(chosen / "证书.pdf")
    assert "瑞和超市" in text
    assert "王管理" not in text
    assert "制表" not in text
