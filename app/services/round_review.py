"""The second person's part in a round: agreeing that its results are right."""

import datetime as dt
from typing import Any

from app.domain.errors import Problem
from app.domain.roles import Right
from app.domain.rounds import State
from app.services import session
from app.services.session import requires
from app.store.ratings import Round
from app.store.writing import Act


@requires(Right.CHECK)
def carry_out(act: Act, content: dict[str, Any]) -> None:
    """Mark a round as checked by whoever agrees; raises Problem where its results were worked out anew since."""
    row = Round.get_by_id(content["round"])
    if row.state != State.CHECKING or row.run != content["run"]:
        raise Problem("申请复核以后，这个批次又退回评分了，不能照原来的结果复核。数据没有改动，请重新送审。")
    now = dt.datetime.now().isoformat(timespec="seconds")
    act.change(row, {"checked_by": session.clerk().name, "checked_at": now})
