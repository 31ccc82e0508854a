"""Days and months: ISO text in the store, Chinese on screen and paper, and the State Council's working days."""

import re
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from unicodedata import normalize

from app.domain.errors import Complaint, Invalid
from app.domain.identifiers import as_text, is_absent
from app.domain.names import clean

YEARS = range(1900, 2101)
"""Years a record of this work can carry."""
SERIALS = range(20_000, 80_001)
"""Excel's day numbers taken for dates: 1954 to 2119."""

_LIKE_YEARS = 10
"""The years from which is told what days are free in every year."""
_NUMERALS = "〇一二三四五六七八九"
_VALUES = str.maketrans("零○" + _NUMERALS, "000123456789")
_CHINESE = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[〇零○一二三四五六七八九]+")
_SERIAL_ZERO = date(1899, 12, 30)
_MARK = r"\-./,、。·—–−\\"
_YEAR_FIRST = re.compile(rf"(\d{{4}}|\d{{2}})[{_MARK}年](?:(\d{{1,2}})(?:[{_MARK}月](\d{{1,2}}))?)?[月日号份.。]*")
_MONTH_FIRST = re.compile(rf"(\d{{1,2}})[{_MARK}月](\d{{1,2}})[日号]?")
_TAIL = re.compile(r"(\(?(星期|周)[一二三四五六日天]\)?|上午|下午|[T\s]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)+$")


@dataclass(frozen=True)
class Day:
    """A day "2026-03-05", a month "2026-03" or "" for unknown, and a sentence where the reading is doubtful."""

    iso: str
    doubt: str = ""


def read_day(value: object) -> Day:
    """The day or month a cell or typed text means; raises Invalid with key "day" where there is no such day.

    Excel's number 2023.1 may be January or October: it is left empty with a doubt. Two-digit years from 50 on are
    of the last century, others of this one, always with a doubt.
    """
    if isinstance(value, date):
        return Day(_day(value.year, value.month, value.day, as_text(value)))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(as_text(value))
    return _from_text(as_text(value))


def spoken(iso: str) -> str:
    """An ISO day or month as people say it: 2026年3月5日, 2026年3月; empty stays empty."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(iso.split("-"), "年月日", strict=False) if part)


def read_moment(iso: str) -> datetime | None:
    """A moment as the journal writes it; None for one that was tampered with."""
    try:
        return datetime.fromisoformat(iso).replace(tzinfo=None)
    except ValueError:
        return None


def brief(day: date, today: date) -> str:
    """The day in few words: 3月5日, the year before it where it is another than today's."""
    return spoken(day.isoformat()).removeprefix(f"{today.year}年")


def spoken_moment(iso: str) -> str:
    """2026年11月20日 10:26; as it stands where it cannot be read."""
    at = read_moment(iso)
    return f"{spoken(at.date().isoformat())} {at:%H:%M}" if at else iso


def in_numerals(day: date) -> str:
    """The day in Chinese numerals, as documents are signed: 二〇二六年十一月二十日."""
    year = "".join(_NUMERALS[int(digit)] for digit in str(day.year))
    return f"{year}年{_counted(day.month)}月{_counted(day.day)}日"


def for_file(day: date) -> str:
    """The day as file names carry it: 20261120."""
    return day.isoformat().replace("-", "")


def add_months(day: date, months: int) -> date:
    """The same day some months later (or earlier), or that month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def workdays_after(start: date, count: int) -> tuple[date, bool]:
    """The day some working days after the start, which does not count; False where a year's calendar is unknown (暂算).

    Working days follow the State Council's yearly arrangement with 调休; an unknown year is counted Monday to Friday,
    but for New Year and the other days that are free in every year.
    """
    day, certain = start, True
    while count > 0:
        day += timedelta(days=1)
        works, known = _is_workday(day)
        certain = certain and known
        count -= works
    return day, certain


def provisional_workdays(start: date, end: date) -> int:
    """How many working days after the start were counted up to the end, before the calendar of its year was known."""
    days = (start + timedelta(days=passed) for passed in range(1, (end - start).days + 1))
    return sum(_works_as_a_rule(day) if day.year == end.year else _is_workday(day)[0] for day in days)


def _counted(number: int) -> str:
    """1 to 31 in Chinese."""
    tens, ones = divmod(number, 10)
    return {0: "", 1: "十"}.get(tens, f"{_NUMERALS[tens]}十") + (_NUMERALS[ones] if ones else "")


def _is_workday(day: date) -> tuple[bool, bool]:
    from chinese_calendar import is_workday

    try:
        return is_workday(day), True
    except NotImplementedError:
        return _works_as_a_rule(day), False


def _works_as_a_rule(day: date) -> bool:
    """Whether people work on a day of a year whose calendar is not known, as far as can be told."""
    return day.weekday() < 5 and (day.month, day.day) not in _free_every_year()


@cache
def _free_every_year() -> frozenset[tuple[int, int]]:
    """Month and day of the holidays that the last years known have in common: 1 January, 1 May, 1 October and after."""
    from chinese_calendar.constants import holidays

    last = max(holidays).year
    found = Counter((day.month, day.day) for day in holidays if day.year > last - _LIKE_YEARS)
    return frozenset(day for day, years in found.items() if years == _LIKE_YEARS)


def _from_number(shown: str) -> Day:
    whole, _, fraction = shown.partition(".")
    if len(whole) == 5 and int(whole) in SERIALS:
        return Day(_from_serial(whole))
    if len(whole) == 4 and fraction == "1":
        return Day("", f"单元格里是数字 {shown}，分不清是 1 月还是 10 月，日期先空着，请补填。")
    return _from_text(shown)


def _from_serial(number: str) -> str:
    day = _SERIAL_ZERO + timedelta(days=int(number))
    return _day(day.year, day.month, day.day, number)


def _from_text(text: str) -> Day:
    quoted, written = clean(text)[:20], _plain(text)
    if is_absent(written):
        return Day("")
    if re.fullmatch(r"[0-9]+", written):
        return _from_digits(written)
    if found := _YEAR_FIRST.fullmatch(written):
        year, month, day = found.groups()
        if len(year) == 2 and not day and "年" not in written:
            return Day("", f"“{quoted}”看不出是哪年哪月，日期先空着，请补填。")
        return _from_parts(year, month, day, quoted)
    if found := _MONTH_FIRST.fullmatch(written):
        _day(2000, int(found[1]), int(found[2]), quoted)
        return Day("", f"“{quoted}”没有写年份，日期先空着，请补填。")
    raise _unreadable(quoted)


def _plain(text: str) -> str:
    """Half width, without time of day, weekday and white space, Chinese numerals as digits."""
    text = _TAIL.sub("", normalize("NFKC", clean(text)))
    text = re.sub(r"(?<=\d)\s+(?=\d)", "-", text).replace("元月", "1月")
    return _CHINESE.sub(_digits, re.sub(r"[\s'’]", "", text))


def _digits(found: re.Match[str]) -> str:
    """A Chinese number as digits: 二〇二六 digit by digit, 三十一 by value."""
    tens, ten, ones = found[0].translate(_VALUES).partition("十")
    return f"{int(tens or 1) * 10 + int(ones or 0)}" if ten else tens


def _from_digits(digits: str) -> Day:
    if found := re.fullmatch(r"(\d{4})(\d{2})(\d{2})(\d{6})?", digits):
        return _from_parts(found[1], found[2], found[3], digits)
    if len(digits) == 6 and int(digits[:4]) in YEARS and 1 <= int(digits[4:]) <= 12:
        return _from_parts(digits[:4], digits[4:], None, digits)
    if len(digits) == 6:
        return _from_parts(digits[:2], digits[2:4], digits[4:], digits)
    if len(digits) == 4:
        return _from_parts(digits, None, None, digits)
    if len(digits) == 5 and int(digits) in SERIALS:
        iso = _from_serial(digits)
        return Day(iso, f"“{digits}”按 Excel 的日期序号读作 {spoken(iso)}，请核对。")
    raise _unreadable(digits[:20])


def _from_parts(year: str, month: str | None, day: str | None, quoted: str) -> Day:
    full_year = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 50 else 2000)
    if not month:
        _check_year(full_year, quoted)
        return Day("", f"“{quoted}”只有年份，日期先空着，请补填月份。")
    iso = _day(full_year, int(month), int(day) if day else None, quoted)
    return Day(iso, "" if len(year) == 4 else f"“{quoted}”的年份按 {full_year} 年读，请核对。")


def _day(year: int, month: int, day: int | None, quoted: str) -> str:
    """ISO text of the day, or of the month where the day is None; raises Invalid where the calendar has none such."""
    _check_year(year, quoted)
    if not 1 <= month <= 12:
        raise _no_day(f"“{quoted}”里的 {month} 月不存在，请核对后改正。")
    if day is None:
        return f"{year}-{month:02}"
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise _no_day(f"“{quoted}”不存在，{month}月只有 1 日到 {last} 日，请核对后改正。")
    return date(year, month, day).isoformat()


def _check_year(year: int, quoted: str) -> None:
    if year not in YEARS:
        raise _no_day(f"“{quoted}”的年份不在 {YEARS[0]} 到 {YEARS[-1]} 之间，请核对后改正。")


def _unreadable(quoted: str) -> Invalid:
    return _no_day(f"“{quoted}”看不出是哪一天，请写成 2026年3月5日 这样的日期。")


def _no_day(sentence: str) -> Invalid:
    return Invalid({"day": Complaint("bad_date", sentence)})
