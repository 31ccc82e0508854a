"""A draft that is kept, given back, and joined with what others wrote meanwhile."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain.meeting_forms import as_new, exchanged, merged, packed, started_again, unpacked, without_item
from app.domain.meetings import Attendee, Draft, Item, Motion, Task
from app.domain.votes import Ballot

BASE = Draft(
    kind="支部党员大会",
    title="第1次会议",
    held="2026-11-20",
    items=(Item("学习", id=1), Item("停车棚", id=2), Item("换届", id=3)),
    attendees=tuple(Attendee(f"党员{number}", id=10 + number) for number in range(4)),
    motions=(Motion("同意修", Ballot(0, 0, 3), 1, id=21), Motion("同意换届", None, 2, id=22)),
    tasks=(Task("询价", "物业", motion=0, case=31),),
)
words = st.text(alphabet="停车修棚一二三", max_size=4)
items = st.builds(Item, title=words, text=words, private=st.booleans())
ballots = st.none() | st.builds(Ballot, st.just(0), st.just(0), st.integers(0, 9))
drafts = st.builds(
    Draft,
    title=words,
    place=words,
    text=words,
    items=st.lists(items, max_size=4).map(tuple),
    attendees=st.lists(st.builds(Attendee, name=words), max_size=4).map(tuple),
    motions=st.lists(st.builds(Motion, text=words, ballot=ballots), max_size=3).map(tuple),
    tasks=st.lists(st.builds(Task, title=words), max_size=3).map(tuple),
)


def numbered(draft):
    """The same with ids, as on record."""
    parts = {
        "items": tuple(replace(each, id=100 + place) for place, each in enumerate(draft.items)),
        "attendees": tuple(replace(each, id=200 + place) for place, each in enumerate(draft.attendees)),
        "motions": tuple(replace(each, id=300 + place) for place, each in enumerate(draft.motions)),
        "tasks": tuple(replace(each, case=400 + place) for place, each in enumerate(draft.tasks)),
    }
    return replace(draft, **parts)


@given(drafts)
def test_what_is_kept_as_text_comes_back_whole(draft):
    assert unpacked(json.loads(json.dumps(packed(draft)))) == draft


def test_what_an_older_program_kept_comes_back_as_far_as_it_is_known():
    values = packed(BASE) | {"of_old": 1}
    values["items"][0]["colour"] = "red"
    del values["attendees"]
    assert unpacked(values) == replace(BASE, attendees=())


@given(drafts.map(numbered), drafts)
def test_where_one_side_changed_nothing_the_other_stands(base, other):
    assert merged(base, base, other) == other
    assert merged(base, other, base) == other


def test_who_was_ticked_elsewhere_and_what_was_typed_here_both_stay():
    people = (replace(BASE.attendees[0], presence="实到"), *BASE.attendees[1:])
    theirs = replace(BASE, attendees=people)
    mine = replace(
        BASE,
        place="大会议室",
        items=(replace(BASE.items[0], text="学习了"), *BASE.items[1:]),
        attendees=(*BASE.attendees[:3], replace(BASE.attendees[3], presence="请假")),
    )
    both = merged(BASE, mine, theirs)
    assert [each.presence for each in both.attendees] == ["实到", "", "", "请假"]
    assert (both.place, both.items[0].text) == ("大会议室", "学习了")


def test_motions_stay_on_their_items_whatever_was_moved_or_added():
    mine = exchanged(BASE, 1, 2)
    added = (*BASE.items, Item("新议题", id=4))
    theirs = replace(BASE, items=added, motions=(*BASE.motions, Motion("同意新的", None, 3, id=23)))
    both = merged(BASE, mine, theirs)
    assert [item.title for item in both.items] == ["学习", "换届", "停车棚", "新议题"]
    assert [(each.text, both.items[each.item].title) for each in both.motions] == [
        ("同意修", "停车棚"),
        ("同意换届", "换届"),
        ("同意新的", "新议题"),
    ]
    assert both.motions[both.tasks[0].motion].text == "同意修"


def test_what_they_took_out_stays_out_unless_it_was_changed_here():
    theirs = replace(BASE, items=BASE.items[:1], motions=())
    mine = replace(BASE, items=(*BASE.items[:2], replace(BASE.items[2], text="换届的话")))
    both = merged(BASE, mine, theirs)
    assert [item.title for item in both.items] == ["学习", "换届"]


def test_without_an_item_its_motion_stays_on_none():
    left = without_item(BASE, 1)
    assert [(each.text, each.item) for each in left.motions] == [("同意修", -1), ("同意换届", 1)]


def test_a_lost_meeting_can_be_written_down_anew():
    new = as_new(BASE)
    assert not any(each.id for each in (*new.items, *new.attendees, *new.motions))
    assert new.tasks[0].case == 0


def test_another_kind_keeps_what_was_typed():
    was = replace(BASE, place="", motions=(), tasks=(), items=(Item("学习"),), attendees=(Attendee("张三"),))
    typed = replace(was, place="茶楼", items=(Item("学习", "学习了新规定"),), motions=(Motion("同意", item=0),))
    fresh = Draft(kind="支委会", title="支委会", items=(Item("研究本月工作"),), attendees=(Attendee("李四"),))
    started = started_again(typed, was, fresh)
    assert (started.kind, started.title, started.place) == ("支委会", "支委会", "茶楼")
    assert [item.text for item in started.items] == ["", "学习了新规定"]
    assert started.motions[0].item == 1
    assert started.attendees == fresh.attendees
