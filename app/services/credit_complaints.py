"""Complaints and reports about a merchant: kept apart, though one slip may bring both at once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain import cases as rules
from app.domain.cases import COMPLAINT, REPORT, Draft
from app.domain.errors import Complaint, Invalid
from app.domain.roles import Right
from app.services import case_kinds, cases
from app.services.session import requires
from app.store.merchants import Merchant
from app.store.writing import writing

KINDS = {"complaint": COMPLAINT, "report": REPORT}
"""What may be ticked on the slip, and the kind of case it opens."""


@requires(Right.READ)
def check(values: Mapping[str, Any]) -> Draft:
    """The draft that both cases share; raises Invalid naming every field at fault."""
    complaints: dict[str, str] = {}
    if not any(values[name] for name in KINDS):
        complaints["complaint"] = Complaint("no_kind", "请勾选投诉、举报，或两样都勾。")
    if not isinstance(values["merchant"], int) or not values["merchant"]:
        complaints["merchant"] = Complaint("no_merchant", "请打几个字，从列出的里面选一家商户。")
    fields = {name: values[name] for name in ("title", "detail", "source", "received", "reporter", "phone")}
    draft = Draft(kind=COMPLAINT, merchant=values["merchant"] or 0, **fields)
    try:
        draft = rules.check(replace(draft, merchant=0), case_kinds.names(), dt.date.today())
    except Invalid as wrong:
        complaints = {**wrong.complaints, **complaints}
    if complaints:
        raise Invalid(complaints)
    return replace(draft, merchant=values["merchant"])


@requires(Right.ENTER)
def receive(values: Mapping[str, Any]) -> list[int]:
    """Open a case for each kind that is ticked, as one act, the second noted as coming from the first; returns their
    ids. Raises Invalid."""
    draft = check(values)
    wanted = [kind for name, kind in KINDS.items() if values[name]]
    opened: list[int] = []
    with writing(f"登记{'和'.join(wanted)}：{Merchant.get_by_id(draft.merchant).name}") as act:
        for kind in wanted:
            origin = opened[0] if opened else 0
            opened.append(cases.add(act, replace(draft, kind=kind, origin=origin)))
    return opened
