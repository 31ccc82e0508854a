"""F1 has something to say wherever it is pressed: every dialog names its chapter, every complaint its way out."""

import ast
from pathlib import Path

import pytest

from app.domain.errors import Complaint
from app.ui.kit import manual

APP = Path(__file__).parents[2] / "app"
SAY_ALL = {"Message", "CrashBox", "FaultBox", "Progress", "Manual"}
"""Dialogs without a chapter: a sentence and buttons, a bar that moves, and the manual itself."""
OF_MERCHANTS = ("domain/merchants", "domain/identifiers", "domain/money", "domain/calendar", "services/merchant")
SELF_EVIDENT = {"bad_state", "same", "no_amount", "bad_amount", "too_much", "too_fine", "negative"}
"""Complaints whose sentence names the cause and what to write instead."""


def classes():
    for path in (APP / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield node


def dialogs():
    """All classes that are dialogs of ours, however far down."""
    found, known = {}, {"Dialog"}
    while new := [
        node
        for node in classes()
        if node.name not in found and known & {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}
    ]:
        found |= {node.name: node for node in new}
        known |= set(found)
    return found


def chapter_of(name, found):
    """What a dialog says, or the one it is made from."""
    node = found.get(name)
    if node is None:
        return None
    said = [part.value.value for part in node.body if isinstance(part, ast.Assign) and part.targets[0].id == "chapter"]
    return (
        said[0] if said else next(filter(None, (chapter_of(getattr(base, "id", ""), found) for base in node.bases)), "")
    )


def test_every_dialog_names_a_chapter_that_is_there():
    found, keys = dialogs(), {chapter.key for chapter in manual.chapters()}
    others_made_from = {getattr(base, "id", "") for node in found.values() for base in node.bases}
    silent = {name for name in found if chapter_of(name, found) not in keys}
    assert len(found) > 25
    assert silent >= SAY_ALL
    assert silent - SAY_ALL <= others_made_from


def complaints():
    """Codes of what the rules of merchants complain of, and the file they stand in."""
    for path in APP.rglob("*.py"):
        if path.relative_to(APP).as_posix().startswith(OF_MERCHANTS):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Complaint" and node.args:
                    yield node.args[0].value, path.name


def test_a_complaint_about_a_merchant_is_self_evident_or_says_what_to_do():
    codes = {code for code, _ in complaints()}
    assert len(codes) > 10
    assert {
        each for each in complaints() if not manual.advice(Complaint(each[0], "")) and each[0] not in SELF_EVIDENT
    } == set()
    assert not SELF_EVIDENT & set(manual.ADVICE)


@pytest.mark.parametrize(
    ("chapter", "words"), [("records", "校验"), ("records", "事由"), ("records", "收回申请"), ("records", "申请删除")]
)
def test_the_chapter_of_records_speaks_of_their_dialogs(chapter, words):
    assert words in manual.chapter(chapter).text
