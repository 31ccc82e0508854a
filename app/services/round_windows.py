"""Provisional (暂算) windows of public notices, counted again once the year's working days are known."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain import rounds as rules
from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.roles import Right
from app.domain.rounds import State
from app.services import session
from app.services.scoring import round_row
from app.services.session import requires
from app.store.ratings import Round, RoundStep
from app.store.writing import writing

_OPEN = (State.NOTICE, State.OBJECTIONS)


@dataclass(frozen=True)
class Recount:
    """A round whose notice was counted provisionally: its last day as announced, and as the calendar says now."""

    round: int
    title: str
    was: date
    now: date

    @property
    def sentence(self) -> str:
        """What changed, in words."""
        was, now = spoken(self.was.isoformat()), spoken(self.now.isoformat())
        if self.was == self.now:
            return f"放假安排已经公布，公示期限不变，到{now}为止。"
        return f"放假安排已经公布，公示由暂算的{was}延到{now}为止，请换贴新的公示通告。"


@requires(Right.READ)
def due() -> list[Recount]:
    """The rounds whose provisional window can be counted again now, the oldest first."""
    query = Round.select().where(Round.provisional == True, Round.removed_at == "")  # noqa: E712 - a column
    found = map(_recount, query.where(Round.state.in_(_OPEN)).order_by(Round.id))
    return [each for each in found if each]


@requires(Right.READ)
def of(round_: int) -> Recount | None:
    """What counting a round's window again would change; None where nothing is to be counted."""
    row = round_row(round_)
    return _recount(row) if row.provisional and row.state in _OPEN else None


@requires(Right.READ)
def demand_counted(round_: int) -> None:
    """Raise Problem while a round's window waits to be counted again."""
    if found := of(round_):
        raise Problem(f"“{found.title}”的公示期限是暂算的。{found.sentence}数据没有改动，请先“重算公示期”。")


@requires(Right.ENTER)
def recount(round_: int) -> Recount:
    """Count a round's window again by the calendar that is known now; it never becomes shorter than announced. Returns
    what changed. Raises Problem where nothing is to be counted."""
    row, found = round_row(round_), of(round_)
    if found is None:
        raise Problem("这个批次的公示期限不用重算：不是暂算的，或放假安排还没有公布。数据没有改动。")
    end = spoken(found.now.isoformat())
    with writing(f"重算公示期限：{row.title}，到{end}（原{spoken(found.was.isoformat())}）") as act:
        act.change(row, {"notice_end": found.now.isoformat(), "provisional": False})
        step = {"was": row.state, "now": row.state, "note": found.sentence}
        at = datetime.now().isoformat(timespec="seconds")
        act.add(RoundStep(round=row, at=at, who=session.clerk().name, **step))
    return found


def _recount(row: Round) -> Recount | None:
    start, was = date.fromisoformat(row.notice_start), date.fromisoformat(row.notice_end)
    now = rules.recounted(start, was)
    return Recount(row.id, row.title, was, now) if now else None
