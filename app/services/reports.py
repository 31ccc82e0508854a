"""Reports: begun, checked by a second person, issued, submitted with their figures frozen, sent back, issued anew."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

import peewee as pw

from app.domain import reports as rules
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.periods import Period
from app.domain.periods import read as read_period
from app.domain.reports import State
from app.domain.roles import Right
from app.services import centres, clerks, figures, report_figures, report_text, session
from app.services.report_figures import record
from app.services.session import requires
from app.store.reports import Report, ReportStep
from app.store.writing import Act, writing


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
    """Begin a report of a period, or go on with the one that is not yet submitted; after one was submitted a new
    version begins. Returns its id."""
    mine = (Report.period == period.code, Report.removed_at == "")
    last = Report.select().where(*mine).order_by(Report.version.desc()).first()
    if last and last.state not in (State.SUBMITTED, State.RETURNED):
        return int(last.id)
    version = (Report.select(pw.fn.MAX(Report.version)).where(Report.period == period.code).scalar() or 0) + 1
    with writing(f"起草{period.label}报告" + (f"（第 {version} 版）" if version > 1 else "")) as act:
        row = Report(
            period=period.code,
            start=period.start.isoformat(),
            end=period.end.isoformat(),
            version=version,
            state=State.DRAFT.value,
            text=_packed(report_text.written(figures.table(period))),
        )
        act.add(row)
        _step(act, row, "", State.DRAFT)
    return int(row.id)


@requires(Right.READ)
def text(report: int) -> list[tuple[str, str]]:
    """The sections of a report's text: (heading, paragraphs)."""
    return [(heading, words) for heading, words in json.loads(record(report).text)]


@requires(Right.ENTER)
def save_text(report: int, sections: Sequence[tuple[str, str]], number: str = "") -> None:
    """Change the text of a report that is not yet submitted; raises Problem."""
    row = _open(report)
    with writing(f"修改{_label(row)}报告的文字") as act:
        act.change(row, {"text": _packed(sections), "number": clean(number)})


@requires(Right.ENTER)
def write_anew(report: int) -> None:
    """Write the text from the figures again, as they are now; raises Problem."""
    row = _open(report)
    sections = report_text.written(figures.table(read_period(row.period)))
    with writing(f"重新生成{_label(row)}报告的文字") as act:
        act.change(row, {"text": _packed(sections)})


@requires(Right.ENTER)
def hand_in(report: int) -> None:
    """草稿 → 复核: let a second person check it."""
    _go(report, State.CHECKING)


@requires(Right.CHECK)
def issue(report: int) -> None:
    """复核 → 签发: by somebody else than who handed it in; raises Problem."""
    last = ReportStep.select().where(ReportStep.report == report).order_by(ReportStep.id.desc()).first()
    if last.who == session.clerk().name:
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
def submit(report: int, on: dt.date | None = None) -> str:
    """签发 → 已报送: every figure is frozen with the ids behind it; returns the fingerprint. Raises Problem."""
    row = record(report)
    rules.refuse_step(row.state, State.SUBMITTED)
    own = centres.current()
    with writing(f"报送{_label(row)}报告") as act:
        fingerprint = report_figures.freeze(act, report)
        told = {"hash": fingerprint, "submitted": (on or dt.date.today()).isoformat(), "issuer": own.issuer or own.name}
        act.change(row, told)
        _move(act, row, State.SUBMITTED)
    return str(row.hash)


@requires(Right.ENTER)
def send_back(report: int, reason: str) -> int:
    """已报送 → 退回修改: the superior sent it back; a new version begins with the same text, and its id is returned."""
    row = record(report)
    sections = text(report)
    _go(report, State.RETURNED, _reason(reason))
    anew = begin(read_period(row.period))
    save_text(anew, sections, row.number)
    return anew


@requires(Right.READ)
def steps(report: int) -> list[StepRow]:
    """The way a report took, the first step first."""
    query = ReportStep.select().where(ReportStep.report == report).order_by(ReportStep.id)
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
    if row.state in (State.SUBMITTED, State.RETURNED):
        raise Problem(f"{_label(row)}报告已经报送，不能再改。要更正，请登记退回，再出新的一版。")
    return row


def _label(row: Report) -> str:
    return read_period(row.period).label


def _reason(reason: str) -> str:
    if not clean(reason):
        raise Invalid({"reason": Complaint("missing", "请写明理由。")})
    return clean(reason)


def _packed(sections: Sequence[tuple[str, str]]) -> str:
    return json.dumps([list(section) for section in sections], ensure_ascii=False)


def _row(row: Report) -> ReportRow:
    period = read_period(row.period)
    return ReportRow(row.id, period, row.version, row.state, row.number, row.submitted, row.hash, row.note)
