"""Every word that can reach the clerk, read from the source: Chinese, full-width marks, one word for one thing."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.services.merchant_columns import COLUMNS
from app.ui.kit import manual
from app.ui.pages.merchants import FIELDS

APP = Path(__file__).parent.parent / "app"
LAYERS = ("domain", "store", "documents", "exchange", "services", "ui")
SOURCES = sorted(path.relative_to(APP).as_posix() for layer in LAYERS for path in (APP / layer).rglob("*.py"))
CHINESE = re.compile("[\u4e00-\u9fff]")
ALLOWED = re.compile(
    r"Excel|Word|PDF|WPS|MB|Ctrl|Shift|Alt|Enter|Esc|Del|End|Tab|PgUp|PgDown|rhcz"
    r"|\.(xlsx|xlsb|xls|et|ods|csv|pdf|db|docx|ttf|json)\b|\{\w+\}"
)
ENGLISH = re.compile("[A-Za-z]{2,}")
PATH = re.compile(r"[A-Za-z]:\\|/(home|root|usr|tmp|Users)/")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff”》）][,;:!?](?!\d)|[,;!?][\u4e00-\u9fff“《（]")
"""Punctuation of another script beside a Chinese character."""
GLOSSARY = {
    "台账": r"台帐",
    "账": r"帐(?!篷)",
    "冲销": r"冲红|红冲|冲账",
    "诚信等级": r"信用等级|信誉等级|诚信级别",
    "预备党员": r"候补党员|准党员",
    "党员": r"(?<!优秀)共产党员|黨員",
    "撤销": r"撤消",
    "登录": r"登陆|登入",
    "统一社会信用代码": r"社会统一信用代码|统一信用代码",
    "商户": r"商家(?!承诺书)",
}
"""The word we use, and those that mean the same."""
READS_OTHERS = {"services/merchant_columns.py", "ui/language.py"}
"""Where the words of other offices, and of Qt, are understood."""


@cache
def written(path: str) -> tuple[str, ...]:
    """Chinese string constants, without docstrings and without the patterns by which other people's words are read."""
    return tuple(_written(path))


def _written(path: str) -> Iterator[str]:
    tree = ast.parse((APP / path).read_text("utf-8"))
    aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "re.compile":
            aside |= {id(part) for part in ast.walk(call)}
    for node in ast.walk(tree):
        chinese = isinstance(node, ast.Constant) and isinstance(node.value, str) and CHINESE.search(node.value)
        if chinese and id(node) not in aside and "yyyy" not in node.value:
            yield node.value


def is_pattern(text: str) -> bool:
    """A piece of a regular expression kept under a name."""
    return "|" in text or text.startswith("[")


@pytest.mark.parametrize("path", SOURCES)
def test_no_english_no_path_and_no_half_width_punctuation(path):
    texts = [text for text in written(path) if not is_pattern(text)]
    assert [text for text in texts if ENGLISH.search(ALLOWED.sub("", text))] == []
    assert [text for text in texts if PATH.search(text) or HALF_WIDTH.search(text)] == []


@pytest.mark.parametrize(
    "wrong", ["打开 file 失败。", "没有保存,请重试。", "请看 C:\\数据", "在 /" + "home/里", "请填写:名称"]
)
def test_a_wrong_sentence_would_be_found(wrong):
    assert ENGLISH.search(ALLOWED.sub("", wrong)) or PATH.search(wrong) or HALF_WIDTH.search(wrong)


def problems(path: str) -> Iterator[str]:
    """The sentences of every Problem raised, as far as they stand in the source."""
    for node in ast.walk(ast.parse((APP / path).read_text("utf-8"))):
        made = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and node.args
        if made and isinstance(node.args[0], ast.Constant | ast.JoinedStr):
            yield ast.unparse(node.args[0])


@pytest.mark.parametrize("path", SOURCES)
def test_what_is_raised_for_the_clerk_is_a_chinese_sentence(path):
    ends = re.compile("[。}]['\"]+$")
    assert [each for each in problems(path) if not CHINESE.search(each) or not ends.search(each)] == []


@pytest.mark.parametrize("word", GLOSSARY)
def test_one_word_for_one_thing(word):
    other = re.compile(GLOSSARY[word])
    texts = [(path, text) for path in SOURCES if path not in READS_OTHERS for text in written(path)]
    texts += [(chapter.key, chapter.text) for chapter in manual.chapters()]
    assert [(path, text) for path, text in texts if other.search(text) and not is_pattern(text)] == []


def test_the_screen_and_the_spreadsheet_use_the_same_words():
    on_screen = {field.name: field.label for field in FIELDS}
    in_files = {column.name: column.label for column in COLUMNS if column.name in on_screen}
    assert len(in_files) > 15
    assert {name: label for name, label in in_files.items() if on_screen[name] != label} == {}


@pytest.mark.parametrize("chapter", manual.chapters(), ids=lambda chapter: chapter.key)
def test_the_manual_speaks_chinese(chapter):
    for section in chapter.sections():
        assert not ENGLISH.search(ALLOWED.sub("", section.words)), section.words
        assert not HALF_WIDTH.search(section.words), section.words
