"""What an import must know of plaques hung before the program came."""

from dataclasses import replace
from typing import Any

from app.domain import honours
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.honours import read_number
from app.domain.names import fold
from app.domain.old_plaques import OldPlaque, check
from app.services import honour_old
from app.services.columns import Column
from app.services.honour_writing import kind_named
from app.services.import_target import Target
from app.store.honours import Honour, HonourKind
from app.store.merchants import Merchant

COLUMNS = (
    Column(
        "merchant", "商户", ("商户", "商户名称", "店名", "名称", "单位名称", "获奖单位", "信用代码", "商户编号"), 30
    ),
    Column("kind", "荣誉", ("荣誉", "荣誉名称", "荣誉称号", "称号", "奖项", "牌匾名称"), 16),
    Column("number", "编号", ("编号", "牌匾编号", "荣誉编号", "证书编号", "牌号"), 24),
    Column("issued", "颁发日期", ("颁发日期", "颁发时间", "授牌日期", "授牌时间", "挂牌日期", "发证日期"), 16, "date"),
    Column("valid_until", "有效期至", ("有效期至", "有效期", "到期日期", "截止日期"), 16, "date"),
    Column("decision", "备注", ("备注", "说明", "决定依据", "依据"), 24),
)


class _OldRow:
    """An honour on record with the attributes of its draft."""

    def __init__(self, row: Honour) -> None:
        self.id, self.old = row.id, not row.code
        vars(self).update(vars(honour_old.draft_of(row.id)))


class _KnownHonours:
    """By kind and number; a plaque given here is never written over."""

    def __init__(self, create: bool) -> None:
        query = Honour.select(Honour, HonourKind, Merchant).join(HonourKind).switch(Honour).join(Merchant)
        self._rows = {(row.kind.title, _same(row.number)): row for row in query}

    def find(self, draft: OldPlaque) -> Any | None:
        try:
            title = kind_named(draft.kind).title
        except Problem:
            return None
        row = self._rows.get((title, _same(draft.number)))
        return _OldRow(row) if row else None

    def settle(self, draft: OldPlaque) -> tuple[OldPlaque, list[str]]:
        draft = honour_old.tidied(draft)
        found = self._rows.get((draft.kind, _same(draft.number)))
        if found and found.code and replace(honour_old.draft_of(found.id), decision=draft.decision) != draft:
            sentence = f"这个编号是在本程序里授予{found.merchant.name}的，不能用表格改动。"
            raise Invalid({"number": Complaint("number_taken", sentence)})
        return draft, []


def _same(number: str) -> str:
    """What two ways of writing one number have in common."""
    found = read_number(number)
    return honours.number(*found) if found else fold(number)


HONOURS = Target(
    noun="honours",
    table="honour",
    called="旧牌",
    unit="块",
    columns=COLUMNS,
    keys=frozenset({"number"}),
    identifying=frozenset({"merchant", "number"}),
    ticks=frozenset(),
    draft=lambda values: OldPlaque(**values),
    check=check,
    doubts=lambda draft: {},
    key=lambda draft: f"{fold(draft.kind)}|{_same(draft.number)}",
    known=_KnownHonours,
    known_as=lambda row: f"已有牌匾 {row.number}",
    add_many=honour_old.add_many,
    write=honour_old.write,
)
