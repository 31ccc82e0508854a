"""The last day at the counter of the sample store: what a clerk entered, so that there is something to see and undo."""

import datetime as dt
from typing import Any

from app.domain.activities import Draft as Activity
from app.domain.cases import Draft as Case
from app.domain.gifts import Draft as Gift
from app.domain.roles import Right
from app.services import activities, case_handling, cases, entries, gifts, merchants, redeeming
from app.services.case_handling import Assignment
from app.services.sample_past import RUNNING, Past
from app.services.session import requires
from app.store.organizations import Liaison
from app.store.warehouse import Good


@requires(Right.ENTER)
def fill(past: Past, ids: list[int]) -> None:
    """Enter it for merchants of these ids, a gift that came too late for its quarter's report among it."""
    today = past.today.isoformat()
    late = past.quarter(RUNNING - 2).end - dt.timedelta(days=6)
    note = "银行回单 7 月才到，补记" if late.month == 6 else "银行回单晚到，补记"
    _gift(ids[3], late.isoformat(), amount="2000", method="银行转账", purpose="大病救助", note=note)
    _gift(ids[0], today, amount="500", method="现金", purpose="助学")
    _gift(ids[7], today, amount="200", method="微信", purpose="特困群体")
    redeeming.redeem("merchant", ids[0], Good.get(Good.name == "抽纸").id)
    taken = cases.save(
        Case(kind="诉求", title="油城广场喷泉漏水", source="来访", received=today, reporter="高示例"), None
    )
    case_handling.dispatch(taken, Assignment("示例物业公司", "周示例"), past.today)
    pair = Liaison.select().where(Liaison.end == "", Liaison.removed_at == "").first()
    entries.save(
        "visit", pair.id, {"on": today, "note": "了解元旦备货情况" if past.today.month == 12 else "了解经营情况"}
    )
    service = Activity(kind="便民服务", title="反诈宣传", on=today, participants=6, beneficiaries=58, place="油城广场")
    activities.save(service, None)


def _gift(merchant: int, on: str, **told: Any) -> None:
    gifts.save(Gift(giver=merchants.get(merchant).name, noun="merchant", row=merchant, on=on, **told))
