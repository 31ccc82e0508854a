"""What a clerk types into the editor of a scheme, read and shown: 0=15，1=10 and the like."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from unicodedata import normalize

from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.domain.schemes import (
    COUNTS,
    FORMULAS,
    PREFERRED,
    SHARES,
    TIES,
    VETOES,
    Award,
    Band,
    Criterion,
    Minimum,
    Missing,
    Scheme,
    Veto,
)

BY_ASSESSOR = "评委打分"
MISSING_WORDS = {
    Missing.FULL.value: "没有记录得满分",
    Missing.ZERO.value: "没有记录得零分",
    Missing.SKIP.value: "没有记录不计入，其余折算",
}
_PAIR = re.compile(r"([^=:]+?)\s*[=:]\s*(\d{1,4})分?")


def read_pairs(text: str, field: str, like: str) -> tuple[tuple[str, int], ...]:
    """The pairs of "A=90，B=75"; raises Invalid on the field, which shows what they look like."""
    parts = [part for part in re.split(r"[,;、\n]", normalize("NFKC", text)) if clean(part)]
    found = [_PAIR.fullmatch(clean(part)) for part in parts]
    if not all(found):
        raise Invalid({field: Complaint("bad_pairs", f"请写成“{like}”，一对一对用逗号隔开。")})
    return tuple((clean(each[1]), int(each[2])) for each in found if each)


def pairs_words(pairs: Iterable[tuple[object, int]]) -> str:
    """A=90，B=75."""
    return "，".join(f"{name}={value}" for name, value in pairs)


def read_steps(text: str) -> tuple[tuple[int, int], ...]:
    """From how many, points: "0=15，1=10"; raises Invalid (field steps)."""
    pairs = read_pairs(text, "steps", like := "0=15，1=10，3=0")
    if not all(name.isdecimal() for name, _ in pairs):
        raise Invalid({"steps": Complaint("bad_pairs", f"请写成“{like}”：从几件起，得几分。")})
    return tuple((int(name), points) for name, points in pairs)


def read_number(text: str, field: str, what: str) -> int:
    """A whole number, which may be negative; raises Invalid on the field."""
    written = normalize("NFKC", clean(str(text))).replace("−", "-")
    if not re.fullmatch(r"-?\d{1,4}", written):
        raise Invalid({field: Complaint("bad_number", f"{what}请填整数。")})
    return int(written)


def how(criterion: Criterion) -> str:
    """By what a criterion is scored: 评委打分; 属实的投诉：0=15，1=10; 检查合格率（没有记录得满分）."""
    if not criterion.computed:
        return BY_ASSESSOR
    name = FORMULAS.get(criterion.formula, criterion.formula)
    if criterion.formula in COUNTS:
        each = f"每件{'加' if criterion.each > 0 else '减'} {abs(criterion.each)} 分" if criterion.each else ""
        return f"{name}：{pairs_words(criterion.steps) or each}"
    weights = f"：{pairs_words(criterion.weights)}" if criterion.weights else ""
    return f"{name}{weights}（{MISSING_WORDS.get(criterion.missing, '')}）"


def sum_words(scheme: Scheme) -> str:
    """合计 100 分，与总分一致; or by how much it does not."""
    summed = sum(each.maximum for each in scheme.criteria)
    if summed == scheme.total:
        return f"各项满分合计 {summed} 分，与总分一致。"
    more = "多" if summed > scheme.total else "少"
    return (
        f"各项满分合计 {summed} 分，比总分 {scheme.total} 分{more} {abs(summed - scheme.total)} 分，改到相等才能保存。"
    )


def vetoes_words(vetoes: Sequence[Veto]) -> str:
    """The names of the vetoes."""
    return "、".join(each.name for each in vetoes) or "没有"


def bands_words(bands: Sequence[Band]) -> str:
    """A 90 分起，B 75 分起."""
    return "，".join(f"{band.grade} {band.least} 分起" for band in bands) or "没有"


def minimum_words(minimum: Minimum) -> str:
    """What must be known of a merchant before it is graded."""
    parts = [f"开业满 {minimum.months} 个月"] if minimum.months else []
    parts += [f"签订{kind}" for kind in minimum.pledges]
    parts += ["是党员商户"] if minimum.party_member else []
    return "，".join(parts) + "；不满足的“未评级”" if parts else "没有要求"


def ties_words(scheme: Scheme) -> str:
    """首选 → 开业早 → 编号在前."""
    names = [*(scheme.tie_name(key) for key in scheme.ties), TIES["number"]]
    gifts = "（公益捐赠只在这里起作用，不加分）" if PREFERRED in scheme.ties else ""
    return " → ".join(dict.fromkeys(names)) + gifts


def award_words(award: Award) -> str:
    """诚信商户，A 及以上，最多 34 家."""
    if not award.honour:
        return "只评等级，不授牌"
    most = f"，最多 {award.places} 家" if award.places else ""
    return f"“{award.honour}”，{award.grade} 及以上{most}"


def with_vetoes(scheme: Scheme, names: Iterable[str], severe: bool) -> Scheme:
    """The scheme with these vetoes by hand, and the one that the records cast; known names keep their keys."""
    known = {each.name: each for each in scheme.vetoes if not each.formula}
    own = [each for each in scheme.vetoes if each.formula] or [Veto("severe", f"有{VETOES['severe']}", "severe")]
    by_hand = [known.get(name) or Veto(fresh_key("veto", scheme.vetoes, place), name) for place, name in _told(names)]
    return replace(scheme, vetoes=(*(own if severe else []), *by_hand))


def fresh_key(stem: str, taken: Sequence[Veto | Criterion], place: int = 0) -> str:
    """A key that none of these has."""
    keys = {each.key for each in taken}
    number = len(keys) + 1 + place
    while f"{stem}{number}" in keys:
        number += 1
    return f"{stem}{number}"


def sources() -> list[tuple[str, str]]:
    """By what a criterion can be scored: formula ("" for an assessor) and words."""
    counted = [(key, f"由记录算：{name}") for key, name in {**COUNTS, **SHARES}.items()]
    return [("", BY_ASSESSOR), *counted]


def _told(names: Iterable[str]) -> list[tuple[int, str]]:
    return list(enumerate(dict.fromkeys(filter(None, map(clean, names)))))
