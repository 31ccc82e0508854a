"""What a clerk can do with merchants."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import peewee as pw

from app.domain import merchants as rules
from app.domain.errors import Problem
from app.domain.honours import Standing, standing
from app.domain.identifiers import normal
from app.domain.merchants import Draft
from app.domain.privacy import mask_phone
from app.domain.roles import Right
from app.services import exporting, personal_columns, ratings
from app.services.exporting import Progress
from app.services.merchant_columns import COLUMNS
from app.services.merchant_filters import HONOUR_FILTERS, conditions, in_force, ordering
from app.services.merchant_writing import PLEDGED, RETURNS, SAFE, STORED, number, refuse_taken_code, stand, write
from app.services.ratings import GradeRow
from app.services.session import requires
from app.store.database import among, db
from app.store.honours import Honour, HonourKind
from app.store.merchants import Merchant, Pledge
from app.store.search import hits
from app.store.writing import revision, writing


@dataclass(frozen=True)
class MerchantRow(Draft):
    """A merchant as lists show it: `honours` are titles in force, `valid_until` of the one that ends first; `grade` the
    one in force as its scheme calls it, with its `badge`, "" for none."""

    id: int = 0
    number: str = ""
    honours: str = ""
    honour_state: str = ""
    valid_until: str = ""
    grade: str = ""
    badge: str = ""

    @property
    def masked_phone(self) -> str:
        """138****6620; a short number keeps its last two digits."""
        return mask_phone(self.phone)


@requires(Right.READ)
def ids(
    search: str = "",
    filters: Mapping[str, str] | None = None,
    order: str = "name",
    descending: bool = False,
    today: dt.date | None = None,
) -> list[int]:
    """Ids of the merchants found, in order; `filters` by honour (on a day), node or column, `order` by a row's
    attribute."""
    everyone = _in_order(revision(), today or dt.date.today(), tuple((filters or {}).items()), order, descending)
    found = hits(Merchant, search)
    return list(everyone) if found is None else [number for number in everyone if number in found]


@lru_cache(maxsize=4)
def _in_order(
    written: int, today: dt.date, filters: tuple[tuple[str, str], ...], order: str, descending: bool
) -> tuple[int, ...]:
    """Ids of all that the filters let through; kept while nothing is written and the day lasts."""
    column = ordering(order)
    ends = (column.desc(), Merchant.id.desc()) if descending else (column.asc(), Merchant.id.asc())
    blanks_last = () if order in ("name", "number") else (column == "",)
    query = Merchant.select(Merchant.id).where(*conditions(dict(filters), today)).order_by(*blanks_last, *ends)
    return tuple(found for (found,) in db.execute(query))


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[MerchantRow]:
    """The merchants of these ids, in the order asked for."""
    columns = [getattr(Merchant, name) for name in ("id", "number", *STORED)]
    found = {row[0]: row for row in Merchant.select(*columns).where(among(Merchant.id, wanted)).tuples()}
    pledges, honours, grades = _pledges(wanted), _honours(wanted), ratings.current(wanted)
    today = dt.date.today()
    return [
        _row(found[number], pledges.get(number, {}), honours.get(number, []), grades.get(number), today)
        for number in wanted
    ]


@requires(Right.READ)
def get(merchant: int) -> MerchantRow:
    """One merchant."""
    return rows([merchant])[0]


@requires(Right.READ)
def find(code: str) -> int:
    """The merchant of this 统一社会信用代码 or number; raises Problem."""
    wanted = normal(code)
    row = (
        Merchant.select(Merchant.id)
        .where(Merchant.removed_at == "", (Merchant.code == wanted) | (Merchant.number == _number(wanted)))
        .first()
    )
    if row is None:
        raise Problem(f"没有找到代码或编号是“{code}”的商户。没有改动任何内容，请核对后再试。")
    return row.id


@requires(Right.ENTER)
def save(draft: Draft, merchant: int | None) -> int:
    """Add or change a merchant and return its id; raises Invalid, or Problem for one in the recycle bin."""
    draft = rules.check(draft)
    with writing(f"{'修改' if merchant else '新增'}商户 {draft.name}") as act:
        refuse_taken_code(draft, merchant)
        row = Merchant.get_by_id(merchant) if merchant else None
        if row and row.removed_at:
            raise Problem(f"{row.name}已经移到回收站，这次没有保存。填写的内容还在，请先从回收站恢复它，再保存。")
        return write(act, draft, row)


@requires(Right.READ)
def similar(draft: Draft, merchant: int | None) -> list[MerchantRow]:
    """Merchants on record that a draft may already be: of the same code, or of the same name and phone."""
    same_code = (Merchant.code == normal(draft.code)) & (Merchant.code != "")
    same_name = (Merchant.registered_name == draft.name) | (Merchant.sign == draft.name)
    same_merchant = same_name & (Merchant.phone == draft.phone) & (Merchant.phone != "")
    query = Merchant.select(Merchant.id).where(Merchant.removed_at == "", Merchant.id != (merchant or 0))
    return rows([found for (found,) in query.where(same_code | same_merchant).limit(5).tuples()])


@requires(Right.ENTER)
def change_many(merchants: Sequence[int], field: str, value: str) -> None:
    """Give many merchants the same value of a column, as one act; raises Invalid."""
    label = next(column.label for column in COLUMNS if column.name == field)
    told = personal_columns.shown("merchant", field, value) or "（空）"
    with writing(f"把 {len(merchants):,} 家商户的{label}改为“{told}”") as act:
        for row in Merchant.select().where(Merchant.id.in_(list(merchants)), Merchant.removed_at == ""):
            act.change(row, {field: value})
            stand(act, row.id, row.grid, row.organization)


@requires(Right.ENTER)
def remove(merchants: Sequence[int]) -> None:
    """Move merchants to the recycle bin; one whose honour is still in force is refused by name."""
    found = list(Merchant.select().where(Merchant.id.in_(list(merchants)), Merchant.removed_at == ""))
    held = _held(found)
    if held:
        names = "、".join(held[:3]) + (f"等 {len(held)} 家" if len(held) > 3 else "")
        raise Problem(f"{names}还有在用的荣誉，不能移出。没有改动任何内容，请先收回荣誉。")
    what = f"移出商户 {found[0].name}" if len(found) == 1 else f"移出商户 {len(found)} 家"
    with writing(what) as act:
        for row in found:
            act.change(row, row.when_undone())


@requires(Right.READ)
def counts(today: dt.date | None = None) -> dict[str, int]:
    """How many merchants stand on a day (today) behind each filter by honour, and behind none (“全部”)."""
    return {"全部": _count({}), **{label: _count({"honour": label}, today) for label in HONOUR_FILTERS}}


@requires(Right.READ)
def choices(column: str) -> list[str]:
    """The values in use of a column such as grid or trade, most frequent first."""
    field = getattr(Merchant, column)
    in_use = Merchant.removed_at.concat("") == ""  # no index helps: rows are quickest read as they lie in the file
    query = Merchant.select(field).where(in_use, field != "").group_by(field)
    return [value for (value,) in query.order_by(pw.fn.COUNT(Merchant.id).desc(), field).tuples()]


@requires(Right.ENTER)
def export(path: Path, wanted: Sequence[int] | None = None, progress: Progress | None = None) -> int:
    """Write the merchants (all, or these ids) to an xlsx file and return how many; raises Problem."""
    chosen = ids() if wanted is None else wanted
    return exporting.write_rows(path, ("商户台账", "家"), COLUMNS, rows, chosen, progress)


def _number(text: str) -> str:
    """A number as typed, its dash back in place (normal() takes dashes out)."""
    digits = text.removeprefix("SH")
    return number(int(digits)) if digits.isascii() and digits.isdigit() and len(digits) < 10 else text


def _pledges(wanted: Sequence[int]) -> dict[int, dict[str, str]]:
    query = Pledge.select(Pledge.merchant, Pledge.kind, Pledge.signed)
    found: dict[int, dict[str, str]] = {}
    standing_ones = (among(Pledge.merchant, wanted), Pledge.withdrawn == "", Pledge.removed_at == "")
    for merchant, kind, signed in query.where(*standing_ones).tuples():
        found.setdefault(merchant, {})[kind] = signed
    return found


def _honours(wanted: Sequence[int]) -> dict[int, list[tuple[str, str, str]]]:
    """Of each merchant the honours as (title, state, valid until), the newest first."""
    columns = (Honour.merchant, HonourKind.title, Honour.state, Honour.valid_until)
    query = Honour.select(*columns).join(HonourKind).where(among(Honour.merchant, wanted))
    found: dict[int, list[tuple[str, str, str]]] = {}
    for merchant, *honour in query.order_by(Honour.issued.desc(), Honour.id.desc()).tuples():
        found.setdefault(merchant, []).append(tuple(honour))
    return found


def _row(
    stored: tuple[Any, ...],
    pledges: dict[str, str],
    honours: list[tuple[str, str, str]],
    held: GradeRow | None,
    today: dt.date,
) -> MerchantRow:
    states = [(standing(state, until, today), title, until) for title, state, until in honours]
    alive = [(title, until) for state, title, until in states if state == Standing.VALID]
    ends = [until for _, until in alive] if alive else [until for *_, until in states[:1]]
    return MerchantRow(
        **dict(zip(STORED, stored[2:], strict=True)),
        pledged_on=pledges.get(PLEDGED, ""),
        safe_consumption=SAFE in pledges,
        free_returns=RETURNS in pledges,
        id=stored[0],
        number=stored[1],
        honours="、".join(dict.fromkeys(title for title, _ in alive)),
        honour_state=states[0][0].value if states and not alive else Standing.VALID.value if alive else "",
        valid_until=min(filter(None, ends), default=""),
        grade=(held.grade or held.outcome) if held and held.valid else "",
        badge=held.badge if held and held.valid else "",
    )


def _held(found: Sequence[Merchant]) -> list[str]:
    held = Merchant.select().where(Merchant.id.in_([row.id for row in found]), in_force(dt.date.today()))
    return [row.name for row in held]


def _count(filters: Mapping[str, str], today: dt.date | None = None) -> int:
    return Merchant.select().where(*conditions(filters, today)).count()
