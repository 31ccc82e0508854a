"""People's spreadsheets: read, judged row by row, and taken over as one act."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from app.domain import merchants as rules
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.identifiers import is_absent, normal
from app.domain.merchants import Draft
from app.domain.names import clean, fold
from app.domain.roles import Right
from app.exchange import ledger, sheets
from app.services import merchant_writing, merchants, session
from app.services.import_cells import Cells
from app.services.merchant_columns import COLUMNS
from app.services.session import anyone, requires
from app.store import backup
from app.store.desk import ColumnMatch
from app.store.merchants import Merchant
from app.store.writing import keeping, revision, writing

Progress = Callable[[int, int], None]
_KEYS = {"sign", "registered_name"}
_BATCH = 1000


class Verdict(StrEnum):
    """What becomes of a row, in the words people see."""

    NEW = "新增"
    UPDATED = "更新"
    SKIPPED = "跳过"
    REFUSED = "有错"


@dataclass(frozen=True)
class PlanRow:
    """One data row; `number` is its row in Excel, `merchant` the record it updates, `reasons` why it is refused."""

    number: int
    verdict: Verdict
    draft: Draft
    sentence: str
    merchant: int = 0
    reasons: tuple[Complaint, ...] = ()
    places: tuple[tuple[int | None, str], ...] = ()

    @property
    def name(self) -> str:
        """What the row is called in lists."""
        return self.draft.name


@dataclass
class Plan:
    """A dry run: nothing is written until `carry_out`. `remembered` are columns matched as a clerk did before."""

    path: Path
    sheet: sheets.Sheet
    layout: ledger.Layout
    rows: list[PlanRow] = field(default_factory=list)
    revision: int = 0
    remembered: set[int] = field(default_factory=set)

    @property
    def named(self) -> bool:
        """Whether the file brings the merchants' names at all."""
        return not _KEYS.isdisjoint(self.layout.mapping.values())

    def counts(self) -> dict[str, int]:
        """Rows in all and in each verdict."""
        found = Counter(row.verdict for row in self.rows)
        keys = {"new": Verdict.NEW, "updated": Verdict.UPDATED, "skipped": Verdict.SKIPPED, "refused": Verdict.REFUSED}
        return {"rows": len(self.rows), **{key: found[verdict] for key, verdict in keys.items()}}

    def reasons(self) -> dict[str, int]:
        """How many rows were refused for each reason code."""
        return dict(Counter(code for row in self.rows for code in {reason.code for reason in row.reasons}))

    def of(self, verdict: Verdict) -> list[PlanRow]:
        """The rows of one verdict."""
        return [row for row in self.rows if row.verdict == verdict]


@anyone
def columns() -> tuple[ledger.Column, ...]:
    """The columns a merchants' sheet may have."""
    return tuple(ledger.Column(c.name, c.label, c.synonyms, key=c.name in _KEYS) for c in COLUMNS if c.synonyms)


@requires(Right.ENTER)
def read(path: Path, mapping: Mapping[int, str] | None = None, progress: Progress | None = None) -> Plan:
    """Judge every row of a merchants' sheet; `mapping` (column index to field) overrules the guess. Raises Problem."""
    sheet, layout = _found(path)
    guessed, chosen = layout.mapping, _remembered(layout) if mapping is None else mapping
    if chosen != guessed:
        layout = ledger.recognise(sheet, columns(), chosen)
    plan = Plan(path, sheet, layout, revision=revision())
    if mapping is None:
        plan.remembered = {index for index in layout.headings if chosen.get(index) != guessed.get(index)}
    judge = _Judge(layout)
    source = list(ledger.data_rows(sheet, layout))
    for done, row in enumerate(source, 1):
        plan.rows.append(judge.verdict(row))
        if progress and (done % 200 == 0 or done == len(source)):
            progress(done, len(source))
    return plan


@requires(Right.ENTER)
def carry_out(plan: Plan, progress: Progress | None = None) -> int:
    """Copy the store, then take over the good rows as one act; returns its journal number, raises Problem."""
    new, updated = plan.of(Verdict.NEW), plan.of(Verdict.UPDATED)
    if not new and not updated:
        raise Problem("这个文件里没有可以导入的行，数据没有改动。")
    if plan.revision != revision():
        raise Problem("核对之后数据又有改动，没有导入任何内容。请重新选择文件，再核对一次。")
    report = progress or (lambda done, total: None)
    backup.copy(session.folder(), "导入前")
    _remember(plan.layout)
    with writing(f"导入《{clean(plan.path.name)}》：新增 {len(new):,} 家，更新 {len(updated):,} 家") as act:
        total = len(new) + len(updated)
        for start in range(0, len(new), _BATCH):
            report(start, total)
            merchant_writing.add_many(act, [row.draft for row in new[start : start + _BATCH]])
        for done, row in enumerate(updated, len(new)):
            if done % 50 == 0:
                report(done, total)
            merchant_writing.write(act, row.draft, Merchant.get_by_id(row.merchant))
        report(total, total)
    return act.id


@requires(Right.ENTER)
def write_refused(plan: Plan, path: Path) -> int:
    """Give the refused rows back as a workbook with the bad cells marked; returns how many."""
    from app.exchange import workbook

    refused = [(row.number, list(row.places)) for row in plan.of(Verdict.REFUSED)]
    workbook.write_refused(path, plan.sheet, plan.layout, refused)
    return len(refused)


def _found(path: Path) -> tuple[sheets.Sheet, ledger.Layout]:
    """The sheet of a file that brings the most fields, and how its table stands; raises Problem."""
    best: tuple[sheets.Sheet, ledger.Layout] | None = None
    problem: Problem | None = None
    for sheet in sheets.tables(path):
        try:
            layout = ledger.recognise(sheet, columns())
        except Problem as found:
            problem = problem or found
            continue
        if best is None or _worth(layout) > _worth(best[1]):
            best = sheet, layout
    if best is None:
        raise problem or Problem(f"《{clean(path.name)}》里没有表格，没有读入任何内容。请换一个文件。")
    return best


def _worth(layout: ledger.Layout) -> tuple[bool, int]:
    """A sheet with names beats one without, then the one that brings more fields."""
    return not _KEYS.isdisjoint(layout.mapping.values()), len(layout.mapping)


def _remember(layout: ledger.Layout) -> None:
    """Keep how the headings of this file were matched, for the next file from the same office."""
    matches = [
        {"noun": "merchants", "heading": fold(heading), "field": layout.mapping.get(index, "")}
        for index, heading in layout.headings.items()
    ]
    with keeping():
        ColumnMatch.replace_many(matches).execute()


def _remembered(layout: ledger.Layout) -> dict[int, str]:
    """The guessed mapping, set right where a clerk has matched a heading before."""
    chosen = {row.heading: row.field for row in ColumnMatch.select().where(ColumnMatch.noun == "merchants")}
    known = {index: chosen[fold(text)] for index, text in layout.headings.items() if fold(text) in chosen}
    guessed = {index: name for index, name in layout.mapping.items() if name not in known.values()}
    return {index: name for index, name in {**guessed, **known}.items() if name}


class _Judge:
    """Compares each row with the rows above it and with the merchants on record."""

    def __init__(self, layout: ledger.Layout) -> None:
        self._labels = {index: layout.headings.get(index, "") for index in layout.mapping}
        self._above: dict[str, int] = {}
        everyone = merchants.rows(merchants.ids())
        self._by_code = {row.code: row for row in everyone if row.code}
        self._by_place = {_place(row): row for row in everyone}

    def verdict(self, row: ledger.SourceRow) -> PlanRow:
        read = Cells(row)
        draft, found = read.draft(), None
        if not read.complaints:
            found = self._on_record(draft)
            draft = _merged(draft, found, read.given) if found else draft
            try:
                draft = rules.check(draft)
            except Invalid as wrong:
                read.complaints.update(wrong.complaints)
        if read.complaints:
            return self._refused(row, draft, read.complaints)
        key = draft.code or _place(draft)
        if key in self._above:
            return PlanRow(row.number, Verdict.SKIPPED, draft, f"与第 {self._above[key]} 行重复，将跳过")
        self._above[key] = row.number
        return self._compared(row.number, draft, found, read.doubts)

    def _on_record(self, draft: Draft) -> merchants.MerchantRow | None:
        code = "" if is_absent(draft.code) else normal(draft.code)
        found = self._by_code.get(code) or self._by_place.get(_place(draft))
        return None if found and code and found.code and found.code != code else found

    def _compared(self, number: int, draft: Draft, found: merchants.MerchantRow | None, doubts: list[str]) -> PlanRow:
        more = [*doubts, *rules.doubts(draft).values()]
        if found is None:
            return PlanRow(number, Verdict.NEW, draft, "；".join(["新增", *more]))
        changes = [
            f"{c.label}：{_shown(getattr(found, c.name))} → {_shown(getattr(draft, c.name))}"
            for c in COLUMNS
            if c.synonyms and getattr(found, c.name) != getattr(draft, c.name)
        ]
        if not changes:
            same = f"与已有商户 {found.number} 完全相同，将跳过"
            return PlanRow(number, Verdict.SKIPPED, draft, "；".join([same, *doubts]))
        return PlanRow(number, Verdict.UPDATED, draft, "更新：" + "；".join([*changes, *more]), merchant=found.id)

    def _refused(self, row: ledger.SourceRow, draft: Draft, complaints: Mapping[str, str]) -> PlanRow:
        places, sentences = [], []
        for name, sentence in complaints.items():
            index = row.places.get(name)
            where = f"“{self._labels[index]}”（{sheets.letter(index)} 列）：" if index is not None else ""
            places.append((index, sentence))
            sentences.append(f"第 {row.number} 行{where}{sentence}")
        reasons = tuple(c for c in complaints.values() if isinstance(c, Complaint))
        return PlanRow(row.number, Verdict.REFUSED, draft, "；".join(sentences), reasons=reasons, places=tuple(places))


def _merged(draft: Draft, found: merchants.MerchantRow, given: set[str]) -> Draft:
    kept = Draft(**{name: getattr(found, name) for name in vars(Draft())})
    return replace(kept, **{name: getattr(draft, name) for name in given})


def _place(draft: Draft) -> str:
    return fold(f"{draft.name}|{draft.address}")


def _shown(value: object) -> str:
    return {True: "是", False: "否"}.get(value, "") if isinstance(value, bool) else str(value) or "（空）"
