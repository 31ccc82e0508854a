"""Help: a chapter for every page and dialog, pictures that exist, search, links that stay inside, and 怎么办."""

import ast
import re
import unicodedata
from contextlib import closing
from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.errors import Complaint
from app.paths import RESOURCES
from app.ui.kit import manual, manual_paper, tasks
from app.ui.kit.form import RecordForm
from app.ui.kit.manual_window import ChapterView, Manual
from app.ui.pages import PAGES

APP = RESOURCES.parent / "app"
NAMED = re.compile(r"!\[([^]]*)\]\(([^)]*)\)")
RADICALS = str.maketrans("⻚⻓⻅⻋⻔", "页长见车门")
"""What a PDF may name in place of a character that looks the same."""
DIALOGS = {"first_start", "import", "award", "print", "settings", "filling_in"}


def test_every_page_and_dialog_has_a_chapter():
    assert {chapter.key for chapter in manual.chapters()} >= {tab.key for tab in PAGES} | DIALOGS


@pytest.mark.parametrize("chapter", manual.chapters(), ids=lambda chapter: chapter.key)
def test_a_chapter_has_a_picture_steps_and_a_way_out(chapter):
    titles = [section.title for section in chapter.sections()]
    assert titles[0] == chapter.title
    assert any("怎么办" in title for title in titles)
    assert NAMED.search(chapter.text)
    assert re.search(r"^1\. ", chapter.text, re.MULTILINE)
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("chapter", manual.chapters(), ids=lambda chapter: chapter.key)
def test_sentences_are_short(chapter):
    sentences = [each for section in chapter.sections() for each in re.split("[。；：\n]", section.words)]
    assert [each for each in sentences if len(each) > 45] == []


def test_every_picture_named_exists_and_is_small_and_every_one_is_named():
    named = [(words, name) for chapter in manual.chapters() for words, name in NAMED.findall(chapter.text)]
    assert all(words for words, name in named)
    assert {name for words, name in named} == {path.name for path in manual.FOLDER.glob("*.png")}
    assert [path.name for path in manual.FOLDER.glob("*.png") if path.stat().st_size > 60 * 1024] == []


def test_every_advice_leads_to_a_section_and_answers_a_complaint_that_is_made():
    sections = {(section.chapter, section.title) for chapter in manual.chapters() for section in chapter.sections()}
    assert set(manual.ADVICE.values()) <= sections
    assert set(manual.ADVICE) <= set(codes())


def codes():
    """The codes of all complaints the program makes."""
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Complaint"
            if called and node.args and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


@pytest.mark.parametrize(
    ("words", "chapter", "title"),
    [
        ("校验位", "filling_in", "校验位不对"),
        ("jyw", "filling_in", "校验位不对"),
        ("另存为 pdf", "print", "没有打印机"),
        ("ＥＸＣＥＬ", "filling_in", "Excel 把代码截断了"),
        ("zjm", "merchants", "找不到商户"),
    ],
)
def test_search_understands_characters_and_initials(words, chapter, title):
    found = [(section.chapter, section.title) for section in manual.search(words)]
    assert (chapter, title) in found


def test_what_is_named_so_comes_first():
    assert manual.search("打印机")[0].title == "没有打印机"
    assert manual.search("没有这样的话") == []


@pytest.mark.parametrize(
    "name", ["../style.qss", "../../main.py", "/etc/passwd", "http://example.org/x.png", "01_first_start.md", ""]
)
def test_nothing_but_pictures_of_the_manual_can_be_asked_for(qapp, name):
    assert manual.picture(name) is None
    kind = QTextDocument.ResourceType.ImageResource
    assert ChapterView().loadResource(kind.value, QUrl(name)) is None


@pytest.fixture
def opened(window, qtbot):
    """The manual, opened from the window without waiting for its end."""

    def open_it(key, section=""):
        made = Manual(window, key, section)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
        return made

    return open_it


def test_the_chapter_is_shown_with_its_picture(opened):
    shown = opened("award")
    assert shown.contents.currentItem().text() == "授予荣誉"
    text = shown.reader.document()
    assert "选中商户" in text.toPlainText()
    image = text.resource(QTextDocument.ResourceType.ImageResource.value, QUrl("award.png"))
    assert isinstance(image, QImage)
    assert 0 < image.width() / image.devicePixelRatio() <= shown.reader.viewport().width()
    assert shown.reader.horizontalScrollBar().maximum() == 0


def test_a_section_stands_at_the_top(opened):
    shown = opened("filling_in", "Excel 把代码截断了")
    top = shown.reader.cursorForPosition(shown.reader.viewport().rect().topLeft()).block()
    assert "Excel 把代码截断了" in (top.text(), top.next().text())


def test_search_and_choose_by_keys(opened, qtbot):
    shown = opened("home")
    QTest.keySequence(shown, "Ctrl+F")
    qtbot.keyClicks(shown.box, "wxlz")
    assert not shown.contents.count()
    assert shown.nothing.isVisible()
    shown.box.clear()
    qtbot.keyClicks(shown.box, "jyw")
    qtbot.keyClick(shown.box, Qt.Key.Key_Down)
    qtbot.keyClick(shown.contents, Qt.Key.Key_Home)
    assert shown.contents.currentItem().text() == "填写资料　校验位不对"
    assert shown.reader.key == "filling_in"
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_a_link_leads_to_a_chapter_and_never_outside(opened, monkeypatch):
    shown = opened("home")
    shown.reader.anchorClicked.emit(QUrl("print"))
    assert shown.reader.key == "print"
    shown.reader.anchorClicked.emit(QUrl("http://example.org/"))
    assert shown.reader.key == "print"
    assert not shown.reader.openLinks()
    assert not shown.reader.openExternalLinks()


def test_marks_of_another_language_stay_words(opened, monkeypatch):
    chapter = manual.Chapter("x", "甲", "# 甲\n\n<script>alert(1)</script><img src='file:///etc/passwd'>\n")
    shown = opened("home")
    monkeypatch.setattr(manual, "chapter", lambda key: chapter)
    shown.reader.show_chapter("x")
    assert "<script>" in shown.reader.toPlainText()


def test_a_chapter_can_be_printed(qapp):
    paper = manual_paper.chapter("filling_in")
    texts = text_of(paper)
    assert len(texts) == len(paper.names) >= 2
    assert "填" in texts[0]


def test_the_whole_manual_is_a_book_whose_contents_name_the_right_pages(opened, monkeypatch):
    shown, seen = opened("home"), []
    monkeypatch.setattr(shown, "_preview", seen.append)
    shown.print_all.click()
    texts = text_of(seen[0])
    assert seen[0].file_name == "使用手册.pdf"
    assert len(texts) == len(seen[0].names)
    for chapter in manual.chapters():
        title = "".join(chapter.title.split())
        page = int(re.search(rf"{re.escape(title)}(\d+)", texts[0])[1])
        assert texts[page - 1].startswith(title)
        assert texts[page - 1].endswith(f"—{page}—")


def test_the_book_can_be_cancelled(opened, dialogs, monkeypatch):
    shown, seen = opened("home"), []
    monkeypatch.setattr(shown, "_preview", seen.append)
    dialogs(lambda progress: progress.cancel.click())
    shown.print_all.click()
    assert seen == []
    assert not tasks.busy()


def text_of(paper):
    """What stands on each page of something to print, without spaces."""
    out = BytesIO()
    paper.write(out, lambda done, total: None)
    with closing(pypdfium2.PdfDocument(out.getvalue())) as pdf:
        read = [unicodedata.normalize("NFKC", page.get_textpage().get_text_range()) for page in pdf]
    return ["".join(each.translate(RADICALS).split()) for each in read]


@pytest.mark.parametrize("place", range(len(PAGES)))
def test_f1_opens_the_chapter_of_the_page(window, dialogs, keys, place):
    seen = []

    def read(shown):
        seen.append(shown.reader.key)
        assert shown.findChildren(QPushButton)
        shown.reject()

    keys(window, f"Ctrl+{place + 1}")
    dialogs(read)
    keys(window, "F1")
    assert seen == [PAGES[place].key]


def test_f1_opens_the_chapter_of_a_dialog(window, dialogs, keys, qtbot):
    seen = []

    def press(settings):
        qtbot.waitUntil(settings.isActiveWindow)
        keys(settings, "F1")
        settings.reject()

    def read(shown):
        seen.append(shown.reader.key)
        shown.reject()

    dialogs(press, read)
    window.settings()
    assert seen == ["settings"]


@pytest.fixture
def form(window, qtbot):
    from app.ui.pages.merchants import FIELDS

    made = RecordForm(FIELDS, lambda values: None)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(("code", "wanted"), [("bad_check_digit", True), ("no_name", True), ("", False)])
def test_a_complaint_that_is_not_self_evident_says_what_to_do(form, dialogs, code, wanted):
    row = form.row("code")
    row.say(Complaint(code, "这里不对。"))
    assert row.complaint.advice.isHidden() != wanted
    seen = []

    def read(shown):
        seen.append((shown.reader.key, shown.reader.verticalScrollBar().value() > 0))
        shown.reject()

    if wanted:
        dialogs(read)
        row.complaint.advice.click()
        assert seen == [("filling_in", True)]
    row.say("")
    assert row.complaint.advice.isHidden()
