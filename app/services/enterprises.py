"""社区社会企业: who presides over them, what they earned and put in, and what of it came into the community's funds."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Complaint
from app.domain.organizations import Tree
from app.domain.ratios import Ratio
from app.domain.roles import Right
from app.services import organization_figures, trees
from app.services.fund_entries import fen_of
from app.services.session import requires
from app.store.charity import Fund, FundEntry
from app.store.database import among
from app.store.organizations import Seat

KIND, CHAIR = "社区社会企业", "董事长"


@dataclass(frozen=True)
class Earned:
    """What a share of profit comes from: `enterprise` (id) in `year`, its `revenue` and what it `invested` in the
    community, fen or words; nothing of it need be known."""

    enterprise: int = 0
    year: int = 0
    revenue: int | str = 0
    invested: int | str = 0


@dataclass(frozen=True)
class Share:
    """A share of profit that stands, in fen: on an ISO day `amount` came into a fund."""

    on: str
    year: int
    revenue: int
    invested: int
    profit: int
    amount: int
    fund: int
    fund_name: str


@requires(Right.READ)
def choices() -> list[tuple[int, str]]:
    """Ids and names of the enterprises in use, in the order of the tree."""
    return [(node.id, node.name) for node in trees.nodes(Tree.ORGANIZATIONS) if node.kind == KIND]


@requires(Right.READ)
def checked(earned: Earned, profit: int, complaints: dict[str, str]) -> Mapping[str, Any]:
    """What was earned, normalised, beside an after-tax profit (fen); what is wrong goes into `complaints`."""
    fen = {name: fen_of(getattr(earned, name), name, complaints, needed=False) for name in ("revenue", "invested")}
    complaints |= {name: Complaint("negative", "金额不能是负数。") for name, amount in fen.items() if amount < 0}
    if earned.enterprise and earned.enterprise not in dict(choices()):
        complaints["enterprise"] = Complaint("unknown", f"没有这家{KIND}，请重新选择。")
    if not earned.enterprise and any(fen.values()):
        complaints["enterprise"] = Complaint("missing", "填了营收或投入，请选择是哪家社会企业的。")
    if earned.enterprise and not fen["revenue"]:
        complaints.setdefault("revenue", Complaint("missing", "请填写这家社会企业的营收。"))
    elif earned.enterprise and profit > fen["revenue"]:
        complaints.setdefault("profit", Complaint("too_much", "税后利润比营收还多，请核对。"))
    return {**vars(earned), **fen}


@requires(Right.READ)
def shares(enterprise: int) -> list[Share]:
    """What an enterprise shared, the newest first, but for what was taken back."""
    undone = FundEntry.select(FundEntry.reverses).where(FundEntry.reverses != 0)
    standing = (FundEntry.enterprise == enterprise, FundEntry.reverses == 0, FundEntry.id.not_in(undone))
    names = dict(Fund.select(Fund.id, Fund.name).tuples())
    rows = FundEntry.select().where(*standing).order_by(FundEntry.on.desc(), FundEntry.id.desc())
    told = ("on", "year", "revenue", "invested", "profit", "amount", "fund")
    return [Share(**{name: getattr(row, name) for name in told}, fund_name=names.get(row.fund, "")) for row in rows]


@requires(Right.READ)
def chair(enterprise: int, today: dt.date | None = None) -> str:
    """The names of those who preside over an enterprise on a day, with 书记兼任 where a Party secretary does."""
    found = chairs(today)
    held = Seat.select().where(among(Seat.id, [*found.rows, *found.others]), Seat.node == enterprise)
    return "、".join(f"{seat.name}（书记兼任）" if seat.id in found.rows else seat.name for seat in held)


@requires(Right.READ)
def chairs(today: dt.date | None = None) -> Ratio:
    """书记兼董事长: of the seats of chairs of enterprises on a day (ids), those held by a Party secretary."""
    today = today or dt.date.today()
    party = organization_figures.party_nodes(today)
    enterprises = {node.id for node in trees.nodes(Tree.ORGANIZATIONS, today) if node.kind == KIND}
    day = today.isoformat()
    held = (Seat.end == "") | (Seat.end > day)
    mine = (Seat.tree == Tree.ORGANIZATIONS, Seat.removed_at == "", Seat.start <= day, held)
    seats = list(Seat.select().where(*mine, Seat.post.in_((CHAIR, trees.HEAD))).order_by(Seat.id))
    heads = {_whose(seat) for seat in seats if seat.post == trees.HEAD and seat.node in party}
    chairing = {seat.id: _whose(seat) in heads for seat in seats if seat.post == CHAIR and seat.node in enterprises}
    return Ratio(
        tuple(number for number, is_head in chairing.items() if is_head),
        tuple(number for number, is_head in chairing.items() if not is_head),
    )


def _whose(seat: Seat) -> int | str:
    return seat.person or seat.name
