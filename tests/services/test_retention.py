"""What is kept longer than the rules allow is counted, and cleared away by two people."""

import datetime as dt
import json

import pytest

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.domain.privacy import ERASED
from app.services import approvals, clerks, drafts, merchant_events, merchants, personal, retention, todo
from app.store.desk import FormDraft
from app.store.merchants import Merchant, MerchantEvent

NAME, SECRET = "林海燕", "口令 12345678"
TODAY = dt.date.today()


def add(sign, **more):
    return merchants.save(Draft(sign=sign, no_code_reason="办理中", **more), None)


@pytest.fixture
def merchant(store):
    """瑞和超市, and another."""
    number = add("瑞和超市", owner=NAME, phone="13800006620", note=f"{NAME}晚上在店")
    add("永泰书店", owner="林海", phone="13900001234")
    return number


@pytest.fixture
def checker(store):
    """A second person; calling it lets the second person agree at the desk."""
    clerks.add("李复核", "复核", SECRET)
    return lambda request: approvals.approve_here(request, "李复核", SECRET)


def long_ago(years):
    return dt.datetime.now().replace(year=TODAY.year - years, day=1).isoformat(timespec="seconds")


@pytest.fixture
def old(merchant):
    """A merchant recycled years ago, a hand-over and a draft of then, a request decided then."""
    merchants.remove([merchant])
    Merchant.update(removed_at=long_ago(2)).where(Merchant.id == merchant).execute()
    other = merchants.ids("永泰书店")[0]
    merchant_events.hand_over(other, "何文斌", "13600005678", dt.date(TODAY.year - 4, 1, 1))
    merchant_events.rename(other, "永泰文具", "", dt.date(TODAY.year - 4, 1, 1))
    FormDraft.create(page="merchants", row=0, who="王管理", at=long_ago(1), content=json.dumps({"owner": "高振华"}))
    return merchant


def test_what_is_kept_too_long_is_counted_by_table(old):
    found = {each.noun: (each.title, len(each.rows)) for each in retention.overdue(TODAY)}
    assert found == {
        "merchant": ("商户（回收站）", 1),
        "merchant_event": ("商户变更", 1),
        "form_draft": ("没有保存的表单", 1),
    }
    line = next(each for each in todo.todos(TODAY) if each.kind == "too_long")
    assert line.sentence == "3 条个人资料超过保存期限"


def test_what_is_young_or_in_use_is_not_overdue(merchant):
    merchants.remove([merchant])
    drafts.keep("merchants", 0, {"owner": NAME})
    assert retention.overdue(TODAY) == []


def test_clearing_away_takes_two_people_too(old, checker):
    request = personal.ask_purge(retention.overdue(TODAY))
    with pytest.raises(Problem, match="不能是同一个人"):
        approvals.approve(request)
    checker(request)
    row = Merchant.get_by_id(old)
    assert (row.owner, row.phone, row.number, bool(row.removed_at)) == (ERASED, ERASED, "SH-00001", True)
    was = {event.kind: event.was for event in MerchantEvent.select()}
    assert was["转让"] == ERASED
    assert was["更名"] != ERASED
    assert retention.overdue(TODAY) == []
    with pytest.raises(Problem, match="没有超过保存期限"):
        personal.ask_purge([])
