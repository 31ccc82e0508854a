"""Whatever is done with cases: a number is given once in its year, and stays with its case."""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.cases import Draft
from app.domain.old_cases import OldCase
from app.services import case_handling, cases, import_cases
from app.store.cases import Case
from app.store.writing import writing

TODAY = dt.date.today()
STEPS = st.lists(st.tuples(st.sampled_from(["take", "last year", "remove", "reopen", "old"]), st.integers(0, 9)))


def act(step, place, known):
    """Do one thing with the cases there are; gives the id of a new one, 0 for none."""
    day = TODAY if step != "last year" else TODAY.replace(year=TODAY.year - 1, month=6, day=1)
    if step in ("take", "last year"):
        return cases.save(Draft(kind="诉求", title="一件事", received=day.isoformat()), None)
    if step == "old":
        number = f"{TODAY.year}-{cases.next_serial(TODAY.year) + place:04d}"
        with writing("转入") as made:
            old = OldCase(number, "旧的一件", "诉求", received=TODAY.isoformat())
            return import_cases.add_many(made, [old])[0]
    if known and step == "remove":
        cases.remove([known[place % len(known)]])
    elif known:
        row = cases.rows([known[place % len(known)]])[0]
        if not Case.get_by_id(row.id).removed_at:
            case_handling.finish(row.id, TODAY, "办好了")
            case_handling.reopen(row.id, "又发生了")
    return 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_numbers_are_given_once_a_year_and_stay(store, steps):
    given_out = dict(Case.select(Case.id, Case.number).tuples())
    known = []
    for step, place in steps:
        made = act(step, place, known)
        if made:
            known.append(made)
            given_out[made] = Case.get_by_id(made).number
    assert dict(Case.select(Case.id, Case.number).tuples()) == given_out
    pairs = list(Case.select(Case.year, Case.number).tuples())
    assert len(set(pairs)) == len(pairs)
