import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Invalid, Problem
from app.domain.lists import Draft, Kind, State
from app.domain.merchants import Draft as MerchantDraft
from app.services import (
    case_handling,
    cases,
    history,
    journal,
    list_dispatch,
    list_kinds,
    list_links,
    lists,
    merchant_events,
    merchants,
)
from app.services.case_handling import Assignment
from app.services.lists import UNMATCHED
from app.store.lists import ListItem, ListLink

TODAY = dt.date.today()


def ago(days):
    return (TODAY - dt.timedelta(days=days)).isoformat()


def item(title="夜间照明", kind="需求清单", days=0, **more):
    return lists.save(Draft(kind=kind, title=title, registered=ago(days), **more), None)


def to(handler="单海", days=5, unit="会战社区"):
    return Assignment(unit, handler, (TODAY + dt.timedelta(days=days)).isoformat())


def linked(need, resource, day=None):
    return list_links.link(need, resource, {"start": (day or TODAY).isoformat()})


def test_a_new_centre_has_the_first_preset_and_may_take_the_other(store):
    assert [(kind.name, kind.role) for kind in list_kinds.kinds()] == [
        ("资源清单", "资源"),
        ("需求清单", "需求"),
        ("项目清单", "项目"),
    ]
    old = item(kind="项目清单")
    list_kinds.save(list_kinds.presets()["问题、需求、责任"])
    assert list_kinds.names() == ["问题清单", "需求清单", "责任清单"]
    assert lists.get(old).role == "项目"
    lists.save(Draft(kind="项目清单", title="改过的", registered=ago(0)), old)
    journal.undo(journal.last().id)
    journal.undo(journal.last_of_session().id)
    assert list_kinds.names() == ["资源清单", "需求清单", "项目清单"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [([], "至少"), ([Kind("甲", "资源"), Kind("甲", "需求")], "同名"), ([Kind("甲", "什么")], "放的是什么")],
)
def test_lists_without_sense_are_refused(store, wanted, said):
    with pytest.raises(Invalid, match=said):
        list_kinds.save(wanted)


def test_an_item_is_found_by_words_initials_and_phone(store):
    number = item("律师坐班", "资源清单", contact="单海", phone="13800006620", detail="每周三下午")
    for words in ("律师", "lszb", "6620", "周三", "单海"):
        assert lists.ids(words) == [number]
    assert lists.ids("没有") == []
    assert lists.rows([number])[0].masked_phone == "138****6620"


def test_a_unit_that_is_a_merchant_is_linked_to_it(store):
    merchant = merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    assert lists.get(item(unit="瑞和茶庄")).merchant == merchant
    assert lists.get(item(unit="某某单位")).merchant == 0


def test_an_item_goes_along_when_two_records_are_one_merchant(store):
    kept, gone = (
        merchants.save(MerchantDraft(sign=sign, no_code_reason="办理中"), None) for sign in ("瑞和茶庄", "瑞和茶莊")
    )
    need = item(unit="瑞和茶莊")
    merchant_events.merge(kept, gone, TODAY)
    assert lists.get(need).merchant == kept
    journal.undo(journal.last().id)
    assert lists.get(need).merchant == gone


def test_the_newest_stand_first_and_filters_narrow(store):
    old, new = item("一", days=9), item("二", "资源清单", days=1, category="法律")
    assert lists.ids() == [new, old]
    assert lists.ids(order="registered", descending=False) == [old, new]
    assert lists.ids(filters={"kind": "资源清单"}) == [new]
    assert lists.ids(filters={"category": "法律"}) == [new]
    assert lists.categories() == ["法律"]


def test_links_open_both_ways_and_end(store):
    need, resource, project = item(), item("路灯十盏", "资源清单"), item("亮化工程", "项目清单")
    made = linked(need, resource)
    linked(resource, project)
    assert [link.other.id for link in list_links.of(need)] == [resource]
    assert {link.other.id for link in list_links.of(resource)} == {need, project}
    assert (lists.get(resource).linked, lists.get(need).linked) == (2, 1)
    assert [row.id for row in list_links.candidates(need)] == [project]
    list_links.end([made], TODAY)
    assert lists.get(need).linked == 0
    assert list_links.of(need)[0].end == TODAY.isoformat()
    list_links.remove([made])
    assert list_links.of(need) == []
    journal.undo(journal.last().id)
    assert len(list_links.of(need)) == 1


def test_what_may_not_be_linked_is_refused(store):
    need, other, resource = item(), item("另一个"), item("路灯", "资源清单")
    with pytest.raises(Invalid, match="同一种清单"):
        linked(need, other)
    with pytest.raises(Invalid, match="请选择"):
        list_links.link(need, 0, {"start": ago(0)})
    linked(need, resource)
    with pytest.raises(Problem, match="已经对接过"):
        linked(resource, need)
    with pytest.raises(Invalid, match="早于"):
        list_links.end([list_links.of(need)[0].id], TODAY - dt.timedelta(days=1))


def test_a_dispatched_item_stands_as_its_case_does(store):
    need = item(contact="林海燕", phone="13900001234")
    case = list_dispatch.dispatch(need, to())
    row = lists.get(need)
    assert (row.state, row.handler, row.due) == (State.SENT, "单海", to().due)
    assert (cases.get(case).kind, cases.get(case).reporter, cases.get(case).unit) == ("点单", "林海燕", "会战社区")
    assert lists.counts() == {"全部": 1, "待对接": 0, "已派单": 1, "已完成": 0, "已撤下": 0, UNMATCHED: 0}
    case_handling.finish(case, TODAY, "装好了")
    assert lists.get(need).state == State.DONE
    with pytest.raises(Problem, match="不用再派单"):
        list_dispatch.dispatch(need, to())
    case_handling.reopen(case, "又坏了")
    assert lists.get(need).state == State.SENT


def test_a_second_dispatch_hands_the_same_case_on(store):
    need = item()
    case = list_dispatch.dispatch(need, to())
    assert list_dispatch.dispatch(need, to("林海燕")) == case
    assert lists.get(need).handler == "林海燕"
    assert len(cases.ids()) == 1


def test_undoing_a_dispatch_takes_case_and_state_back(store):
    need = item()
    list_dispatch.dispatch(need, to())
    journal.undo(journal.last().id)
    assert lists.get(need).state == State.OPEN
    assert cases.ids() == []


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Assignment("会战社区", "", ago(-3)), "handler"),
        (Assignment("会战社区", "单海", ""), "due"),
        (Assignment("会战社区", "单海", ago(1)), "due"),
    ],
)
def test_one_person_and_one_day_are_wanted(store, wanted, field):
    with pytest.raises(Invalid) as wrong:
        list_dispatch.dispatch(item(), wanted)
    assert set(wrong.value.complaints) == {field}
    assert cases.ids() == []


def test_nobody_claims_by_hand_that_it_was_dispatched(store):
    with pytest.raises(Invalid, match="派单"):
        item(state=State.SENT.value)
    need = item()
    list_dispatch.dispatch(need, to())
    row = lists.get(need)
    kept = Draft(**{name: getattr(row, name) for name in vars(Draft())})
    lists.save(kept, need)
    assert lists.get(need).state == State.SENT
    lists.withdraw([need])
    assert lists.get(need).state == State.WITHDRAWN


def test_needs_nobody_answers_are_told_the_oldest_first(store):
    oldest, old = item("一", days=30), item("二", days=8)
    item("三", days=3)
    item("资源", "资源清单", days=30)
    item("过期", days=30, expires=ago(2))
    answered, sent, gone = item("四", days=20), item("五", days=20), item("六", days=20)
    linked(answered, resource := item("路灯", "资源清单"))
    list_dispatch.dispatch(sent, to())
    lists.withdraw([gone])
    assert [row.id for row in lists.unmatched(TODAY)] == [oldest, old]
    assert lists.counts()[UNMATCHED] == 2
    assert lists.ids(filters={"waiting": UNMATCHED}) == [old, oldest]
    lists.remove([resource])
    assert [row.id for row in lists.unmatched(TODAY)] == [oldest, answered, old]


def test_removed_items_lie_in_the_bin_by_name(store):
    need = item()
    lists.remove([need])
    assert lists.ids() == []
    assert [each.name for each in history.recycled("list_item")] == ["夜间照明"]
    history.take_out(history.recycled("list_item"))
    assert lists.ids() == [need]


def test_a_removed_item_is_not_saved(store):
    need = item()
    lists.remove([need])
    with pytest.raises(Problem, match="回收站"):
        lists.save(Draft(kind="需求清单", title="改", registered=ago(0)), need)


def test_the_export_holds_every_item(store, tmp_path):
    from python_calamine import load_workbook

    item("甲", phone="13800006620", days=1)
    item("乙", "资源清单")
    assert lists.export(tmp_path / "清单.xlsx") == 2
    sheet = load_workbook(tmp_path / "清单.xlsx").get_sheet_by_index(0).to_python()
    assert [row[1] for row in sheet[2:4]] == ["乙", "甲"]
    assert sheet[3][5] == "13800006620"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["资源清单", "需求清单", "项目清单"]), st.integers(0, 40)), max_size=12))
def test_every_count_equals_the_rows_it_opens(store, wanted):
    ListLink.delete().execute()
    ListItem.delete().execute()
    numbers = [item(f"第{place}项", kind, days) for place, (kind, days) in enumerate(wanted)]
    for place, number in enumerate(numbers):
        if place % 5 == 1:
            list_dispatch.dispatch(number, to())
        if place % 5 == 2:
            lists.withdraw([number])
        if place % 5 == 3 and wanted[place][0] != wanted[0][0]:
            linked(numbers[0], number)
    counted = lists.counts()
    assert counted["全部"] == len(lists.ids()) == len(wanted)
    for name in (*lists.STATES, UNMATCHED):
        assert counted[name] == len(lists.ids(filters={"state": name}))
    assert sum(counted[name] for name in lists.STATES) == counted["全部"]
    for row in lists.rows(lists.ids()):
        assert row.linked == len(list_links.of(row.id))
