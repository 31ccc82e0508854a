"""The parts of a scheme, each in a form of a few fields: a criterion, bands, vetoes, minimum, ties, award."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain import scheme_words as words
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.domain.schemes import (
    COUNTS,
    NUMBER,
    PREFERRED,
    TIES,
    Award,
    Band,
    Criterion,
    Minimum,
    Missing,
    Scheme,
    Source,
)
from app.services import honours
from app.services.merchant_writing import PLEDGED, RETURNS, SAFE
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Field, LongText, Text, YesNo

_TIES = 5
CRITERION = (
    Text("name", "名称", required=True),
    Text("maximum", "满分", required=True),
    Choice("formula", "怎么算", required=True, options=words.sources),
    Text("steps", "分档", hint="从几件起得几分，如 0=15，1=10，3=0"),
    Text("each", "每件加减", hint="如 -2 每件减 2 分，2 每件加 2 分"),
    Text("weights", "三方权重", hint="如 群众评价=40，五方互评=30，组织考评=30"),
    Choice("missing", "没有记录", options=lambda: list(words.MISSING_WORDS.items())),
)
CRITERION_TOLD = "评委打分的只填名称和满分。由记录算的：按件数的填分档或每件加减，按比率的选没有记录时怎么算。"


class PartDialog(EntryDialog):
    """Accepted with `scheme` as it is then, or `criterion` where it asks for one."""

    chapter = "schemes"

    def __init__(
        self, parent: QWidget, title: str, fields: tuple[Field, ...], take: Callable[[dict[str, Any]], object]
    ) -> None:
        super().__init__(parent, title, fields, lambda values: None, take, "确定")
        self.scheme = Scheme()
        self.criterion: Criterion | None = None


def criterion_dialog(parent: QWidget, shown: Criterion, others: Sequence[Criterion]) -> PartDialog:
    """Describes one criterion."""

    def take(values: dict[str, Any]) -> None:
        made.criterion = read_criterion(values, shown, others)

    made = PartDialog(parent, f"评分项：{shown.name or '新的'}", CRITERION, take)
    made.fill(
        {
            "name": shown.name,
            "maximum": str(shown.maximum),
            "formula": shown.formula if shown.computed else "",
            "steps": words.pairs_words(shown.steps),
            "each": str(shown.each) if shown.each else "",
            "weights": words.pairs_words(shown.weights),
            "missing": shown.missing,
        },
        CRITERION_TOLD,
    )
    return made


def read_criterion(values: dict[str, Any], shown: Criterion, others: Sequence[Criterion]) -> Criterion:
    """The criterion that the form describes; raises Invalid by field. What its kind does not use is left out."""
    if not clean(values["name"]):
        raise Invalid({"name": Complaint("no_name", "请给评分项起一个名称。")})
    formula = values["formula"] or ""
    maximum = words.read_number(values["maximum"], "maximum", "满分")
    counted, computed = formula in COUNTS, bool(formula)
    steps = words.read_steps(values["steps"]) if counted and values["steps"] else ()
    each = words.read_number(values["each"], "each", "每件加减") if counted and values["each"] and not steps else 0
    if counted and not steps and not each:
        raise Invalid({"steps": Complaint("no_steps", "请写分档，如 0=15，1=10，3=0；或写每件加减几分。")})
    if any(points > maximum for _, points in steps) or maximum < 1:
        raise Invalid({"maximum": Complaint("bad_number", "满分至少 1 分，也不能小于分档里的得分。")})
    weights = words.read_pairs(values["weights"], "weights", "群众评价=40，五方互评=30，组织考评=30")
    if formula == "sides" and sum(share for _, share in weights) != 100:
        raise Invalid({"weights": Complaint("bad_sum", "三方的权重合计应是 100。")})
    return Criterion(
        shown.key or words.fresh_key("item", others),
        clean(values["name"]),
        maximum,
        Source.COMPUTED.value if computed else Source.ASSESSOR.value,
        formula,
        steps,
        each,
        weights if formula == "sides" else (),
        values["missing"] or Missing.FULL.value,
    )


def bands_dialog(parent: QWidget, scheme: Scheme) -> PartDialog:
    """Grades, the best first, and from how many points each is given."""

    def take(values: dict[str, Any]) -> None:
        pairs = words.read_pairs(values["bands"], "bands", "A=90，B=75，C=60，D=0")
        if not pairs or pairs[-1][1] != 0:
            raise Invalid({"bands": Complaint("bad_bands", "从高到低写，最低一档从 0 分起，如 A=90，B=75，C=0。")})
        made.scheme = replace(scheme, bands=tuple(Band(grade, least) for grade, least in pairs))

    made = PartDialog(parent, "等级", (Text("bands", "等级和分数线", required=True),), take)
    told = "从高到低，等于号后面是多少分起。名单上按次序显示为 A、B、C、D 的颜色。"
    made.fill({"bands": words.pairs_words((band.grade, band.least) for band in scheme.bands)}, told)
    return made


def vetoes_dialog(parent: QWidget, scheme: Scheme) -> PartDialog:
    """What keeps a merchant from being rated whatever its score."""

    def take(values: dict[str, Any]) -> None:
        made.scheme = words.with_vetoes(scheme, values["names"].splitlines(), values["severe"])

    fields = (YesNo("severe", "有在期的严重失信记录"), LongText("names", "评委认定的"))
    made = PartDialog(parent, "一票否决", fields, take)
    names = [veto.name for veto in scheme.vetoes if not veto.formula]
    severe = any(veto.formula for veto in scheme.vetoes)
    told = "严重失信由程序按记录认定；其余每行一条（Alt+Enter 换行），评分时由评委认定并写明事由。"
    made.fill({"severe": severe, "names": "\n".join(names)}, told)
    return made


def minimum_dialog(parent: QWidget, scheme: Scheme) -> PartDialog:
    """What must be known of a merchant before it is graded at all."""
    kinds = {"pledged": PLEDGED, "safe": SAFE, "returns": RETURNS}

    def take(values: dict[str, Any]) -> None:
        months = words.read_number(values["months"] or "0", "months", "月数")
        if months < 0:
            raise Invalid({"months": Complaint("bad_number", "月数不能是负数。")})
        pledges = tuple(kind for name, kind in kinds.items() if values[name])
        made.scheme = replace(scheme, minimum=Minimum(months, pledges, values["party"]))

    fields = (
        Text("months", "开业满几个月"),
        *(YesNo(name, f"签订{kind}") for name, kind in kinds.items()),
        YesNo("party", "是党员商户"),
    )
    made = PartDialog(parent, "最少资料", fields, take)
    now = scheme.minimum
    ticked = {name: kind in now.pledges for name, kind in kinds.items()}
    values = {"months": str(now.months or ""), "party": now.party_member, **ticked}
    made.fill(values, "不满足的商户是“未评级”，不是零分。")
    return made


def ties_dialog(parent: QWidget, scheme: Scheme) -> PartDialog:
    """What orders equals, one after the other."""
    known = [PREFERRED, *(each.key for each in scheme.criteria), "since"]
    options = [("", "（没有了）"), *((key, scheme.tie_name(key)) for key in known)]

    def take(values: dict[str, Any]) -> None:
        wanted = [values[f"tie{n}"] for n in range(_TIES) if values[f"tie{n}"]]
        made.scheme = replace(scheme, ties=tuple(dict.fromkeys(wanted)))

    fields = tuple(Choice(f"tie{n}", f"第 {n + 1} 看", options=lambda: options) for n in range(_TIES))
    made = PartDialog(parent, "同分排序", fields, take)
    now = [key for key in scheme.ties if key != NUMBER]
    told = f"“首选”是公益捐赠，只排同分的先后，不加分。都相同的，{TIES[NUMBER]}。"
    made.fill({f"tie{n}": now[n] if n < len(now) else "" for n in range(_TIES)}, told)
    return made


def award_dialog(parent: QWidget, scheme: Scheme) -> PartDialog:
    """Which honour goes with it, to whom, and to how many at most."""
    titles = [
        ("", "（只评等级，不授牌）"),
        *((kind.title, kind.title) for kind in honours.kinds() if not kind.revolves),
    ]
    grades = [(band.grade, f"{band.grade} 及以上") for band in scheme.bands]

    def take(values: dict[str, Any]) -> None:
        places = words.read_number(values["places"] or "0", "places", "名额")
        if places < 0:
            raise Invalid({"places": Complaint("bad_number", "名额不能是负数，空着是不限。")})
        honour, grade = values["honour"], values["grade"] or scheme.bands[0].grade
        made.scheme = replace(scheme, award=Award(honour, places, grade) if honour else Award())

    fields = (
        Choice("honour", "授予", options=lambda: titles),
        Choice("grade", "最低等级", options=lambda: grades),
        Text("places", "最多几家", hint="空着不限"),
    )
    made = PartDialog(parent, "授牌", fields, take)
    now = scheme.award
    made.fill({"honour": now.honour, "grade": now.grade, "places": str(now.places or "")})
    return made
