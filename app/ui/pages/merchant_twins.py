"""How two records of one merchant are compared and merged."""

import datetime as dt

from app.services import merchant_events
from app.services.merchant_columns import COLUMNS
from app.services.merchants import MerchantRow
from app.ui.duplicates_dialog import Twins


def _outcome(kept: MerchantRow, gone: MerchantRow) -> str:
    found = merchant_events.preview(kept.id, gone.id)
    counts = {
        "项荣誉": found.honours,
        "项承诺": found.pledges,
        "条变更记录": found.events,
        "条评分、奖惩和事项": found.ratings,
    }
    moved = "、".join(f" {count} {words}" for words, count in counts.items() if count)
    moving = f"{gone.number} 的{moved}移到 {kept.number}；" if moved else ""
    filled = f"空着的{'、'.join(found.filled)}用 {gone.number} 的补上；" if found.filled else ""
    rest = f"其余不同的以 {kept.number} 为准；{gone.number} 移出名册。合并以后可以撤销。"
    return f"合并后：{moving}{filled}{rest}"


def _merge(kept: int, gone: int) -> None:
    merchant_events.merge(kept, gone, dt.date.today())


TWINS = Twins("merchant", "家", COLUMNS[1:], lambda row: row.number, _outcome, _merge)
