"""评选批次: the states a round passes, the window of its public notice, and the days an award may bear."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.calendar import provisional_workdays, spoken, workdays_after
from app.domain.errors import Problem
from app.domain.rules import Rule


class State(StrEnum):
    """Where a round stands; the value is what is stored and what people see."""

    DRAFT = "起草"
    SCORING = "评分"
    CHECKING = "复核"
    NOTICE = "公示"
    OBJECTIONS = "异议处理"
    AWARDED = "授牌"
    ARCHIVED = "归档"


ORDER = tuple(State)


class Decision(StrEnum):
    """What became of an objection: it holds and takes the merchant out of the list, or it does not."""

    UPHELD = "异议成立"
    REJECTED = "异议不成立"


@dataclass(frozen=True)
class Window:
    """First and last day of a public notice, by the rule; not `certain` where a year's calendar is unknown (暂算)."""

    start: date
    end: date
    rule: Rule
    certain: bool


def window(start: date, rule: Rule, longer: int = 0) -> Window:
    """The notice that starts on a day (which does not count) and lasts so many working days, or more on request."""
    end, certain = workdays_after(start, max(rule.amount, longer))
    return Window(start, end, rule, certain)


def recounted(start: date, end: date) -> date | None:
    """The last day of a notice that was counted provisionally, as the calendar says now: as many working days as were
    announced, and no day less than announced; None while the calendar is still unknown."""
    now, certain = workdays_after(start, provisional_workdays(start, end))
    return max(now, end) if certain else None


def demand_step(now: str, wanted: State) -> None:
    """Raise Problem unless `wanted` comes right after the state a round is in, or takes it back to scoring."""
    place = ORDER.index(State(now))
    if wanted == State.SCORING and now == State.CHECKING:
        return
    following = ORDER[place + 1] if place + 1 < len(ORDER) else None
    if wanted != following:
        then = f"下一步是“{following.value}”" if following else "已经全部办完"
        raise Problem(f"这个批次现在是“{now}”，不能直接到“{wanted.value}”，{then}。数据没有改动。")


def demand_state(now: str, *wanted: State) -> None:
    """Raise Problem unless a round is in one of these states."""
    if now not in wanted:
        fit = "、".join(f"“{state.value}”" for state in wanted)
        raise Problem(f"这个批次现在是“{now}”，这一步要在{fit}时做。数据没有改动。")


def demand_over(today: date, notice_end: str) -> None:
    """Raise Problem for whoever acts as if the window were over while it is not, whatever day is written down."""
    first = date.fromisoformat(notice_end) + timedelta(days=1)
    if today < first:
        raise Problem(
            f"公示到{spoken(notice_end)}才结束，今天还在公示期内，办理不能早于{spoken(first.isoformat())}。"
            "没有授予任何荣誉，请等公示期满。"
        )


def demand_award_day(issued: date, notice_end: str) -> None:
    """Raise Problem for an award dated before or inside the window of the notice."""
    first = date.fromisoformat(notice_end) + timedelta(days=1)
    if issued < first:
        raise Problem(
            f"公示到{spoken(notice_end)}才结束，授牌日期不能早于{spoken(first.isoformat())}。没有授予任何荣誉，请改日期。"
        )
