"""评选办法: what merchants are rated by, as data, and what makes a scheme one that can be used."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.paths import RESOURCES

PREFERRED, SINCE, NUMBER = "preferred", "since", "number"
BADGES = ("A", "B", "C", "D")
UNGRADED_BADGE, REFUSED_BADGE = "未评", "不予"
ABOUT = 100
"""Points are stored in hundredths of a point."""


class Source(StrEnum):
    """Where the points of a criterion come from, as stored."""

    ASSESSOR = "assessor"
    COMPUTED = "computed"


class Missing(StrEnum):
    """What a share gives where there is nothing to divide by: all, nothing, or the criterion is left out and the
    others make up the total."""

    FULL = "full"
    ZERO = "zero"
    SKIP = "skip"


COUNTS = {
    "complaints": "属实的投诉",
    "reports": "属实的举报",
    "complaints_and_reports": "属实的投诉和举报",
    "penalties": "在期的失信扣分",
    "praise": "在期的表扬加分",
    "pledges": "在用的承诺",
    "participation": "参加会议和活动",
    "duties": "认领的责任岗",
}
"""Formulas that count, with what they count; `steps` or `each` turn the number into points."""
SHARES = {"inspections": "检查合格率", "on_time": "按时答复率", "sides": "三维评价"}
"""Formulas that yield a share of the maximum."""
FORMULAS = {**COUNTS, **SHARES}
VETOES = {"severe": "在期的严重失信记录"}
"""Vetoes that the records themselves cast; every other one is cast by hand."""
TIES = {PREFERRED: "首选", SINCE: "开业早", NUMBER: "编号在前"}


@dataclass(frozen=True)
class Criterion:
    """`maximum` in whole points. `steps` are (from how many, points), `each` points for every one counted, negative
    where they are taken off the maximum; `weights` of the three sides in percent."""

    key: str
    name: str
    maximum: int
    source: str = Source.ASSESSOR.value
    formula: str = ""
    steps: tuple[tuple[int, int], ...] = ()
    each: int = 0
    weights: tuple[tuple[str, int], ...] = ()
    missing: str = Missing.FULL.value

    @property
    def computed(self) -> bool:
        """Whether the points come from rows."""
        return self.source == Source.COMPUTED


@dataclass(frozen=True)
class Veto:
    """一票否决; without a formula an assessor casts it."""

    key: str
    name: str
    formula: str = ""


@dataclass(frozen=True)
class Band:
    """A grade and the points from which it is given."""

    grade: str
    least: int


@dataclass(frozen=True)
class Minimum:
    """What must be known of a merchant before it is graded at all."""

    months: int = 0
    pledges: tuple[str, ...] = ()
    party_member: bool = False


@dataclass(frozen=True)
class Award:
    """The honour given (its title, "" for none), to how many at most (0 for all), down to which grade."""

    honour: str = ""
    places: int = 0
    grade: str = ""


@dataclass(frozen=True)
class Scheme:
    """A whole 评选办法; `bands` from the best, `ties` what orders equals, one after the other."""

    key: str = ""
    title: str = ""
    effective_from: str = ""
    total: int = 100
    criteria: tuple[Criterion, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    bands: tuple[Band, ...] = ()
    minimum: Minimum = Minimum()
    ties: tuple[str, ...] = (PREFERRED, SINCE)
    months_valid: int = 12
    award: Award = Award()

    def criterion(self, key: str) -> Criterion | None:
        """The criterion of this key."""
        return next((each for each in self.criteria if each.key == key), None)

    @property
    def by_hand(self) -> tuple[Criterion, ...]:
        """The criteria an assessor scores."""
        return tuple(each for each in self.criteria if not each.computed)

    def band(self, points: int) -> int:
        """The place of the band (0 the best) that so many hundredths of a point reach."""
        return next(place for place, band in enumerate(self.bands) if points >= band.least * ABOUT)

    def tie_name(self, key: str) -> str:
        """What a rule that orders equals is called."""
        found = self.criterion(key)
        return TIES.get(key) or (f"{found.name}得分高" if found else key)


def badge(band: int) -> str:
    """How lists show the grade of a band, whatever the scheme calls it: by rank A, B, C, D."""
    return BADGES[min(band, len(BADGES) - 1)]


@cache
def shipped() -> tuple[Scheme, ...]:
    """The schemes in resources/schemes, in the order of their file names."""
    files = sorted((RESOURCES / "schemes").glob("*.toml"))
    return tuple(from_dict(tomllib.loads(file.read_text("utf-8"))) for file in files)


def from_json(text: str) -> Scheme:
    """The scheme that a stored text describes."""
    return from_dict(json.loads(text))


def as_json(scheme: Scheme) -> str:
    """A scheme as it is stored."""
    return json.dumps(asdict(scheme), ensure_ascii=False)


def from_dict(values: Mapping[str, Any]) -> Scheme:
    """The scheme that plain values describe, as they stand in a file."""
    simple = {name: values[name] for name in ("key", "title", "total", "months_valid") if name in values}
    start = values.get("effective_from", "")
    return Scheme(
        **simple,
        effective_from=start.isoformat() if isinstance(start, date) else start,
        criteria=tuple(_criterion(each) for each in values.get("criteria", ())),
        vetoes=tuple(Veto(**each) for each in values.get("vetoes", ())),
        bands=tuple(Band(**each) for each in values.get("bands", ())),
        minimum=_minimum(values.get("minimum", {})),
        ties=tuple(values.get("ties", (PREFERRED, SINCE))),
        award=Award(**values.get("award", {})),
    )


def check(scheme: Scheme) -> Scheme:
    """The scheme tidied; raises Invalid naming what cannot be used: weights that do not sum, bands out of order …"""
    scheme = replace(scheme, title=clean(scheme.title))
    complaints: dict[str, str] = {
        **_check_head(scheme),
        **_check_criteria(scheme),
        **_check_bands(scheme),
        **_check_rest(scheme),
    }
    if complaints:
        raise Invalid(complaints)
    return scheme


def _criterion(values: Mapping[str, Any]) -> Criterion:
    weights = values.get("weights", ())
    pairs = weights.items() if isinstance(weights, Mapping) else weights
    steps = tuple((int(least), int(points)) for least, points in values.get("steps", ()))
    return Criterion(**{**values, "steps": steps, "weights": tuple((side, int(share)) for side, share in pairs)})


def _minimum(values: Mapping[str, Any]) -> Minimum:
    return Minimum(**{**values, "pledges": tuple(values.get("pledges", ()))})


def _check_head(scheme: Scheme) -> dict[str, str]:
    complaints: dict[str, str] = {}
    if not scheme.title:
        complaints["title"] = Complaint("no_title", "请给评选办法起一个名称。")
    try:
        date.fromisoformat(scheme.effective_from)
    except ValueError:
        complaints["effective_from"] = Complaint("bad_date", "请填写施行日期，如 2026年1月1日。")
    if scheme.months_valid < 1:
        complaints["months_valid"] = Complaint("bad_number", "等级的有效期至少是 1 个月。")
    return complaints


def _check_criteria(scheme: Scheme) -> dict[str, str]:
    if not scheme.criteria:
        return {"criteria": Complaint("no_criteria", "还没有评分项，请至少添加一项。")}
    keys = [each.key for each in scheme.criteria]
    if len(set(keys)) < len(keys) or "" in keys:
        return {"criteria": Complaint("same_key", "有两个评分项用了同一个代号，或没有代号，请改成各不相同。")}
    wrong = next(filter(None, map(_wrong, scheme.criteria)), "")
    if wrong:
        return {"criteria": Complaint("bad_criterion", wrong)}
    summed = sum(each.maximum for each in scheme.criteria)
    if summed != scheme.total:
        sentence = f"各项满分合计 {summed} 分，总分是 {scheme.total} 分，两者不一致，请改到相等。"
        return {"total": Complaint("bad_sum", sentence)}
    return {}


def _wrong(criterion: Criterion) -> str:
    """What is wrong with one criterion; "" where nothing is."""
    name = f"评分项“{criterion.name or criterion.key}”"
    if not clean(criterion.name) or criterion.maximum < 1:
        return f"{name}要有名称，满分至少 1 分。"
    if not criterion.computed:
        return ""
    if criterion.formula not in FORMULAS:
        return f"{name}没有选择按什么计算，可选：{'、'.join(FORMULAS.values())}。"
    if criterion.formula in COUNTS and not criterion.steps and not criterion.each:
        return f"{name}还没有写每件加减几分，或几件得几分。"
    if any(not 0 <= points <= criterion.maximum for _, points in criterion.steps):
        return f"{name}各档得分要在 0 到 {criterion.maximum} 分之间。"
    if criterion.steps and [least for least, _ in criterion.steps] != sorted({0, *(n for n, _ in criterion.steps)}):
        return f"{name}的各档要从 0 件开始，由少到多，不能重复。"
    if criterion.formula == "sides" and sum(share for _, share in criterion.weights) != ABOUT:
        return f"{name}三方的权重合计应是 100%。"
    return "" if criterion.missing in set(Missing) else f"{name}没有数据时怎么算，请选择得满分、得零分或不计入。"


def _check_bands(scheme: Scheme) -> dict[str, str]:
    leasts, grades = [band.least for band in scheme.bands], [band.grade for band in scheme.bands]
    if not scheme.bands or leasts[-1] != 0 or leasts != sorted(set(leasts), reverse=True) or leasts[0] > scheme.total:
        return {
            "bands": Complaint("bad_bands", f"等级的分数线要从高到低，最低一档从 0 分起，不超过 {scheme.total} 分。")
        }
    if len(set(grades)) < len(grades) or "" in grades:
        return {"bands": Complaint("same_grade", "每个等级要有名称，名称不能重复。")}
    if scheme.award.honour and scheme.award.grade not in grades:
        return {"award": Complaint("bad_grade", f"授牌的最低等级请选：{'、'.join(grades)}。")}
    return {}


def _check_rest(scheme: Scheme) -> dict[str, str]:
    complaints: dict[str, str] = {}
    unknown = [key for key in scheme.ties if key not in TIES and scheme.criterion(key) is None]
    if unknown or len(set(scheme.ties)) < len(scheme.ties):
        complaints["ties"] = Complaint("bad_ties", "同分时的排序依据里有认不出或重复的，请从评分项、首选、开业早里选。")
    veto_keys = [veto.key for veto in scheme.vetoes]
    bad = len(set(veto_keys)) < len(veto_keys) or any(v.formula and v.formula not in VETOES for v in scheme.vetoes)
    if bad or not all(veto.key and clean(veto.name) for veto in scheme.vetoes):
        complaints["vetoes"] = Complaint("bad_veto", "每条一票否决要有名称，不能重复。")
    if scheme.award.places < 0 or scheme.minimum.months < 0:
        complaints["award"] = Complaint("bad_number", "名额和最少经营月数不能是负数。")
    return complaints
