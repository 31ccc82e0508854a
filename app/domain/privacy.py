"""How personal data is shown where it is not needed whole: one rule a kind, the same on every list, card and print.

Numbers keep their first three and last four characters, so that a clerk who holds the paper can compare and search by
the tail; birthdays and places inside an ID number stay hidden. Names keep the surname; a name that has none keeps its
first character.
"""

import re

ERASED = "（已删除）"
"""Stands in place of what was erased at a person's request or at the end of its time."""

HIDDEN = "****"
"""Stands for what is shown to nobody who has not said why: pay has no end that may be seen."""

_HEAD, _TAIL = 3, 4
_WHOLE = 11
"""From this length on a number shows both ends; a shorter one only its last two characters."""
_SHORT_TAIL = 2
_APART = re.compile(r"([;；,，、/|\s]+)")
_JOINED = re.compile(r"(?<=\d) (?=\d)")
_ID = re.compile(
    r"(?<![0-9A-Za-z])[1-8]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
)
_PHONE = re.compile(
    r"(?<![0-9A-Za-z-])(?:1[3-9]\d([ -]?)\d{4}\1\d{4}|0\d{2,3}[ -]?\d{7,8}|\+?86[ -]?1[3-9]\d{9})(?![0-9A-Za-z])"
)
_COMPOUND = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠"
    " 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁"
    " 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘"
    " 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师".split()
)
_DOTS = re.compile(r"[·•・‧.．]")


def mask_number(number: str) -> str:
    """138****6620, 110***********002X; a number under 11 characters shows its last two, one of two or less nothing."""
    head, tail = (_HEAD, _TAIL) if len(number) >= _WHOLE else (0, _SHORT_TAIL)
    hidden = len(number) - head - tail
    return number[:head] + "*" * hidden + number[len(number) - tail :] if hidden > 0 else "*" * len(number)


def mask_phone(text: str) -> str:
    """Every telephone number of a text of one or several masked on its own."""
    if text == ERASED:
        return text
    parts = _APART.split(_JOINED.sub("", text) if _PHONE.fullmatch(text) else text)
    return "".join(part if _APART.fullmatch(part) else mask_number(part) for part in parts)


def mask_id(text: str) -> str:
    """An ID number as lists show it: 110***********002X."""
    return text if text == ERASED else mask_number(text.strip())


def mask_name(name: str) -> str:
    """张某, 张某某, 欧阳某某, 阿某某: the surname, or the first character where dots part the name."""
    name = name.strip()
    if name in ("", ERASED):
        return name
    if _DOTS.search(name) or name.isascii():
        return name[0] + "某某"
    kept = 2 if name[:2] in _COMPOUND and len(name) > 2 else 1
    return name[:kept] + "某" * min(max(len(name) - kept, 1), 2)


def mask_numbers(text: str) -> str:
    """A sentence with the telephone and ID numbers in it masked; the rest as it stands."""
    without_ids = _ID.sub(lambda found: mask_number(found[0]), text)
    return _PHONE.sub(lambda found: mask_number(found[0]), without_ids)
