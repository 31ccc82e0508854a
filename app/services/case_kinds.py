"""The kinds of case, their stages and deadlines: the centre's own, else those that ship."""

import tomllib
from collections.abc import Sequence
from functools import cache

from app.domain.cases import FINISHED, KNOWN_KINDS, Kind, Phase, Stage
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.paths import RESOURCES
from app.services.session import requires
from app.store.cases import Case, CaseKind
from app.store.named import keep_only
from app.store.writing import Act, writing


@requires(Right.READ)
def kinds() -> list[Kind]:
    """Every kind of case, in order."""
    own = CaseKind.select().where(CaseKind.removed_at == "").order_by(CaseKind.position)
    return [Kind(row.name, row.days, _stages(row.stages)) for row in own] or list(_shipped())


@requires(Right.READ)
def names() -> list[str]:
    """The names of the kinds of case."""
    return [kind.name for kind in kinds()]


@requires(Right.READ)
def kind(name: str) -> Kind:
    """A kind by name, also one that is no longer offered; raises Problem."""
    found = next((each for each in (*kinds(), *_shipped()) if each.name == name), None)
    row = None if found else CaseKind.get_or_none(CaseKind.name == name)
    if row:
        found = Kind(row.name, row.days, _stages(row.stages))
    if not found:
        raise Problem(f"没有“{name}”这种事项。没有改动任何内容，可选：{'、'.join(names())}。")
    return found


@requires(Right.ADMINISTER)
def save(wanted: Sequence[Kind]) -> None:
    """Set which kinds there are, as one act; raises Invalid. A kind in use can be dropped: its cases stay. Open cases
    at a stage that is no more stand at the one in its place."""
    tidy = check(wanted)
    _check_known([each.name for each in tidy])
    with writing("修改事项类别") as act:
        keep_only(act, CaseKind, [{**vars(each), "stages": _lines(each.stages)} for each in tidy])
        for each in tidy:
            _place(act, each)


def _check_known(names: Sequence[str]) -> None:
    """Raise Invalid (name) where a kind is gone that is counted by its name."""
    if gone := [f"“{name}”" for name in KNOWN_KINDS if name not in names]:
        words = "、".join(gone)
        sentence = f"{words}在评级、派单和统计里按名称计数，不能改名或去掉；环节和天数可以改。"
        raise Invalid({"name": Complaint("known", sentence)})


def _place(act: Act, kind: Kind) -> None:
    """Put the open cases of a kind whose stage is no more at the one that stands for the same."""
    gone = Case.stage.not_in([stage.name for stage in kind.stages])
    for row in Case.select().where(Case.kind == kind.name, Case.closed == "", Case.removed_at == "", gone):
        stage = kind.first(*FINISHED) if row.done else kind.first(Phase(row.phase))
        act.change(row, {"stage": stage.name, "phase": stage.phase.value})


@requires(Right.READ)
def in_use(name: str) -> int:
    """How many cases are of a kind."""
    return Case.select().where(Case.kind == name, Case.removed_at == "").count()


def _tidy(each: Kind) -> Kind:
    stages = tuple(Stage("".join(clean(stage.name).split()), stage.phase) for stage in each.stages)
    return Kind(clean(each.name), each.days, tuple(stage for stage in stages if stage.name))


@requires(Right.READ)
def check(wanted: Sequence[Kind]) -> list[Kind]:
    """The kinds normalised; raises Invalid (fields name, days, stages)."""
    wanted = [_tidy(each) for each in wanted]
    complaints: dict[str, str] = {}
    found = [each.name for each in wanted]
    if not found or not all(found) or len(set(found)) < len(found):
        complaints["name"] = Complaint("bad_name", "类别名称不能空着，也不能重复。")
    for each in wanted:
        stages = [stage.name for stage in each.stages]
        if len(stages) < 2 or len(set(stages)) < len(stages):
            complaints["stages"] = Complaint("bad_stages", f"“{each.name}”至少要有两个环节，名称不能重复。")
        elif not any(stage.phase in (Phase.DONE, Phase.RATED) for stage in each.stages):
            complaints["stages"] = Complaint("no_end", f"“{each.name}”没有表示办结的环节，请指定一个。")
        if not 0 < each.days <= 3660:
            complaints["days"] = Complaint("bad_days", f"“{each.name}”的办理天数请填 1 到 3660。")
    if complaints:
        raise Invalid(complaints)
    return wanted


def _lines(stages: Sequence[Stage]) -> str:
    return "\n".join(f"{stage.name} {stage.phase.value}" for stage in stages)


def _stages(lines: str) -> tuple[Stage, ...]:
    return tuple(Stage(name, Phase(phase)) for name, phase in (line.rsplit(" ", 1) for line in lines.splitlines()))


@cache
def _shipped() -> tuple[Kind, ...]:
    rows = tomllib.loads((RESOURCES / "cases.toml").read_text("utf-8"))["kind"]
    return tuple(
        Kind(row["name"], row["days"], tuple(Stage(name, Phase(phase)) for name, phase in row["stages"]))
        for row in rows
    )
