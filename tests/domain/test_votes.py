from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.rules import RuleBook, shipped
from app.domain.votes import Ballot, arithmetic, decide, more_than

BOOK = RuleBook(shipped())
QUORUM, MAJORITY, PRESENT = (
    BOOK.in_force(f"vote.{code}", date(2026, 11, 20)) for code in ("quorum", "majority", "majority_present")
)


def test_of_16_due_8_are_too_few_and_9_enough():
    assert arithmetic(16, 9, 9, QUORUM, MAJORITY).words == "应到16，实到9＞8；赞成9＞8"
    assert arithmetic(16, 9, 9, QUORUM, MAJORITY).holds
    assert arithmetic(16, 8, 8, QUORUM, MAJORITY).words == "应到16，实到8≯8；赞成8≯8"
    assert not arithmetic(16, 9, 8, QUORUM, MAJORITY).holds
    assert arithmetic(15, 8, 8, QUORUM, MAJORITY).words == "应到15，实到8＞7.5；赞成8＞7.5"


@given(st.integers(1, 500), st.integers(0, 500))
def test_a_count_carries_exactly_from_the_first_whole_number_above_half(base, count):
    assert more_than("赞成", count, base, MAJORITY).holds == (count >= base // 2 + 1)


def expected(due, present, favour, against, abstain, written, of_present):
    """Whether it was quorate and carried, as one counts on fingers: people set against one another in pairs."""
    here, away = ["在"] * present, ["缺"] * (due - present)
    while here and away:
        here.pop()
        away.pop()
    quorate = bool(here)
    said_yes = ["同意"] * favour
    others = ["其他"] * max((present if of_present else due) - favour, 0)
    while said_yes and others:
        said_yes.pop()
        others.pop()
    return quorate, quorate and bool(said_yes)


def situations(count):
    """So many sound ballots, of all sizes, some with opinions in writing; the same each time."""
    chance = Random(20261120)
    while count:
        due = chance.randint(1, 40)
        present = chance.randint(0, due)
        written = chance.randint(0, min(due - present, 3))
        favour = chance.randint(0, present + written)
        against = chance.randint(0, present + written - favour)
        abstain = chance.randint(0, present + written - favour - against)
        count -= 1
        yield due, present, favour, against, abstain, written, bool(count % 2)


@pytest.mark.parametrize("case", list(situations(200)))
def test_200_situations_against_a_table_worked_out_otherwise(case):
    due, present, favour, against, abstain, written, of_present = case
    majority = PRESENT if of_present else MAJORITY
    ballot = Ballot(due, present, favour, against, abstain, written)
    found = decide(ballot, QUORUM, majority)
    assert ballot.complaints() == {}
    assert (found.quorate, found.carried) == expected(*case)
    assert found.words.startswith(f"应到{due}，实到{present}{'＞' if found.quorate else '≯'}{due / 2:g}；")
    assert found.words.endswith("通过" if found.carried else "未通过" if found.quorate else "未达到会人数，表决无效")
    assert (f"（含书面意见{written}）" in found.words) == bool(written)


@pytest.mark.parametrize(
    ("ballot", "field"),
    [
        (Ballot(10, 11, 1), "present"),
        (Ballot(10, 8, 8, written=3), "written"),
        (Ballot(10, 8, 9), "favour"),
        (Ballot(10, 8, 5, 5), "favour"),
        (Ballot(10, 8, -1), "favour"),
    ],
)
def test_what_cannot_be_is_said(ballot, field):
    assert list(ballot.complaints()) == [field]


def test_an_opinion_in_writing_counts_as_a_vote_and_not_as_presence():
    assert decide(Ballot(16, 8, 9, written=1), QUORUM, MAJORITY).words.endswith("未达到会人数，表决无效")
    assert decide(Ballot(16, 9, 9, 0, 0, 1), QUORUM, MAJORITY).carried
