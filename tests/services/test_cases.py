import datetime as dt

import pytest

from app.domain.cases import Draft
from app.domain.errors import Invalid, Problem
from app.services import case_handling, cases
from app.services.case_handling import Assignment

TODAY = dt.date.today()


def case(**values):
    return cases.save(Draft(**{"kind": "诉求", "title": "路灯不亮", "received": TODAY.isoformat(), **values}), None)


def test_a_case_goes_its_whole_way_and_keeps_its_number_when_reopened(store):
    number = case()
    row = cases.get(number)
    assert (row.number, row.stage, row.state) == (f"{TODAY.year}-0001", "收集", "待交办")
    case_handling.dispatch(number, Assignment("街道城管办", "周立"))
    row = cases.get(number)
    assert (row.stage, row.state, row.due) == ("交办", "在办", (TODAY + dt.timedelta(days=15)).isoformat())
    case_handling.finish(number, TODAY, "更换了灯头")
    case_handling.rate(number, "群众评价", 90)
    case_handling.close([number])
    assert cases.get(number).state == "已销号"
    case_handling.reopen(number, "又不亮了")
    again = cases.get(number)
    assert (again.number, again.stage, again.reopened, again.done) == (row.number, "处理", 1, "")
    what = [each.what for each in case_handling.steps(number)]
    assert [words[:2] for words in what] == ["登记", "交办", "办结", "群众", "销号", "重开"]


def test_the_day_it_was_received_stays(store):
    number = case()
    earlier = (TODAY - dt.timedelta(days=1)).isoformat()
    with pytest.raises(Invalid) as caught:
        cases.save(Draft(kind="诉求", title="路灯不亮", received=earlier), number)
    assert list(caught.value.complaints) == ["received"]


def test_satisfaction_is_never_entered_by_the_handler(store, admin):
    number = case()
    case_handling.dispatch(number, Assignment("服务中心", admin[0]))
    case_handling.finish(number, TODAY, "修好了")
    with pytest.raises(Problem, match="经办人"):
        case_handling.satisfy(number, "满意")


def test_numbers_are_never_given_twice(store):
    first = case()
    cases.remove([first])
    assert cases.get(case()).number == f"{TODAY.year}-0002"


def test_words_of_the_detail_find_a_case(store):
    number = case(detail="东段三号楼门前路灯坏了一周")
    assert cases.ids("三号楼") == [number]
    assert cases.ids("ldbl") == [number]
    assert cases.ids(f"{TODAY.year}0001") == [number]
    assert cases.ids("没有这样的事") == []
