"""Merging two records of one person loses none of their rows, and undoing it restores equality."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.members import Draft
from app.domain.organizations import Draft as Branch
from app.services import development, entries, journal, member_duplicates, members, organizations
from app.store.attachments import Attachment
from app.store.database import Record
from app.store.members import Person
from app.store.nouns import NOUNS
from app.store.organizations import Placement
from app.store.writing import writing

ENTRIES = {
    "post": {"kind": "示范岗", "title": "收银台", "start": "2026-02-01"},
    "award": {"kind": "奖励", "title": "优秀党员", "on": "2025-07-01"},
    "check_in": {"kind": "双报到", "start": "2026-01-01"},
    "dues_base": {"since": "2026-01", "category": "在职", "income": 500000},
    "dues": {"month": "2026-02", "amount": 3000, "paid_on": "2026-03-01"},
    "appraisal": {"year": 2025, "result": "合格"},
    "pairing": {"kind": "结对认亲", "partner": "对象", "start": "2026-02-01"},
    "service": {"event": "清扫", "on": "2026-11-08", "begins": "9:00", "ends": "10:00"},
    "seat": {"tree": "organization", "post": "委员", "name": "甲", "start": "2026-01-01"},
}


def everything():
    """All rows of all tables but for the number of the act that last wrote them."""
    return {
        noun: [{**row, "act": 0} for row in model.select().order_by(model.id).dicts()] for noun, model in NOUNS.items()
    }


def belonging(person):
    found = []
    for record, column in member_duplicates.OWNED:
        found += [(record, row.id) for row in record.select().where(getattr(record, column) == person)]
    found += [
        (Placement, row.id) for row in Placement.select().where(Placement.noun == "person", Placement.row == person)
    ]
    return {*found, *((Attachment, row.id) for row in Attachment.select().where(Attachment.row == person))}


def add(person, kind):
    values = ENTRIES[kind]
    if kind == "seat":
        entries.save("seat", 1, {**values, "person": person})
    else:
        entries.save(kind, person, values)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(sorted(ENTRIES))), st.sets(st.sampled_from(sorted(ENTRIES))), st.booleans())
def test_none_of_their_rows_is_lost_and_undoing_restores_all(store, first, second, applied):
    if not organizations.find("organization", "第一党支部"):
        organizations.save(Branch(name="第一党支部"), None, dt.date(2020, 1, 1))
    kept = members.save(Draft(name="甲", phone="13812346620", organization="第一党支部"), None)
    gone = members.save(Draft(name="甲", phone="13812346620", address="中八路", stage="正式党员"), None)
    for person, kinds in ((kept, first), (gone, second)):
        for kind in kinds:
            add(person, kind)
    if applied:
        development.record(kept, "apply", dt.date(2026, 6, 1))
    with writing("附件") as act:
        act.add(Attachment(noun="person", row=gone, name="照片", kind="png", hash="0", size=1, added_at="2026-01-01"))
    both, before = belonging(kept) | belonging(gone), everything()
    member_duplicates.merge(kept, gone)
    assert belonging(kept) == both
    assert belonging(gone) == set()
    assert members.get(kept).address == "中八路"
    assert gone not in members.ids()
    assert len([row for row in before["person_stage"] if not row["end"] and row["person"] == kept]) <= 1
    journal.undo(journal.last().id)
    assert everything() == before


def test_every_record_that_names_a_person_moves():
    named = {record for record in Record.__subclasses__() if "person" in record._meta.fields}
    assert {record for record, _ in member_duplicates.OWNED} == named


def test_the_same_name_with_another_phone_is_no_duplicate(store):
    twins = [members.save(Draft(name="甲", phone="13812346620", address=place), None) for place in ("一", "二")]
    members.save(Draft(name="甲", phone="13812346621"), None)
    assert [[row.id for row in group] for group in member_duplicates.duplicates()] == [twins]
    assert member_duplicates.preview(*twins).filled == ()
    assert Person.get_by_id(twins[0]).removed_at == ""
