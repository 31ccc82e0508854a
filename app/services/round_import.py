"""Scores from a sheet: which merchant each row is, which points it brings, and all good rows taken over as one act."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.errors import Complaint, Invalid, Problem
from app.domain.identifiers import as_text, normal
from app.domain.measures import read_points, shown
from app.domain.names import clean, fold
from app.domain.roles import Right
from app.domain.schemes import Criterion, Scheme
from app.exchange import ledger, sheets
from app.services import round_marks, schemes, session
from app.services.imports import Verdict
from app.services.session import requires
from app.store import backup
from app.store.merchants import Merchant
from app.store.ratings import Mark
from app.store.writing import revision, writing

_WHOM = (
    ledger.Column("name", "商户", ("商户名称", "店名", "店铺名称", "单位名称", "名称", "招牌"), key=True),
    ledger.Column("number", "编号", ("商户编号",), key=True),
    ledger.Column("code", "代码", ("统一社会信用代码", "信用代码"), key=True),
)
_CRITERION = "criterion:"


@dataclass(frozen=True)
class ImportRow:
    """One row of the sheet; `number` is its row in Excel, `points` (hundredths) by criterion."""

    number: int
    verdict: Verdict
    merchant: int
    name: str
    points: dict[str, int]
    sentence: str


@dataclass
class ImportPlan:
    """A dry run: nothing is written until `carry_out`."""

    round: int
    path: Path
    criteria: tuple[str, ...]
    rows: list[ImportRow] = field(default_factory=list)
    revision: int = 0

    def counts(self) -> dict[str, int]:
        """Rows in all and in each verdict."""
        found = Counter(row.verdict for row in self.rows)
        keys = {"new": Verdict.NEW, "updated": Verdict.UPDATED, "skipped": Verdict.SKIPPED, "refused": Verdict.REFUSED}
        return {"rows": len(self.rows), **{key: found[verdict] for key, verdict in keys.items()}}

    def of(self, verdict: Verdict) -> list[ImportRow]:
        """The rows of one verdict."""
        return [row for row in self.rows if row.verdict == verdict]


@requires(Right.ENTER)
def read(path: Path, round_: int) -> ImportPlan:
    """Judge every row of a sheet whose headings name merchants and criteria of a round that is scored; raises
    Problem."""
    row = round_marks.scored_round(round_)
    scheme = schemes.get(row.scheme_id).scheme
    sheet = sheets.read(path)
    layout = ledger.recognise(sheet, (*_WHOM, *_columns(scheme)))
    brought = [name.removeprefix(_CRITERION) for name in layout.mapping.values() if name.startswith(_CRITERION)]
    if not brought or not layout.keys & set(layout.mapping.values()):
        names = "、".join(criterion.name for criterion in scheme.by_hand)
        raise Problem(f"《{path.name}》里没有认出商户或评分项这些列，没有导入任何内容。评分项的列名请写成：{names}。")
    plan = ImportPlan(round_, path, tuple(brought), revision=revision())
    judge = _Judge(scheme, round_)
    plan.rows.extend(judge.verdict(source) for source in ledger.data_rows(sheet, layout))
    return plan


@requires(Right.ENTER)
def carry_out(plan: ImportPlan) -> int:
    """Copy the store, then take over the good rows as one act; returns its journal number, raises Problem."""
    good = plan.of(Verdict.NEW) + plan.of(Verdict.UPDATED)
    if not good:
        raise Problem("这个文件里没有可以导入的评分，数据没有改动。")
    if plan.revision != revision():
        raise Problem("核对之后数据又有改动，没有导入任何内容。请重新选择文件，再核对一次。")
    row = round_marks.scored_round(plan.round)
    backup.copy(session.folder(), "导入前")
    with writing(f"导入评分《{clean(plan.path.name)}》：{len(good):,} 家（{row.title}）") as act:
        round_marks.write(act, row, {each.merchant: each.points for each in good}, "", dt.date.today())
    return act.id


class _Judge:
    """Tells which merchant a row is and what its points change."""

    def __init__(self, scheme: Scheme, round_: int) -> None:
        self._scheme = scheme
        self._above: dict[int, int] = {}
        merchants = list(Merchant.select().where(Merchant.removed_at == ""))
        self._names = {row.id: row.name for row in merchants}
        self._by_number = {row.number: row.id for row in merchants}
        self._by_code = {row.code: row.id for row in merchants if row.code}
        self._by_name: dict[str, set[int]] = {}
        for row in merchants:
            for name in filter(None, (row.registered_name, row.sign)):
                self._by_name.setdefault(fold(name), set()).add(row.id)
        marks = Mark.select().where(Mark.round == round_, Mark.removed_at == "", Mark.veto == False)  # noqa: E712
        self._given = {(mark.merchant, mark.criterion): mark.points for mark in marks}

    def verdict(self, row: ledger.SourceRow) -> ImportRow:
        told = " ".join(filter(None, (clean(as_text(row.values.get(name, ""))) for name in ("number", "name"))))
        try:
            merchant = self._whom(row.values)
            points = dict(self._points(row))
        except Invalid as wrong:
            places = [
                sheets.letter(row.places[name]) for name in map(self._place, wrong.complaints) if name in row.places
            ]
            where = f"（{places[0]} 列）" if places else ""
            return ImportRow(row.number, Verdict.REFUSED, 0, told, {}, f"第 {row.number} 行{where}：{wrong}")
        above = self._above.setdefault(merchant, row.number)
        if above != row.number:
            return self._skipped(row, merchant, f"与第 {above} 行是同一家商户，将跳过")
        return self._compared(row, merchant, points)

    def _place(self, key: str) -> str:
        return f"{_CRITERION}{key}" if self._scheme.criterion(key) else key

    def _whom(self, values: Mapping[str, object]) -> int:
        number, code = (normal(as_text(values.get(name, ""))) for name in ("number", "code"))
        wanted = clean(as_text(values.get("name", "")))
        merchant = self._by_number.get(_dashed(number)) or self._by_code.get(code)
        if merchant:
            return merchant
        found = self._by_name.get(fold(wanted), set()) if wanted and not number and not code else set()
        if len(found) > 1:
            raise Invalid({"name": Complaint("several", f"有 {len(found)} 家叫“{wanted}”的商户，请加上编号。")})
        if not found:
            raise Invalid({"name": Complaint("unknown", f"没有找到商户“{number or code or wanted}”，请核对。")})
        return next(iter(found))

    def _points(self, row: ledger.SourceRow) -> Iterator[tuple[str, int]]:
        for criterion in self._scheme.by_hand:
            cell = row.values.get(f"{_CRITERION}{criterion.key}", "")
            if not sheets.blank(cell):
                yield criterion.key, read_points(as_text(cell), criterion)

    def _compared(self, row: ledger.SourceRow, merchant: int, points: dict[str, int]) -> ImportRow:
        before = {key: self._given.get((merchant, key)) for key in points}
        changed = {key: worth for key, worth in points.items() if before[key] != worth}
        if not points:
            return self._skipped(row, merchant, "这一行没有填评分，将跳过")
        if not changed:
            return self._skipped(row, merchant, "与已有评分完全相同，将跳过")
        verdict = Verdict.NEW if all(before[key] is None for key in changed) else Verdict.UPDATED
        said = "；".join(
            f"{self._called(key)}：{self._was(before[key])}{shown(worth)}" for key, worth in changed.items()
        )
        return ImportRow(row.number, verdict, merchant, self._names[merchant], points, f"{verdict.value}：{said}")

    def _called(self, key: str) -> str:
        criterion = self._scheme.criterion(key)
        return criterion.name if criterion else key

    @staticmethod
    def _was(points: int | None) -> str:
        return "" if points is None else f"{shown(points)} → "

    def _skipped(self, row: ledger.SourceRow, merchant: int, sentence: str) -> ImportRow:
        return ImportRow(row.number, Verdict.SKIPPED, merchant, self._names[merchant], {}, sentence)


def _columns(scheme: Scheme) -> Iterator[ledger.Column]:
    def column(criterion: Criterion) -> ledger.Column:
        return ledger.Column(f"{_CRITERION}{criterion.key}", criterion.name, (f"{criterion.name}得分",))

    yield from map(column, scheme.by_hand)


def _dashed(number: str) -> str:
    """A merchant's number with the dash that normal() took out; bare digits count too."""
    digits = number.removeprefix("SH")
    return f"SH-{int(digits):05d}" if digits.isascii() and digits.isdigit() and len(digits) < 10 else number
