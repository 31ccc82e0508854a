"""Cases (一事一档): the stages they pass, when they are late, and what their ratings add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from app.domain.drafts import checked_day, too_long
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.domain.rules import Rule

SIDES = ("群众评价", "五方互评", "组织考评")
"""Who rates how a case was handled, in the order of the weights' rule."""
SATISFACTIONS = ("满意", "基本满意", "不满意")
OUTCOMES = ("已解决", "部分解决", "解释说明", "未解决", "属实", "部分属实", "不属实", "调解成功", "调解未成")
FOUNDED = ("属实", "部分属实")
"""Outcomes of a complaint or report that speak against a merchant."""
SOURCES = ("来电", "来访", "线上", "会议", "巡查", "网格", "上级转办", "12345", "12315")
DEMAND, TOPIC, COMPLAINT, REPORT, DISPUTE = "诉求", "议题", "投诉", "举报", "纠纷"
REQUEST, RESOLVED = "点单", "决议事项"
KNOWN_KINDS = (DEMAND, TOPIC, COMPLAINT, REPORT, DISPUTE, REQUEST, RESOLVED)
"""Kinds that figures, ratings, lists and minutes look for by name, so that a centre keeps them under it."""
FUNCTIONS = ("政治引领", "组织覆盖", "服务凝聚", "协商议事", "诚信共建")
"""The categories (五项职能) a new centre sorts cases and agenda items into."""


class Phase(StrEnum):
    """What a stage stands for, whatever a centre calls it; the value is what is stored and what people see."""

    RECEIVED = "受理"
    DISCUSSED = "商议"
    DISPATCHED = "交办"
    WORKING = "办理"
    DONE = "办结"
    RATED = "评议"


class State(StrEnum):
    """How a case stands on a day."""

    WAITING = "待交办"
    RUNNING = "在办"
    NEAR = "快到期"
    OVERDUE = "超期"
    DONE = "已办结"
    CLOSED = "已销号"


ORDER = tuple(Phase)
FINISHED = (Phase.DONE, Phase.RATED)


@dataclass(frozen=True)
class Stage:
    name: str
    phase: Phase


@dataclass(frozen=True)
class Kind:
    """A kind of case: the days its handler is given, and its stages in order."""

    name: str
    days: int
    stages: tuple[Stage, ...]

    def first(self, *phases: Phase) -> Stage:
        """The first stage of the first of these phases that has one, else the nearest one before them."""
        fit = next((stage for phase in phases for stage in self.stages if stage.phase == phase), None)
        if fit:
            return fit
        before = [stage for stage in self.stages if ORDER.index(stage.phase) < ORDER.index(phases[0])]
        return before[-1] if before else self.stages[0]


@dataclass(frozen=True)
class Draft:
    """A case as typed into the form or read from a spreadsheet; money in fen, `merchant` … `resolution` ids or 0."""

    kind: str = ""
    title: str = ""
    detail: str = ""
    source: str = ""
    category: str = ""
    received: str = ""
    reporter: str = ""
    phone: str = ""
    merchant: int = 0
    organization: int = 0
    disputed: int = 0
    private: bool = False
    origin: int = 0
    meeting: int = 0
    item: int = 0
    resolution: int = 0
    note: str = ""


_LENGTHS = {"title": 80, "detail": 2000, "reporter": 40, "phone": 30, "note": 500}


def check(draft: Draft, kinds: Sequence[str], today: date) -> Draft:
    """The draft normalised; raises Invalid naming every field at fault."""
    complaints: dict[str, str] = {}
    tidy: dict[str, Any] = {name: clean(value) for name, value in vars(draft).items() if isinstance(value, str)}
    tidy["detail"] = draft.detail.strip()
    draft = replace(draft, **tidy)
    draft = replace(draft, received=checked_day(draft.received, "received", complaints))
    if not draft.title:
        complaints["title"] = Complaint("no_title", "请写一句话说明是什么事。")
    if draft.kind not in kinds:
        complaints["kind"] = Complaint("bad_kind", f"请选择类别：{'、'.join(kinds)}。")
    if not draft.received:
        complaints.setdefault("received", Complaint("no_day", "请填写收到的日期。"))
    elif len(draft.received) < len("2026-01-01"):
        complaints["received"] = Complaint("bad_date", "收到的日期要写到日，如 2026年11月20日。")
    elif draft.received > today.isoformat():
        complaints["received"] = Complaint("future", "收到的日期在今天以后，请核对。")
    if draft.disputed < 0:
        complaints["disputed"] = Complaint("negative", "争议金额不能是负数。")
    complaints |= too_long(draft, _LENGTHS)
    if complaints:
        raise Invalid(complaints)
    return draft


def number(year: int, serial: int) -> str:
    """2026-0034; one series a year for all kinds."""
    return f"{year}-{serial:04d}"


def state(phase: str, due: str, done: str, closed: str, today: date, near: int) -> State:
    """How a case stands on a day; days are ISO or "", `near` days before the deadline it is close."""
    if closed:
        return State.CLOSED
    if done:
        return State.DONE
    if due and due < today.isoformat():
        return State.OVERDUE
    if due and date.fromisoformat(due).toordinal() - today.toordinal() <= near:
        return State.NEAR
    return State.WAITING if phase in (Phase.RECEIVED, Phase.DISCUSSED) else State.RUNNING


def late(due: str, done: str, today: date) -> bool:
    """Whether a case was or is not done by its deadline; one without a deadline is never late."""
    return bool(due) and (done or today.isoformat()) > due


@dataclass(frozen=True)
class Rated:
    """The three sides' ratings as one score (of 100, None where nobody rated); `missing` are the sides that did not."""

    score: Decimal | None
    missing: tuple[str, ...]

    @property
    def words(self) -> str:
        """86.50（缺组织考评，其余各方按权重折算）."""
        if self.score is None:
            return "还没有评价"
        return f"{self.score}" + (f"（缺{'、'.join(self.missing)}，其余各方按权重折算）" if self.missing else "")


def rated(scores: Mapping[str, Sequence[int]], weights: Rule) -> Rated:
    """Each side's mean by its weight; where a side is missing, the others' weights make up the whole."""
    shares = dict(zip(SIDES, weights.value if isinstance(weights.value, tuple) else (), strict=True))
    given = {side: Decimal(sum(scores[side])) / len(scores[side]) for side in SIDES if scores.get(side)}
    missing = tuple(side for side in SIDES if side not in given)
    whole = sum(int(shares[side]) for side in given)
    if not whole:
        return Rated(None, missing)
    total = sum((mean * int(shares[side]) for side, mean in given.items()), Decimal(0)) / whole
    return Rated(total.quantize(Decimal("0.01"), ROUND_HALF_UP), missing)
