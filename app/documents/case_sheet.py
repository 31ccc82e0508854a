"""一事一档: the file of one case, A4 upright, from how it came in to how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One step: when, at which stage, by whom, and what was done."""

    at: str
    stage: str
    who: str
    text: str


@dataclass(frozen=True)
class Side:
    """What one of the three sides thought of it: 群众评价 满意, with a remark."""

    label: str
    verdict: str
    remark: str = ""


@dataclass(frozen=True)
class CaseSheet:
    """One case in words; `facts` are pairs of label and value, `mark` says who printed it and when."""

    number: str
    kind: str
    title: str
    facts: Sequence[tuple[str, str]]
    demand: str = ""
    steps: Sequence[Step] = ()
    ratings: Sequence[Side] = ()
    result: str = ""
    signatures: Sequence[str] = ("经办人", "当事人", "负责人")
    mark: str = ""
    sample: bool = False
