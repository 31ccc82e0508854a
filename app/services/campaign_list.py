"""Campaigns as a list: what each is for, what came in and went out, and how far it is from its target."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import peewee as pw

from app.domain.errors import Problem
from app.domain.gifts import COOPERATIVE
from app.domain.privacy import mask_name
from app.domain.roles import Right
from app.services import funds, short_lists
from app.services.funds import CampaignDraft
from app.services.session import requires
from app.store.charity import Campaign, FundEntry
from app.store.database import among
from app.store.gifts import Gift
from app.store.writing import writing

RUNNING, REACHED, ENDED, WAITING = "进行中", "已达标", "已结束", "未开始"
STATES = (RUNNING, REACHED, ENDED, WAITING)


@dataclass(frozen=True)
class CampaignRow(CampaignDraft):
    """A campaign with fen raised and left, its number of gifts, and `share` of its target from 0 on (0 without one)."""

    id: int = 0
    raised: int = 0
    balance: int = 0
    gifts: int = 0
    share: float = 0.0
    state: str = ""

    @property
    def whom(self) -> str:
        """The beneficiary as lists show it: 张某某."""
        return mask_name(self.beneficiary) if self.beneficiary else ""

    @property
    def licensed(self) -> bool:
        """Whether it may be collected for in public."""
        return self.kind == COOPERATIVE and bool(self.certificate)

    @property
    def progress(self) -> str:
        """38%, or nothing without a target."""
        return f"{int(self.share * 100):,}%" if self.target else ""


@requires(Right.READ)
def ids(
    search: str = "", filters: Mapping[str, str] | None = None, order: str = "start", descending: bool = True
) -> list[int]:
    """Ids of the campaigns found by name, its initials or purpose; `filters` by state and kind."""
    found = short_lists.found(_all(), search, lambda row: f"{row.name}　{row.purpose}", filters)
    return short_lists.in_order(found, order, descending, {"state": lambda row: STATES.index(row.state)})


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[CampaignRow]:
    """The campaigns of these ids, in the order asked for."""
    return short_lists.of_ids(_shown(Campaign.select().where(among(Campaign.id, wanted))), wanted)


@requires(Right.READ)
def counts() -> dict[str, int]:
    """How many campaigns there are in each state, and in all."""
    return short_lists.counted([row.state for row in _all()], STATES)


@requires(Right.ENTER)
def remove(wanted: Sequence[int]) -> None:
    """Move campaigns nobody gave to and nothing was paid from to the recycle bin; raises Problem for any other."""
    used = [row.name for row in rows(list(wanted)) if row.gifts or funds.entries(campaign=row.id)]
    if used:
        raise Problem(f"“{used[0]}”已经有收支，不能移出。没有改动；不再募集，请把结束日期填上。")
    found = list(Campaign.select().where(among(Campaign.id, wanted)))
    with writing(f"移出众筹项目 {'、'.join(row.name for row in found)}") as act:
        for row in found:
            act.change(row, row.when_undone())


def _all() -> list[CampaignRow]:
    return list(_shown(Campaign.select().where(Campaign.removed_at == "")))


def _shown(found: Iterable[Campaign]) -> Iterable[CampaignRow]:
    standing = pw.fn.SUM(pw.Case(None, [(Gift.reverses == 0, 1)], -1))
    given = Gift.select(Gift.campaign, pw.fn.SUM(Gift.amount), standing).where(Gift.campaign != 0)
    sums = {number: (fen, count) for number, fen, count in given.group_by(Gift.campaign).tuples()}
    moved = FundEntry.select(FundEntry.campaign, pw.fn.SUM(FundEntry.amount)).where(FundEntry.campaign != 0)
    flows = dict(moved.group_by(FundEntry.campaign).tuples())
    today = dt.date.today().isoformat()
    for row in found:
        told = {name: getattr(row, name) for name in vars(CampaignDraft())}
        raised, count = sums.get(row.id, (0, 0))
        share = raised / row.target if row.target else 0.0
        state = _state(row, raised, today)
        balance = raised + flows.get(row.id, 0)
        yield CampaignRow(**told, id=row.id, raised=raised, balance=balance, gifts=count, share=share, state=state)


def _state(row: Campaign, raised: int, today: str) -> str:
    if row.end and row.end < today:
        return ENDED
    if row.target and raised >= row.target:
        return REACHED
    return WAITING if row.start > today else RUNNING
