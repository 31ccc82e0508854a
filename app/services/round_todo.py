"""What rounds ask of the clerk today: a step to take, a notice in its last day."""

import datetime as dt
from dataclasses import dataclass

from app.domain.roles import Right
from app.domain.rounds import State
from app.services import round_board
from app.services.session import requires


@dataclass(frozen=True)
class RoundWaiting:
    """A line of the start page: what waits with a round, and what the button that leads there says."""

    round: int
    sentence: str
    hint: str
    button: str


@requires(Right.READ)
def waiting(today: dt.date) -> list[RoundWaiting]:
    """Notices that end today first, then the rounds that wait for a step. What the second person has to decide is
    listed with the requests, and a round being scored says so without counting its sheets."""
    found = [
        RoundWaiting(row.id, f"“{row.title}”的公示今天结束", "明天起可以授牌；有异议今天登记", "去查看")
        for row in round_board.ending_today(today)
    ]
    for row in round_board.due(today):
        if row.state == State.SCORING:
            found.append(RoundWaiting(row.id, f"“{row.title}”正在评分", "评完以后送另一位复核", "去评分"))
        elif not row.waiting:
            step = round_board.next_step(row, today)
            found.append(RoundWaiting(row.id, f"“{row.title}”等着办：{step.verb}", step.sentence, "去办理"))
    return found
