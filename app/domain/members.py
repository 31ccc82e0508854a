"""What makes a person's record acceptable, and the stages on the way into the Party."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from unicodedata import normalize

from app.domain.calendar import add_months
from app.domain.drafts import checked_day, too_long
from app.domain.errors import Complaint, Invalid
from app.domain.identifiers import is_absent, phone_doubt
from app.domain.names import clean, personal_name
from app.domain.residents import SEXES, contradiction, education, ethnic_group, read_id, sex


class Stage(StrEnum):
    """How far a person has come; the value is what is stored and what people see. Whoever has none is no applicant."""

    APPLICANT = "入党申请人"
    ACTIVIST = "入党积极分子"
    CANDIDATE = "发展对象"
    PROBATIONARY = "预备党员"
    FULL = "正式党员"


MEMBERS = (Stage.PROBATIONARY, Stage.FULL)
OCCUPATIONS = ("快递员", "外卖员", "网约车司机", "货车司机", "网络主播", "家政服务员", "个体经营者", "企业职工", "其他")
"""Occupation groups counted apart (新就业群体 first)."""
NEW_OCCUPATIONS = OCCUPATIONS[:6]
"""新就业群体."""
FLOATING, BOTH = "流动党员", "双报到"
"""What a member checks in as at a place that is not his branch's."""


@dataclass(frozen=True)
class Draft:
    """A person as typed into the form or read from a spreadsheet; `organization` names a branch, `grid` a grid."""

    name: str = ""
    number: str = ""
    former_name: str = ""
    mnemonic: str = ""
    sex: str = ""
    ethnic: str = ""
    birth: str = ""
    id_number: str = ""
    phone: str = ""
    education: str = ""
    degree: str = ""
    native_place: str = ""
    employer: str = ""
    merchant: int = 0
    post: str = ""
    address: str = ""
    occupation: str = ""
    stage: str = ""
    organization: str = ""
    grid: str = ""
    joined: str = ""
    full_since: str = ""
    party_worker: bool = False
    volunteer: bool = False
    delegate: bool = False
    in_need: bool = False
    note: str = ""


_LENGTHS = {"name": 40, "former_name": 40, "employer": 80, "address": 120, "note": 500}
_DAYS = ("birth", "joined", "full_since")
_NAME = re.compile(r"[^:：]*[^\W\d_][^:：]*")
_GROUPING = re.compile(r"(?<=\d)\s+(?=\d)")
_STAGE_WRITTEN_OTHERWISE: dict[str, str] = {
    "申请人": Stage.APPLICANT,
    "积极分子": Stage.ACTIVIST,
    **dict.fromkeys(("预备", "中共预备党员"), Stage.PROBATIONARY),
    **dict.fromkeys(("正式", "中共党员", "中共正式党员"), Stage.FULL),
    **dict.fromkeys(("群众", "共青团员", "团员"), ""),
}
"""What sheets say in a column that tells members apart."""


def check(draft: Draft, today: date) -> Draft:
    """The draft normalised, birth and sex filled from the identity number; raises Invalid naming all that is wrong."""
    complaints: dict[str, str] = {}
    tidy: dict[str, Any] = {name: clean(value) for name, value in vars(draft).items() if isinstance(value, str)}
    tidy |= {field: checked_day(tidy[field], field, complaints) for field in _DAYS}
    tidy |= {"ethnic": ethnic_group(tidy["ethnic"]), "education": education(tidy["education"]), "sex": sex(tidy["sex"])}
    tidy |= {field: personal_name(tidy[field]) for field in ("name", "former_name")}
    tidy |= {"phone": phone_written(tidy["phone"]), "stage": _STAGE_WRITTEN_OTHERWISE.get(tidy["stage"], tidy["stage"])}
    draft = _identified(replace(draft, **tidy), today, complaints)
    if not draft.name:
        complaints["name"] = Complaint("no_name", "姓名是空的，请填写姓名。")
    elif not _NAME.fullmatch(draft.name):
        complaints["name"] = Complaint("bad_name", f"“{draft.name[:20]}”不像姓名，请核对后改正。")
    if draft.sex and draft.sex not in SEXES:
        complaints["sex"] = Complaint("bad_sex", f"“{draft.sex}”不是性别，请填男或女。")
    if draft.stage and draft.stage not in set(Stage):
        complaints["stage"] = Complaint("bad_stage", f"没有“{draft.stage}”这个阶段，请填{'、'.join(Stage)}。")
    complaints |= _order_complaints(draft) | _future_complaints(draft, today)
    complaints |= too_long(draft, _LENGTHS)
    if complaints:
        raise Invalid(complaints)
    return draft


def doubts(draft: Draft) -> dict[str, str]:
    """Sentences about fields that are kept but look wrong."""
    return {"phone": doubt} if draft.phone and (doubt := phone_doubt(draft.phone)) else {}


def phone_written(text: str) -> str:
    """Half width, and without the spaces people group digits by."""
    return _GROUPING.sub("", normalize("NFKC", text)) if text else ""


def stage_of(joined: str, full_since: str, today: date, probation: int) -> Stage | None:
    """The stage that the days a sheet gives speak for: full since a day, or once `probation` months have passed since
    joining (ISO day or month); None where nothing is known of joining."""
    if full_since or not joined:
        return Stage.FULL if full_since else None
    began = date.fromisoformat(joined if len(joined) == 10 else f"{joined}-01")
    return Stage.FULL if add_months(began, probation) <= today else Stage.PROBATIONARY


def party_age(full_since: str, today: date) -> int | None:
    """Whole years since 转正; None where the day is not known."""
    if not full_since:
        return None
    began = date.fromisoformat(full_since if len(full_since) == 10 else f"{full_since}-01")
    return today.year - began.year - int((today.month, today.day) < (began.month, began.day))


def _identified(draft: Draft, today: date, complaints: dict[str, str]) -> Draft:
    if is_absent(draft.id_number):
        return replace(draft, id_number="")
    try:
        resident = read_id(draft.id_number, today)
    except Invalid as wrong:
        complaints.update(wrong.complaints)
        return draft
    complaints.update(contradiction(resident, draft.sex, draft.birth))
    return replace(draft, id_number=resident.number, birth=resident.birth, sex=draft.sex or resident.sex)


def _order_complaints(draft: Draft) -> dict[str, str]:
    """Days that cannot follow one another: joining before birth, full membership before joining."""
    found: dict[str, str] = {}
    if draft.birth and draft.joined and draft.joined[:7] <= draft.birth[:7]:
        found["joined"] = Complaint("bad_date", "入党时间早于出生年月，请核对后改正。")
    if draft.joined and draft.full_since and draft.full_since < draft.joined[: len(draft.full_since)]:
        found["full_since"] = Complaint("bad_date", "转正时间早于入党时间，请核对后改正。")
    return found


def _future_complaints(draft: Draft, today: date) -> dict[str, str]:
    """Days that have not come yet."""
    late = [field for field in _DAYS if getattr(draft, field) > today.isoformat()]
    return {field: Complaint("bad_date", "日期还没有到，请核对后改正。") for field in late}
