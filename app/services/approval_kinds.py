"""What needs a second person: each kind of request with its title and the function that carries it out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.services.adjusting import carry_out as adjust
from app.services.flags import carry_out as hand_over
from app.services.fund_entries import carry_out as pay
from app.services.honours import carry_out as give
from app.services.personal_erasure import erase
from app.services.retention import purge
from app.services.round_review import carry_out as check_round
from app.store.writing import Act


@dataclass(frozen=True)
class Kind:
    """`carry_out(act, content)` writes as part of the act that records the decision; a Problem from it undoes both.
    `warning` is the consequence asked about first where nothing can take it back."""

    title: str
    carry_out: Callable[[Act, dict[str, Any]], None]
    warning: str = ""


ERASE, PURGE, ROUND = "personal.erase", "retention.purge", "round.check"
PAYMENT, ADJUSTMENT, AWARD, FLAG = "fund.payment", "points.adjust", "honour.award", "flag.hand_over"

KINDS = {
    ERASE: Kind("删除个人资料", erase, "这个人可以删除的资料全部改成“（已删除）”，找不回来，"),
    PURGE: Kind("清理超期资料", purge, "超过保存期限的个人资料全部改成“（已删除）”，找不回来，"),
    AWARD: Kind("授予荣誉", give),
    FLAG: Kind("流动红旗交接", hand_over),
    ROUND: Kind("评选结果", check_round),
    PAYMENT: Kind("基金支出", pay),
    ADJUSTMENT: Kind("积分调整", adjust),
}
