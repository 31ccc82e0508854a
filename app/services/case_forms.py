"""What the form of a case asks for, made into a draft; and the lists it offers to choose from."""

from collections.abc import Mapping
from typing import Any

from app.domain.cases import Draft
from app.domain.errors import Complaint, Invalid
from app.domain.names import fold
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import case_kinds, cases, merchants, organizations, trees
from app.services.cases import CaseRow
from app.services.session import requires

MOST = 8
"""Merchants offered for the letters typed so far."""


@requires(Right.READ)
def check(values: Mapping[str, Any]) -> Draft:
    """The draft that a form's values make; raises Invalid naming every field at fault."""
    complaints = _misread(values)
    try:
        draft = cases.check(_understood(values))
    except Invalid as wrong:
        raise Invalid({**wrong.complaints, **complaints}) from None
    if complaints:
        raise Invalid(complaints)
    return draft


@requires(Right.ENTER)
def save(values: Mapping[str, Any], case: int | None) -> int:
    """Take a case in, or change one, and return the id; what the form does not ask for stays. Raises Invalid."""
    if complaints := _misread(values):
        raise Invalid(complaints)
    kept = {name: getattr(cases.get(case), name) for name in vars(Draft())} if case else {}
    return cases.save(Draft(**{**kept, **_understood(values)}), case)


@requires(Right.READ)
def similar(values: Mapping[str, Any], case: int | None) -> list[CaseRow]:
    """Open cases that what is typed may already be."""
    return cases.similar(Draft(**_understood(values)), case)


@requires(Right.READ)
def kinds() -> list[str]:
    """The kinds offered, then those only older cases still have."""
    return list(dict.fromkeys([*case_kinds.names(), *cases.choices("kind")]))


@requires(Right.READ)
def merchants_like(words: str) -> list[tuple[int, str]]:
    """Merchants that words or initials find: id and name."""
    return [(row.id, row.name) for row in merchants.rows(merchants.ids(words)[:MOST])] if words else []


@requires(Right.READ)
def merchant_named(words: str) -> int:
    """The id of the one merchant of exactly this name, 0 for none."""
    wanted = fold(words)
    rows = merchants.rows(merchants.ids(words)) if wanted else []
    return next((row.id for row in rows if wanted in {fold(row.sign), fold(row.registered_name)}), 0)


@requires(Right.READ)
def merchant_name(merchant: int) -> str:
    """What people call a merchant, "" for none."""
    return merchants.get(merchant).name if merchant else ""


@requires(Right.READ)
def branches() -> list[tuple[int, str]]:
    """Our organisations: id and name, with none first."""
    return [(0, ""), *((node.id, node.name) for node in trees.nodes(Tree.ORGANIZATIONS))]


@requires(Right.READ)
def units() -> list[str]:
    """Whom cases can be given to: the units that have had some, then our organisations."""
    return list(dict.fromkeys([*cases.choices("unit"), *(name for _, name in branches()[1:])]))


@requires(Right.READ)
def unit_row(unit: str) -> int:
    """The id of our organisation of this name, 0 for a unit elsewhere."""
    return organizations.find(Tree.ORGANIZATIONS, unit)


def _misread(values: Mapping[str, Any]) -> dict[str, str]:
    """What was typed where only an amount or a merchant on record will do."""
    found: dict[str, str] = {}
    if isinstance(values.get("disputed"), str) and values["disputed"]:
        found["disputed"] = Complaint("bad_amount", "请填写金额，如 500 或 1.2万。")
    if isinstance(values.get("merchant"), str) and values["merchant"]:
        found["merchant"] = Complaint(
            "no_merchant", "没有这家商户。请打几个字，从列出的里面选，或先在“诚信评级”里新增。"
        )
    return found


def _understood(values: Mapping[str, Any]) -> dict[str, Any]:
    numbers = {name: values[name] for name in ("merchant", "disputed", "organization") if name in values}
    return {**values, **{name: value if isinstance(value, int) else 0 for name, value in numbers.items()}}
