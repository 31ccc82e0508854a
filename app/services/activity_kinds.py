"""Which kinds of activity there are, and the catalogue of services (12+N): the centre's own rows, else the shipped."""

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

from app.domain.activities import Kind, Service, Shape
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.domain.roles import Right
from app.paths import RESOURCES
from app.services.session import anyone, requires
from app.store.activities import ActivityKind, ServiceKind
from app.store.named import keep_only
from app.store.writing import writing

DIGITS = range(1, 10)


@requires(Right.READ)
def kinds() -> list[Kind]:
    """The kinds of activity in use, in their order."""
    own = ActivityKind.select(ActivityKind.name, ActivityKind.shape, ActivityKind.unit)
    found = own.where(ActivityKind.removed_at == "").order_by(ActivityKind.position)
    return [Kind(*row) for row in found.tuples()] or [Kind(**each) for each in _shipped()["kind"]]


@requires(Right.READ)
def known() -> list[Kind]:
    """Every kind there is or was: an activity keeps the kind it was written down under."""
    own = [Kind(*row) for row in ActivityKind.select(ActivityKind.name, ActivityKind.shape, ActivityKind.unit).tuples()]
    listed = [*kinds(), *own, *(Kind(**each) for each in _shipped()["kind"])]
    return list({kind.name: kind for kind in reversed(listed)}.values())[::-1]


@requires(Right.READ)
def services() -> list[Service]:
    """The catalogue: the fixed ones first."""
    own = ServiceKind.select(ServiceKind.name, ServiceKind.fixed, ServiceKind.digit)
    found = own.where(ServiceKind.removed_at == "").order_by(ServiceKind.position)
    listed = [Service(*row) for row in found.tuples()] or [Service(**each) for each in _shipped()["service"]]
    return sorted(listed, key=lambda service: not service.fixed)


@requires(Right.READ)
def by_digit() -> dict[int, str]:
    """The services the tally counts, by the key that counts one visitor."""
    return {service.digit: service.name for service in sorted(services(), key=lambda one: one.digit) if service.digit}


@anyone
def courses() -> list[str]:
    """The categories a course falls under."""
    return list(_shipped()["courses"]["names"])


@requires(Right.ADMINISTER)
def save(wanted: Sequence[Kind], catalogue: Sequence[Service]) -> None:
    """Keep these kinds and services and no others, as one act; what was written down stays. Raises Invalid (kinds or
    services)."""
    kinds_ = [Kind(clean(each.name), each.shape, clean(each.unit)) for each in wanted if clean(each.name)]
    listed = [Service(clean(each.name), each.fixed, each.digit) for each in catalogue if clean(each.name)]
    said = {"kinds": _wrong_kinds(kinds_), "services": _wrong_services(listed)}
    complaints: dict[str, str] = {field: Complaint("bad_kinds", words) for field, words in said.items() if words}
    if complaints:
        raise Invalid(complaints)
    with writing("修改活动类别和服务目录") as act:
        keep_only(act, ActivityKind, [vars(each) for each in kinds_])
        keep_only(act, ServiceKind, [vars(each) for each in listed])


def _wrong_kinds(wanted: Sequence[Kind]) -> str:
    if odd := [each.name for each in wanted if each.shape not in set(Shape)]:
        return f"“{odd[0]}”的登记方式请写{'、'.join(filter(None, Shape))}，或者不写。"
    return _wrong_names([each.name for each in wanted], "活动类别")


def _wrong_services(wanted: Sequence[Service]) -> str:
    keys = [each.digit for each in wanted if each.digit]
    if any(key not in DIGITS for key in keys):
        return "来访登记的按键只能是 1 到 9。"
    if len(set(keys)) < len(keys):
        return "有两项服务用了同一个按键，请改成不同的数字。"
    return _wrong_names([each.name for each in wanted], "服务")


def _wrong_names(names: Sequence[str], what: str) -> str:
    if not names:
        return f"至少要留一种{what}。"
    twice = next((name for name in names if names.count(name) > 1), "")
    return f"{what}“{twice}”写了两次，请删掉一个。" if twice else ""


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "activities.toml").read_text("utf-8"))
