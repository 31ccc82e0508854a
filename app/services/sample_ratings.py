"""Ratings of the sample store: a round that is filed, one being scored, and what was written down from day to day."""

import datetime as dt
from dataclasses import replace

from app.domain.calendar import add_months
from app.domain.credit import Kind, Weight
from app.domain.roles import Right
from app.domain.schemes import ABOUT, Award
from app.services import (
    credit_events,
    indicators,
    inspections,
    merchants,
    round_award,
    round_documents,
    round_marks,
    rounds,
    schemes,
    scoring,
)
from app.services.session import requires
from app.store.approvals import Approval
from app.store.ratings import Round
from app.store.writing import writing

_CHECKER = "孙复核（示例）"
_UNSCORED = 5
_EVENTS = (
    ("鼎盛", Weight.GENERAL, 60, "未明码标价，责令改正", "市场监管所"),
    ("永泰", Weight.MINOR, 20, "占道堆放货物", "城管中队"),
    ("瑞和", "", 90, "拾金不昧，退还顾客钱包", "商圈服务中心"),
)
_POSTS = (
    ("门前三包责任岗", "门前卫生、绿化、秩序"),
    ("网格第一责任岗", "消防通道每日巡查"),
    ("文明经商责任岗", "不占道、不宰客"),
)


@requires(Right.ENTER)
def fill(today: dt.date) -> None:
    """Write all of it down."""
    _events(today)
    _duties(today)
    _figures(today)
    _filed(today)
    _running(today)


def _events(today: dt.date) -> None:
    for word, weight, ago, text, source in _EVENTS:
        found = merchants.ids(word)
        kind = Kind.PENALTY if weight else Kind.PRAISE
        on = (today - dt.timedelta(days=ago)).isoformat()
        if found:
            credit_events.save(credit_events.Draft(found[0], kind.value, str(weight), on, text, source))


def _duties(today: dt.date) -> None:
    start = today - dt.timedelta(days=200)
    everyone = merchants.ids(order="number")
    for place, (name, duties) in enumerate(_POSTS):
        claims = inspections.claim(
            inspections.save_post(name, duties=duties), everyone[place * 9 : place * 9 + 9], start
        )
        for turn, claim in enumerate(claims):
            bad = (turn + place) % 7 == 3
            on = today - dt.timedelta(days=10 + turn)
            result, note = ("不合格", "门前堆放杂物") if bad else ("合格", "")
            inspections.inspect(claim, on, result, "林海燕", note)


def _figures(today: dt.date) -> None:
    last = add_months(today, -3)
    quarter = (last.month + 2) // 3
    for year, firms, sales in ((last.year - 1, 41, 43_600), (last.year, 46, 48_000)):
        indicators.save(f"{year}Q{quarter}", "四上企业", firms * 100, "家", "街道统计站")
        indicators.save(f"{year}Q{quarter}", "社会消费品零售总额", sales * 100, "万元", "街道统计站")


def _filed(today: dt.date) -> None:
    """A round of grades without honours, from the scheme to the file."""
    abcd = next(row.scheme for row in schemes.listing() if row.scheme.key == "abcd")
    since = (today - dt.timedelta(days=100)).isoformat()
    own = schemes.save(replace(abcd, award=Award(), effective_from=max(since, abcd.effective_from)), "只评等级，不授牌")
    start, end = today - dt.timedelta(days=395), today - dt.timedelta(days=40)
    number = rounds.open_round(schemes.get(own), start, end)
    rounds.begin(number)
    mark(number, merchants.ids(order="number"), end)
    agree(rounds.submit(number), number, today - dt.timedelta(days=36))
    found = round_documents.publish(number, today - dt.timedelta(days=35))
    issued = found.end + dt.timedelta(days=3)
    round_award.award(number, issued, today=max(issued, today))
    round_award.archive(number)


def _running(today: dt.date) -> None:
    huizhan = next(row for row in schemes.listing() if row.scheme.key == "huizhan")
    number = rounds.open_round(huizhan, today - dt.timedelta(days=364), today)
    rounds.begin(number)
    mark(number, merchants.ids(order="number")[_UNSCORED:], today)


@requires(Right.ENTER)
def mark(round_: int, wanted: list[int], on: dt.date) -> None:
    """Score merchants by hand in a round, one not as the other."""
    row = scoring.round_row(round_)
    scheme = schemes.get(row.scheme_id).scheme
    points = {
        merchant: {
            each.key: (each.maximum - (place * 37 % 100) ** 2 * (4 + turn) * each.maximum // 100_000) * ABOUT
            for turn, each in enumerate(scheme.by_hand)
        }
        for place, merchant in enumerate(wanted)
    }
    with writing(f"评分：{row.title} {len(points)} 家") as act:
        round_marks.write(act, row, points, "", on)


@requires(Right.ENTER)
def agree(request: int, round_: int, on: dt.date) -> None:
    """As if a second person had agreed, whom the sample store does not have."""
    at = f"{on.isoformat()}T09:30:00"
    with writing("复核同意（示例）") as act:
        act.change(Approval.get_by_id(request), {"decision": "同意", "decided_by": _CHECKER, "decided_at": at})
        act.change(Round.get_by_id(round_), {"checked_by": _CHECKER, "checked_at": at})
