"""The merchants' tab on a store with four merchants."""

import datetime as dt
import zipfile

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.domain.merchants import Draft
from app.services import honours, merchants
from app.ui.kit import tasks
from tests.ui.pages.attaching import picture

MERCHANTS = (
    Draft(
        sign="瑞和茶庄", code="92230602MAM9LGNYP4", trade="食品零售", grid="一片区", owner="何文斌", phone="13800006620"
    ),
    Draft(sign="曾家面馆", no_code_reason="办理中", trade="餐饮", grid="二片区", phone="13900001234"),
    Draft(sign="朝阳照相馆", no_code_reason="办理中", grid="一片区"),
    Draft(sign='<b>&"=1+1', no_code_reason="无"),
)


@pytest.fixture
def known(store):
    """Four merchants; the first holds an honour that ends next year."""
    ids = [merchants.save(draft, None) for draft in MERCHANTS]
    today = dt.date.today()
    honours.award("integrity", ids[:1], today, today + dt.timedelta(300), "")
    return ids


@pytest.fixture
def page(known, window, keys):
    keys(window, "Ctrl+4")
    return window.page


@pytest.fixture(autouse=True)
def told(told):
    """Every test hears what the clerk is told."""
    return told


@pytest.fixture
def scans(tmp_path):
    """A photo, a PDF of two pages, a Word file and a program."""
    canvas = Canvas(str(tmp_path / "承诺书.pdf"))
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    (tmp_path / "执照.jpg").write_bytes(picture("blue", "JPEG"))
    (tmp_path / "病毒.jpg").write_bytes(b"MZ\x90")
    with zipfile.ZipFile(tmp_path / "说明.docx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return {path.stem: path for path in tmp_path.iterdir() if path.is_file()}


@pytest.fixture
def strip(page, qtbot):
    """The strip on the card of 瑞和茶庄."""
    page.search("rhcz")
    made = page.pane.card.attachments
    qtbot.waitUntil(made.isVisible)
    return made


@pytest.fixture
def settled(qtbot):
    """Wait until no work is under way."""
    return lambda: qtbot.waitUntil(lambda: not tasks.busy())
