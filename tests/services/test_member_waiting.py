"""What waits with people: steps, letters, dues; and paying several months at once."""

import datetime as dt

import pytest

from app.domain.calendar import add_months
from app.domain.errors import Invalid
from app.domain.members import Draft
from app.domain.organizations import Draft as Branch
from app.services import development, dues, entries, history, journal, member_waiting, members, organizations, transfers
from app.services.member_waiting import ARREARS, ENDING, LATE_LETTERS, LATE_STEPS, LETTERS, NO_BASE, SOON_STEPS
from app.services.trees import place_of

TODAY = dt.date.today()


@pytest.fixture
def branches(store):
    start = dt.date(2015, 1, 1)
    return [organizations.save(Branch(name=name, kind="党支部"), None, start) for name in ("第一党支部", "第二党支部")]


@pytest.fixture
def person(branches):
    return members.save(Draft(name="秦海燕", organization="第一党支部", stage="正式党员", joined="2001-07-01"), None)


def waiting(kind):
    return [each.person for each in member_waiting.of(kind)]


def test_a_step_is_soon_due_and_then_late_and_then_done(branches):
    early, late = (members.save(Draft(name=name), None) for name in ("祁小川", "裴立新"))
    development.record(early, "apply", TODAY - dt.timedelta(days=20))
    development.record(late, "apply", TODAY - dt.timedelta(days=40))
    assert (waiting(SOON_STEPS), waiting(LATE_STEPS)) == ([early], [late])
    assert members.ids(filters={"waiting": LATE_STEPS}) == [late]
    assert "1 个月" in member_waiting.of(LATE_STEPS)[0].note
    development.record(late, "talk", TODAY)
    assert waiting(LATE_STEPS) == []


def test_probation_waits_from_a_month_before_it_ends_and_an_extension_moves_it(branches):
    began = add_months(TODAY, -11) - dt.timedelta(days=10)
    person = members.save(Draft(name="康小雨", stage="预备党员", joined=began.isoformat()), None)
    assert [(each.person, each.day) for each in member_waiting.of(ENDING)] == [
        (person, add_months(began, 12).isoformat())
    ]
    development.extend(person, 6, TODAY)
    assert waiting(ENDING) == []


def test_a_letter_waits_until_it_arrives_or_is_overdue(person):
    transfers.send_out(person, "外市某街道党工委", TODAY, "字第 1 号")
    assert (waiting(LETTERS), waiting(LATE_LETTERS)) == ([person], [])
    journal.undo(journal.last().id)
    assert (waiting(LETTERS), waiting(LATE_LETTERS)) == ([], [])
    letter = transfers.send_out(person, "外市某街道党工委", TODAY - dt.timedelta(days=200), "字第 2 号")
    assert waiting(LATE_LETTERS) == [person]
    transfers.arrive(letter, TODAY)
    assert (waiting(LETTERS), waiting(LATE_LETTERS)) == ([], [])


def test_months_are_paid_at_once_and_only_what_is_owed(person):
    assert waiting(NO_BASE) == [person]
    first = add_months(TODAY, -3)
    entries.save("dues_base", person, {"since": first.isoformat()[:7], "category": "在职", "income": 500_000})
    assert dues.owing(TODAY) == {person: 3 * 5_000}
    assert member_waiting.of(ARREARS)[0].what == "欠缴 150.00 元"
    months = [add_months(TODAY, -back).isoformat()[:7] for back in (3, 2)]
    assert dues.pay(person, months, TODAY) == 10_000
    assert journal.last().what == "登记秦海燕的党费：2 个月，100.00 元"
    assert dues.owing(TODAY) == {person: 5_000}
    with pytest.raises(Invalid) as refused:
        dues.pay(person, months, TODAY)
    assert refused.value.complaints["months"].code == "nothing_owed"
    journal.undo(journal.last().id)
    assert dues.owing(TODAY) == {person: 15_000}


def test_several_move_as_one_act_and_those_there_stay(person, branches):
    other = members.save(Draft(name="邢志强", organization="第二党支部"), None)
    assert len(transfers.within_many([person, other], branches[1], TODAY)) == 1
    assert place_of("organization", "person", person) == branches[1]
    assert journal.last().what == "转接秦海燕到第二党支部"
    with pytest.raises(Invalid):
        transfers.within_many([person, other], branches[1], TODAY)
    journal.undo(journal.last().id)
    assert place_of("organization", "person", person) == branches[0]


def test_a_person_s_history_names_columns_and_masks_numbers(person):
    draft = members.get(person)
    values = {name: getattr(draft, name) for name in vars(Draft())}
    members.save(Draft(**{**values, "phone": "13800001234", "native_place": "甘肃静宁"}), person)
    changes = history.of("person", person)[0].changes
    assert "籍贯：（空） → 甘肃静宁" in changes
    assert any(change.startswith("联系电话：") and "0000" not in change for change in changes)
    members.remove([person])
    assert [removed.name for removed in history.recycled("person")] == ["秦海燕"]
