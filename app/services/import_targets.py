"""The nouns that can be imported, each as one declaration."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.domain import members as member_rules
from app.domain import merchants as merchant_rules
from app.domain import organizations as organization_rules
from app.domain.errors import Complaint, Invalid
from app.domain.identifiers import is_absent, normal
from app.domain.names import clean, fold, personal_name
from app.domain.organizations import State, Tree
from app.domain.residents import number_written
from app.services import (
    member_columns,
    member_writing,
    members,
    merchant_columns,
    merchant_writing,
    merchants,
    organization_columns,
    organizations,
    trees,
)
from app.services.honour_import import HONOURS
from app.services.import_cases import CASES
from app.services.import_gifts import GIFTS
from app.services.import_target import Target
from app.store.merchants import Merchant
from app.store.organizations import Organization
from app.store.writing import Act


class _KnownMerchants:
    """By 统一社会信用代码, else by name and address."""

    def __init__(self, create: bool) -> None:
        everyone = merchants.rows(merchants.ids())
        self._by_code = {row.code: row for row in everyone if row.code}
        self._by_place = {_place(row): row for row in everyone}

    def find(self, draft: merchant_rules.Draft) -> Any | None:
        code = "" if is_absent(draft.code) else normal(draft.code)
        found = self._by_code.get(code) or self._by_place.get(_place(draft))
        return None if found and code and found.code and found.code != code else found

    def settle(self, draft: merchant_rules.Draft) -> tuple[merchant_rules.Draft, list[str]]:
        return draft, []


class _KnownPeople:
    """By identity number, else by name with phone, birth or 编号, else by a name that is there once; a branch not on
    record is left out, or made on request."""

    def __init__(self, create: bool) -> None:
        self._create = create
        self._branches = _branches()
        everyone = members.rows(members.ids())
        self._by_number = {row.id_number: row for row in everyone if row.id_number}
        told = ((row, detail) for row in everyone for detail in (row.phone, row.birth, row.number) if detail)
        self._by_name = {(row.name, detail): row for row, detail in told}
        named = Counter(row.name for row in everyone)
        self._alone = {row.name: row for row in everyone if named[row.name] == 1}

    def find(self, draft: member_rules.Draft) -> Any | None:
        number = "" if is_absent(draft.id_number) else number_written(draft.id_number)
        name = personal_name(draft.name)
        details = [each for each in (member_rules.phone_written(draft.phone), draft.birth, draft.number) if each]
        near = (self._by_name.get((name, detail)) for detail in details)
        found = self._by_number.get(number) or next(filter(None, near), None)
        if not found and not number and not details:
            found = self._alone.get(name)
        return None if found and number and found.id_number and found.id_number != number else found

    def settle(self, draft: member_rules.Draft) -> tuple[member_rules.Draft, list[str]]:
        if not draft.organization or draft.organization in self._branches:
            return replace(draft, organization=self._branches.get(draft.organization, "")), []
        if self._create:
            return draft, [f"将新建组织“{draft.organization}”"]
        return replace(draft, organization=""), [f"没有叫“{draft.organization}”的组织，先不编入支部"]


@dataclass
class _KnownOrganizations:
    """By name; the one above must be on record or stand in the same file."""

    create: bool
    _above: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        nodes = trees.nodes(Tree.ORGANIZATIONS)
        names = {node.id: node.name for node in nodes}
        self._rows = {
            node.name: _OrganizationRow(node.id, organizations.draft_of(node.id), names.get(node.parent, ""))
            for node in nodes
        }

    def find(self, draft: organization_rules.Draft) -> Any | None:
        return self._rows.get(clean(draft.name))

    def settle(self, draft: organization_rules.Draft) -> tuple[organization_rules.Draft, list[str]]:
        if draft.parent and draft.parent not in self._rows and draft.parent not in self._above:
            sentence = f"没有叫“{draft.parent}”的上级组织，表里也没有排在它前面的，请补上或改正。"
            raise Invalid({"parent": Complaint("no_parent", sentence)})
        self._above.add(draft.name)
        return draft, []


class _OrganizationRow:
    """An organisation on record with the attributes of its draft."""

    def __init__(self, number: int, draft: organization_rules.Draft, parent: str) -> None:
        self.id = number
        vars(self).update(vars(draft) | {"parent": parent})


def _branches() -> dict[str, str]:
    """The names of the organisations in use by name and by short name."""
    rows = Organization.select(Organization.name, Organization.short_name)
    in_use = rows.where(Organization.removed_at == "", Organization.state == State.IN_USE)
    names = list(in_use.order_by(Organization.id.desc()).tuples())
    return {short: name for name, short in names if short} | {name: name for name, _ in names}


def _place(draft: Any) -> str:
    return fold(f"{draft.name}|{draft.address}")


def _merchant_draft(values: dict[str, Any]) -> merchant_rules.Draft:
    if is_absent(values.get("code", "")) and not values.get("no_code_reason"):
        values["no_code_reason"] = clean(values.get("code", "")) or "未填写"
    return merchant_rules.Draft(**values)


def _person_key(draft: member_rules.Draft) -> str:
    return draft.id_number or fold(f"{draft.name}|{draft.phone or draft.birth or draft.number}")


def _create_branches(act: Act, drafts: Sequence[member_rules.Draft]) -> None:
    """Make the organisations that people to be imported name and nobody has entered."""
    for name in dict.fromkeys(draft.organization for draft in drafts if draft.organization):
        if not organizations.find(Tree.ORGANIZATIONS, name):
            kind = next((kind for kind in ("联合党支部", "党支部") if name.endswith(kind)), "")
            organizations.write(act, organization_rules.Draft(name=name, kind=kind), None)


def _add_organizations(act: Act, drafts: Sequence[organization_rules.Draft]) -> None:
    for draft in drafts:
        organizations.write(act, draft, None)


MERCHANTS = Target(
    noun="merchants",
    table="merchant",
    called="商户",
    unit="家",
    columns=merchant_columns.COLUMNS,
    keys=frozenset({"sign", "registered_name"}),
    identifying=frozenset({"code", "sign", "registered_name"}),
    ticks=frozenset({"party_member", "safe_consumption", "free_returns"}),
    draft=_merchant_draft,
    check=merchant_rules.check,
    doubts=merchant_rules.doubts,
    key=lambda draft: draft.code or _place(draft),
    known=_KnownMerchants,
    known_as=lambda row: f"已有商户 {row.number}",
    add_many=merchant_writing.add_many,
    write=lambda act, draft, row: merchant_writing.write(act, draft, Merchant.get_by_id(row)),
)
MEMBERS = Target(
    noun="members",
    table="person",
    called="党员",
    unit="人",
    columns=member_columns.COLUMNS,
    keys=frozenset({"name"}),
    identifying=frozenset({"name", "id_number"}),
    ticks=frozenset({"party_worker", "volunteer", "delegate", "in_need"}),
    draft=lambda values: member_rules.Draft(**values),
    check=lambda draft: member_rules.check(draft, dt.date.today()),
    doubts=member_rules.doubts,
    key=_person_key,
    known=_KnownPeople,
    known_as=lambda row: f"已有人员 {row.number or row.name}",
    add_many=lambda act, drafts: member_writing.add_many(act, drafts, dt.date.today()),
    write=lambda act, draft, row: member_writing.write(act, draft, row, dt.date.today()),
    prepare=_create_branches,
)
ORGANIZATIONS = Target(
    noun="organizations",
    table="organization",
    called="组织",
    unit="个",
    columns=organization_columns.COLUMNS,
    keys=frozenset({"name"}),
    identifying=frozenset({"name"}),
    ticks=frozenset(),
    draft=lambda values: organization_rules.Draft(**values),
    check=organization_rules.check,
    doubts=lambda draft: {},
    key=lambda draft: draft.name,
    known=_KnownOrganizations,
    known_as=lambda row: f"已有组织 {row.name}",
    add_many=_add_organizations,
    write=lambda act, draft, row: organizations.write(act, draft, row, dt.date.today()),
)
TARGETS = {target.noun: target for target in (MERCHANTS, MEMBERS, ORGANIZATIONS, CASES, HONOURS, GIFTS)}
