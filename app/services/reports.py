"""Reports: begun, checked by a second person, issued, submitted with their figures frozen, sent back, issued anew."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import peewee as pw

from app.domain import report_words
from app.domain import reports as rules
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.periods import Period
from app.domain.periods import read as read_period
from app.domain.report_words import Words
from app.domain.reports import State
from app.domain.roles import Right
from app.services import centres, clerks, figures, report_checking, report_figures, report_text, session
from app.services.exporting import Progress
from app.services.figures import Line
from app.services.report_figures import record
from app.services.session import requires
from app.store.reports import Report, ReportStep
from app.store.writing import Act, writing

_SETTLED = (State.SUBMITTED, State.RETURNED)


@dataclass(frozen=True)
class ReportRow:
    """A report as lists show it; `sound` says whether a submitted one still is what was frozen."""

    id: int
    period: Period
    version: int
    state: str
    number: str
    submitted: str
    hash: str
    note: str


@dataclass(frozen=True)
class StepRow:
    """When a report went from one state to the next, and by whom."""

    at: str
    who: str
    was: str
    now: str
    note: str


@requires(Right.READ)
def every() -> list[ReportRow]:
    """Every report, the newest period and version first."""
    query = Report.select().where(Report.removed_at == "")
    return [_row(row) for row in query.order_by(Report.end.desc(), Report.version.desc(), Report.id.desc())]


@requires(Right.READ)
def get(report: int) -> ReportRow:
    """One report; raises Problem."""
    return _row(record(report))


@requires(Right.ENTER)
def begin(period: Period) -> int:
    """Begin a report of a period that is not in the future, or go on with the one that is not yet submitted; after one
    was submitted a new version begins, to whom the last report went. Returns its id; raises Problem."""
    if begun := _begun(period):
        return begun
    if period.start > dt.date.today():
        raise Problem(f"{period.label}还没有开始，没有起草报告。请选择已经开始的期间。")
    last = Report.select().where(Report.removed_at == "").order_by(Report.id.desc()).first()
    before = report_words.unpack(last.text) if last else Words()
    words = replace(before, parts=report_words.fresh(report_text.written(figures.table(period))))
    version = _next_version(period)
    with writing(f"起草{period.label}报告" + (f"（第 {version} 版）" if version > 1 else "")) as act:
        return _add(act, period, words)


@requires(Right.READ)
def words(report: int, lines: Sequence[Line] | None = None) -> Words:
    """What is written in a report; as long as it is open, sections that nobody changed say what the figures (`lines`,
    where they were counted already) say now."""
    row = record(report)
    kept = report_words.unpack(row.text)
    if row.state in _SETTLED:
        return kept
    return report_words.refreshed(kept, report_text.written(report_figures.lines(report) if lines is None else lines))


@requires(Right.READ)
def text(report: int) -> list[tuple[str, str]]:
    """The sections of a report's text: (heading, paragraphs)."""
    return words(report).sections


@requires(Right.READ)
def stale(report: int, lines: Sequence[Line] | None = None) -> list[str]:
    """The headings of sections of an open report that were changed by hand before their figures changed."""
    row = record(report)
    if row.state in _SETTLED:
        return []
    said = report_text.written(report_figures.lines(report) if lines is None else lines)
    return report_words.stale(report_words.unpack(row.text), said)


@requires(Right.ENTER)
def save_words(report: int, written: Words, number: str = "") -> None:
    """Change what is written in a report that is not yet submitted; raises Problem."""
    row = _open(report)
    with writing(f"修改{_label(row)}报告的文字") as act:
        act.change(row, {"text": report_words.pack(_tidy(written)), "number": clean(number)})


@requires(Right.ENTER)
def write_anew(report: int) -> None:
    """Write the text from the figures again, as they are now; raises Problem."""
    row = _open(report)
    fresh = report_words.fresh(report_text.written(figures.table(read_period(row.period))))
    with writing(f"重新生成{_label(row)}报告的文字") as act:
        act.change(row, {"text": report_words.pack(replace(report_words.unpack(row.text), parts=fresh))})


@requires(Right.ENTER)
def hand_in(report: int) -> None:
    """草稿 → 复核: let a second person check it."""
    _go(report, State.CHECKING)


@requires(Right.CHECK)
def issue(report: int) -> None:
    """复核 → 签发: by somebody else than who handed it in; raises Problem."""
    if report_checking.handed_in_by(report) == session.clerk().name:
        raise Problem("送复核的人不能自己签发，没有改动。请换一位有复核身份的人来签发。")
    _go(report, State.ISSUED)


@requires(Right.READ)
def issue_here(report: int, checker: str, password: str) -> None:
    """Let a second person issue it at this desk with the own password; who is logged in stays so. Raises Problem."""
    role = clerks.confirm(checker, password)
    maker, start, recovered = session.clerk(), session.session_start(), session.recovered()
    session.begin(session.folder(), session.Clerk(checker, role), start)
    try:
        issue(report)
    finally:
        session.begin(session.folder(), maker, start, recovered=recovered)


@requires(Right.ENTER)
def take_back(report: int, reason: str) -> None:
    """复核 or 签发 → 草稿, with the reason; raises Invalid or Problem."""
    _go(report, State.DRAFT, _reason(reason))


@requires(Right.ENTER)
def submit(report: int, on: dt.date | None = None, progress: Progress = lambda done, total: None) -> str:
    """签发 → 已报送: every figure is frozen with the ids behind it; returns the fingerprint. Raises Problem, and
    whatever `progress` raises; nothing is submitted then."""
    row = record(report)
    rules.refuse_step(row.state, State.SUBMITTED)
    own, lines = centres.current(), figures.table(read_period(row.period))
    with writing(f"报送{_label(row)}报告") as act:
        act.change(row, {"text": report_words.pack(words(report, lines))})
        fingerprint = report_figures.freeze(act, report, lines, progress)
        told = {"hash": fingerprint, "submitted": (on or dt.date.today()).isoformat(), "issuer": own.issuer or own.name}
        act.change(row, told)
        _move(act, row, State.SUBMITTED)
    return str(row.hash)


@requires(Right.ENTER)
def send_back(report: int, reason: str) -> int:
    """已报送 → 退回修改: the superior sent it back; a new version with the same words is to be had (the one begun
    already, where there is one), and its id is returned. Raises Invalid or Problem."""
    row, told = record(report), _reason(reason)
    rules.refuse_step(row.state, State.RETURNED)
    period = read_period(row.period)
    begun = _begun(period)
    with writing(f"{_label(row)}报告：退回修改") as act:
        _move(act, row, State.RETURNED, told)
        return begun or _add(act, period, report_words.unpack(row.text), row.number)


@requires(Right.READ)
def steps(report: int) -> list[StepRow]:
    """The way a report took, the first step first."""
    query = ReportStep.select().where(ReportStep.report == report, ReportStep.removed_at == "").order_by(ReportStep.id)
    return [StepRow(row.at, row.who, row.was, row.now, row.note) for row in query]


@requires(Right.ENTER)
def remove(report: int) -> None:
    """Move a report that was never submitted to the recycle bin; raises Problem."""
    row = _open(report)
    with writing(f"移出{_label(row)}报告") as act:
        act.change(row, row.when_undone())


def _go(report: int, state: State, note: str = "") -> None:
    row = record(report)
    rules.refuse_step(row.state, state)
    with writing(f"{_label(row)}报告：{state.value}") as act:
        _move(act, row, state, note)


def _move(act: Act, row: Report, state: State, note: str = "") -> None:
    _step(act, row, row.state, state, note)
    act.change(row, {"state": state.value})


def _step(act: Act, row: Report, was: str, now: State, note: str = "") -> None:
    at = dt.datetime.now().isoformat(timespec="seconds")
    act.add(ReportStep(report=row, at=at, who=session.clerk().name, was=was, now=now.value, note=note))


def _open(report: int) -> Report:
    row = record(report)
    if row.state in _SETTLED:
        raise Problem(f"{_label(row)}报告已经报送，不能再改。要更正，请登记退回，再出新的一版。")
    return row


def _label(row: Report) -> str:
    return read_period(row.period).label


def _reason(reason: str) -> str:
    if not clean(reason):
        raise Invalid({"reason": Complaint("missing", "请写明理由。")})
    return clean(reason)


def _begun(period: Period) -> int:
    """The report of a period that is not yet submitted, 0 where there is none."""
    mine = (Report.period == period.code, Report.state.not_in(_SETTLED), Report.removed_at == "")
    last = Report.select().where(*mine).order_by(Report.version.desc(), Report.id.desc()).first()
    return last.id if last else 0


def _next_version(period: Period) -> int:
    """Drafts that were thrown away took no version."""
    frozen = (Report.period == period.code, Report.hash != "")
    return int(Report.select(pw.fn.MAX(Report.version)).where(*frozen).scalar() or 0) + 1


def _add(act: Act, period: Period, written: Words, number: str = "") -> int:
    """Add a report; where a draft of its version was thrown away, that one begins anew."""
    version = _next_version(period)
    told = {"state": State.DRAFT.value, "text": report_words.pack(written), "number": number, "removed_at": ""}
    row = Report.get_or_none(Report.period == period.code, Report.version == version)
    if row:
        act.change(row, told)
    else:
        days = {"start": period.start.isoformat(), "end": period.end.isoformat()}
        row = Report(period=period.code, version=version, **days, **told)
        act.add(row)
    _step(act, row, "", State.DRAFT)
    return int(row.id)


def _tidy(written: Words) -> Words:
    return replace(written, addressee=clean(written.addressee), copies=tuple(filter(None, map(clean, written.copies))))


def _row(row: Report) -> ReportRow:
    period = read_period(row.period)
    return ReportRow(row.id, period, row.version, row.state, row.number, row.submitted, row.hash, row.note)
