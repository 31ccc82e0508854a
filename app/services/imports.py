"""People's spreadsheets: read, judged row by row, and taken over as one act."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean, fold
from app.domain.privacy import mask_phone
from app.domain.roles import Right
from app.exchange import ledger, sheets
from app.services import personal_columns, session
from app.services.columns import Column
from app.services.import_cells import Cells
from app.services.import_target import Target
from app.services.import_targets import MERCHANTS, TARGETS
from app.services.session import requires
from app.store import backup
from app.store.desk import ColumnMatch
from app.store.writing import keeping, revision, writing

Progress = Callable[[int, int], None]
_BATCH = 1000


class Verdict(StrEnum):
    """What becomes of a row, in the words people see."""

    NEW = "新增"
    UPDATED = "更新"
    SKIPPED = "跳过"
    REFUSED = "有错"


@dataclass(frozen=True)
class PlanRow:
    """One data row; `number` is its row in Excel, `record` the id it updates, `reasons` why it is refused,
    `unknown` whether it names something elsewhere that nobody has entered."""

    number: int
    verdict: Verdict
    draft: Any
    sentence: str
    record: int = 0
    reasons: tuple[Complaint, ...] = ()
    places: tuple[tuple[int | None, str], ...] = ()
    unknown: bool = False

    @property
    def name(self) -> str:
        """What the row is called in lists."""
        return str(self.draft.name)


@dataclass
class Plan:
    """A dry run: nothing is written until `carry_out`. `remembered` are columns matched as a clerk did before;
    `create` lets what rows name elsewhere and nobody has entered be made with them."""

    target: Target
    path: Path
    sheet: sheets.Sheet
    layout: ledger.Layout
    rows: list[PlanRow] = field(default_factory=list)
    revision: int = 0
    remembered: set[int] = field(default_factory=set)
    create: bool = False

    @property
    def named(self) -> bool:
        """Whether the file brings the names of its rows at all."""
        return self.target.brings_key(self.layout.mapping)

    @property
    def unknown(self) -> bool:
        """Whether rows name something elsewhere that nobody has entered."""
        return any(row.unknown for row in self.rows)

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


@requires(Right.ENTER)
def read(
    path: Path,
    mapping: Mapping[int, str] | None = None,
    progress: Progress | None = None,
    target: Target | None = MERCHANTS,
    *,
    create: bool = False,
) -> Plan:
    """Judge every row of a sheet; `mapping` (column index to field) overrules the guess. Without a target the file is
    taken for that whose columns it brings most of. Raises Problem."""
    target = target or _likeliest(path)
    sheet, layout = _found(path, target)
    guessed, chosen = layout.mapping, _remembered(layout, target) if mapping is None else mapping
    if chosen != guessed:
        layout = ledger.recognise(sheet, target.read_columns(), chosen)
    plan = Plan(target, path, sheet, layout, revision=revision(), create=create)
    if mapping is None:
        plan.remembered = {index for index in layout.headings if chosen.get(index) != guessed.get(index)}
    judge = _Judge(plan)
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
    report, target = progress or (lambda done, total: None), plan.target
    backup.copy(session.folder(), "导入前")
    _remember(plan.layout, target)
    counted = f"新增 {len(new):,} {target.unit}，更新 {len(updated):,} {target.unit}"
    with writing(f"导入《{clean(plan.path.name)}》：{counted}") as act:
        total = len(new) + len(updated)
        target.prepare(act, [row.draft for row in (*new, *updated)])
        for start in range(0, len(new), _BATCH):
            report(start, total)
            target.add_many(act, [row.draft for row in new[start : start + _BATCH]])
        for done, row in enumerate(updated, len(new)):
            if done % 50 == 0:
                report(done, total)
            target.write(act, row.draft, row.record)
        report(total, total)
    return act.id


@requires(Right.ENTER)
def write_refused(plan: Plan, path: Path) -> int:
    """Give the refused rows back as a workbook with the bad cells marked; returns how many."""
    from app.exchange import workbook

    refused = [(row.number, list(row.places)) for row in plan.of(Verdict.REFUSED)]
    workbook.write_refused(path, plan.sheet, plan.layout, refused)
    return len(refused)


def _likeliest(path: Path) -> Target:
    """The target whose columns a file brings most of; merchants where none is better, or nothing can be read."""
    worth = {}
    for target in TARGETS.values():
        try:
            worth[target.noun] = _worth(_found(path, target)[1], target)
        except Problem:
            continue
    return TARGETS[max(worth, key=lambda noun: worth[noun], default=MERCHANTS.noun)]


def _found(path: Path, target: Target) -> tuple[sheets.Sheet, ledger.Layout]:
    """The sheet of a file that brings the most fields, and how its table stands; raises Problem."""
    best: tuple[sheets.Sheet, ledger.Layout] | None = None
    problem: Problem | None = None
    for sheet in sheets.tables(path):
        try:
            layout = ledger.recognise(sheet, target.read_columns())
        except Problem as found:
            problem = problem or found
            continue
        if best is None or _worth(layout, target) > _worth(best[1], target):
            best = sheet, layout
    if best is None:
        raise problem or Problem(f"《{clean(path.name)}》里没有表格，没有读入任何内容。请换一个文件。")
    return best


def _worth(layout: ledger.Layout, target: Target) -> tuple[bool, int]:
    """A sheet with names beats one without, then the one that brings more fields."""
    return target.brings_key(layout.mapping), len(layout.mapping)


def _remember(layout: ledger.Layout, target: Target) -> None:
    """Keep how the headings of this file were matched, for the next file from the same office."""
    matches = [
        {"noun": target.noun, "heading": fold(heading), "field": layout.mapping.get(index, "")}
        for index, heading in layout.headings.items()
    ]
    with keeping():
        ColumnMatch.replace_many(matches).execute()


def _remembered(layout: ledger.Layout, target: Target) -> dict[int, str]:
    """The guessed mapping, set right where a clerk has matched a heading before."""
    chosen = {row.heading: row.field for row in ColumnMatch.select().where(ColumnMatch.noun == target.noun)}
    known = {index: chosen[fold(text)] for index, text in layout.headings.items() if fold(text) in chosen}
    guessed = {index: name for index, name in layout.mapping.items() if name not in known.values()}
    return {index: name for index, name in {**guessed, **known}.items() if name}


class _Judge:
    """Compares each row with the rows above it and with what is on record."""

    def __init__(self, plan: Plan) -> None:
        self._target = plan.target
        self._labels = {index: plan.layout.headings.get(index, "") for index in plan.layout.mapping}
        self._headings = {name: self._labels[index] for index, name in plan.layout.mapping.items()}
        self._above: dict[str, int] = {}
        self._known = plan.target.known(plan.create)

    def verdict(self, row: ledger.SourceRow) -> PlanRow:
        read = Cells(row, self._target, self._headings)
        draft, found = read.draft(), None
        unknown: list[str] = []
        if not read.complaints:
            found = self._known.find(draft)
            draft = _merged(draft, found, read.given) if found else draft
            try:
                draft, unknown = self._known.settle(self._target.check(draft))
                read.doubts += unknown
            except Invalid as wrong:
                read.complaints.update(wrong.complaints)
        if read.complaints:
            return self._refused(row, draft, read.complaints)
        keys = [self._target.key(draft), *([f"#{found.id}"] if found else [])]
        above = next((self._above[key] for key in keys if key in self._above), None)
        if above is not None:
            return PlanRow(row.number, Verdict.SKIPPED, draft, f"与第 {above} 行重复，将跳过")
        self._above.update(dict.fromkeys(keys, row.number))
        return replace(self._compared(row.number, draft, found, read.doubts), unknown=bool(unknown))

    def _compared(self, number: int, draft: Any, found: Any | None, doubts: list[str]) -> PlanRow:
        more = [*doubts, *(_unseen(sentence, draft.phone) for sentence in self._target.doubts(draft).values())]
        if found is None:
            return PlanRow(number, Verdict.NEW, draft, "；".join(["新增", *more]))
        changes = [
            f"{c.label}：{self._shown(c, found)} → {self._shown(c, draft)}"
            for c in self._target.columns
            if c.synonyms and getattr(found, c.name) != getattr(draft, c.name)
        ]
        if not changes:
            same = f"与{self._target.known_as(found)} 完全相同，将跳过"
            return PlanRow(number, Verdict.SKIPPED, draft, "；".join([same, *doubts]))
        return PlanRow(number, Verdict.UPDATED, draft, "更新：" + "；".join([*changes, *more]), record=found.id)

    def _shown(self, column: Column, row: Any) -> str:
        value = getattr(row, column.name)
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, int) and column.value:
            return column.value(row) or "（空）"
        return personal_columns.shown(self._target.table, column.name, value) or "（空）"

    def _refused(self, row: ledger.SourceRow, draft: Any, complaints: Mapping[str, str]) -> PlanRow:
        places, sentences = [], []
        for name, sentence in complaints.items():
            index = row.places.get(name)
            where = f"“{self._labels[index]}”（{sheets.letter(index)} 列）：" if index is not None else ""
            places.append((index, sentence))
            sentences.append(f"第 {row.number} 行{where}{sentence}")
        reasons = tuple(c for c in complaints.values() if isinstance(c, Complaint))
        return PlanRow(row.number, Verdict.REFUSED, draft, "；".join(sentences), reasons=reasons, places=tuple(places))


def _merged(draft: Any, found: Any, given: set[str]) -> Any:
    """The draft with what its row leaves blank as it is on record."""
    kept = {name: getattr(found, name) for name in vars(draft)}
    return replace(draft, **(kept | {name: getattr(draft, name) for name in given}))


def _unseen(sentence: str, phone: str) -> str:
    """A sentence about a telephone number with the number masked."""
    return sentence.replace(phone, mask_phone(phone)) if phone else sentence
