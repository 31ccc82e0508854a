import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Invalid, Problem
from app.domain.merchants import Draft
from app.services import history, honour_prints, honours, journal, merchant_events, merchants
from app.store.honours import Honour
from app.store.merchants import Pledge

TODAY = dt.date(2026, 11, 20)
CODES = ("92230602MAM9LGNYP4", "92230602MA6PQKHP5L")


def add(sign, **more):
    return merchants.save(Draft(sign=sign, no_code_reason="" if more.get("code") else "无", **more), None)


@pytest.fixture
def merchant(store):
    number = add("瑞和茶庄", owner="刘桂兰", phone="13800006620", code=CODES[0], pledged_on="2026-03-05")
    honours.award("诚信商户", [number], dt.date.today(), None)
    honour_prints.note_printed("诚信商户", [number], "gold")
    return number


def test_a_rename_keeps_the_honour_and_asks_for_a_new_print(merchant):
    assert merchants.counts()["待打印"] == 0
    merchant_events.rename(merchant, "隆昌茶庄", "", TODAY)
    assert merchants.get(merchant).name == "隆昌茶庄"
    assert [row.state for row in honours.of_merchant(merchant)] == ["有效"]
    assert merchants.ids(filters={"honour": "待打印"}) == [merchant]
    assert merchant_events.listing(merchant) == [
        merchant_events.Event("更名", "2026-11-20", "瑞和茶庄", "隆昌茶庄", "")
    ]
    honour_prints.note_printed("诚信商户", [merchant], "gold")
    assert merchants.counts()["待打印"] == 0


@pytest.mark.parametrize(
    ("happen", "kind"),
    [
        (lambda merchant: merchant_events.hand_over(merchant, "高文斌", "13900000000", TODAY), "转让"),
        (lambda merchant: merchant_events.give_new_code(merchant, CODES[1], TODAY), "换证"),
    ],
)
def test_a_transfer_or_new_licence_ends_the_honour_and_can_be_taken_back(merchant, happen, kind):
    before = merchants.get(merchant)
    happen(merchant)
    assert [(row.state, row.decision) for row in honours.of_merchant(merchant)] == [
        ("收回", f"2026年11月20日{kind}，荣誉终止")
    ]
    assert honours.verify(Honour.get().code).state == "收回"
    journal.undo(journal.last().id)
    assert merchants.get(merchant) == before
    assert honours.verify(Honour.get().code).state == "有效"
    assert merchant_events.listing(merchant) == []


def test_an_honour_can_be_kept_on_request(merchant):
    merchant_events.hand_over(merchant, "高文斌", "", TODAY, keep_honours=True)
    assert [row.state for row in honours.of_merchant(merchant)] == ["有效"]


def test_what_changes_nothing_or_is_taken_is_refused(merchant):
    add("另一家", code=CODES[1])
    with pytest.raises(Invalid, match="和原来一样"):
        merchant_events.rename(merchant, "瑞和茶庄", "", TODAY)
    with pytest.raises(Invalid, match="已登记给另一家"):
        merchant_events.give_new_code(merchant, CODES[1], TODAY)
    with pytest.raises(Invalid, match="请填写新的负责人"):
        merchant_events.hand_over(merchant, " ", "", TODAY)
    assert merchant_events.listing(merchant) == []


def test_duplicates_are_found_and_named(merchant):
    again = add("瑞和茶庄", phone="13800006620")
    add("瑞和茶庄", phone="13900000000")
    assert [[row.id for row in group] for group in merchant_events.duplicates()] == [[merchant, again]]
    draft = Draft(sign="瑞和茶庄", phone="13800006620")
    assert {row.id for row in merchants.similar(draft, None)} == {merchant, again}
    assert [row.id for row in merchants.similar(draft, merchant)] == [again]
    assert [row.id for row in merchants.similar(Draft(sign="别的", code=CODES[0].lower()), None)] == [merchant]


def test_merging_loses_nothing_and_undoing_gives_back_both(merchant):
    again = add("瑞和茶庄", trade="茶叶", grid="一片区", safe_consumption=True)
    honours.award("finest", [again], dt.date.today(), None)
    before = merchants.rows([merchant, again])
    merchant_events.merge(merchant, again, TODAY)
    row = merchants.get(merchant)
    assert (row.trade, row.grid, row.owner, row.code) == ("茶叶", "一片区", "刘桂兰", CODES[0])
    assert row.safe_consumption
    assert row.pledged_on == "2026-03-05"
    assert {honour.kind for honour in honours.of_merchant(merchant)} == {"诚信商户", "最美商户"}
    assert again not in merchants.ids()
    journal.undo(journal.last().id)
    assert merchants.rows([merchant, again]) == before


def test_a_merged_merchant_stands_where_its_new_name_belongs(store):
    kept = add("一店")
    middle = add("中店")
    gone = merchants.save(Draft(registered_name="左店", no_code_reason="无"), None)
    assert merchants.ids() == [kept, middle, gone]
    merchant_events.merge(kept, gone, TODAY)
    assert merchants.get(kept).name == "左店"
    assert merchants.ids() == [middle, kept]


texts = st.sampled_from(["", "甲", "乙", "丙"])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, texts, st.booleans(), st.booleans(), st.integers(0, 2), st.integers(0, 2))
def test_any_two_merge_and_part_again(store, trade, note, safe, returns, one, two):
    kept = add("一店", trade=trade, safe_consumption=safe)
    gone = add("二店", trade=note, note=note, free_returns=returns, code=CODES[1] if two else "")
    for merchant, count in ((kept, one), (gone, two)):
        for kind in honours.kinds()[:count]:
            honours.award(kind.code, [merchant], dt.date.today(), None)
    before = merchants.rows([kept, gone])
    pledges = Pledge.select().where(Pledge.merchant.in_([kept, gone])).count()
    merchant_events.merge(kept, gone, TODAY)
    assert len(honours.of_merchant(kept)) == one + two
    assert Pledge.select().where(Pledge.merchant == kept).count() == pledges
    merged = merchants.get(kept)
    assert merged.trade == (trade or note)
    assert (merged.safe_consumption, merged.free_returns) == (safe, returns)
    journal.undo(journal.last().id)
    assert merchants.rows([kept, gone]) == before
    for merchant in (kept, gone):
        merchant_events.hand_over(merchant, "某人", "", TODAY)
    merchants.remove([kept, gone])


def test_many_change_at_once_and_back(store):
    known = [add(name, grid="一片区") for name in ("甲店", "乙店", "丙店")]
    merchants.change_many(known[:2], "grid", "二片区")
    assert journal.last().what == "把 2 家商户的所属片区改为“二片区”"
    assert [row.grid for row in merchants.rows(known)] == ["二片区", "二片区", "一片区"]
    journal.undo(journal.last().id)
    assert {row.grid for row in merchants.rows(known)} == {"一片区"}


def test_a_records_history_tells_every_act_and_brings_any_back(merchant):
    merchants.save(replace(draft_of(merchant), trade="茶叶", phone="13900000000"), merchant)
    merchants.save(replace(draft_of(merchant), trade="食品"), merchant)
    versions = history.of("merchant", merchant)
    assert [version.what for version in versions] == ["修改商户 瑞和茶庄", "修改商户 瑞和茶庄", "新增商户 瑞和茶庄"]
    assert versions[1].changes == ("业态：（空） → 茶叶", "联系电话：138****6620 → 139****0000")
    history.bring_back("merchant", merchant, versions[1])
    assert merchants.get(merchant).trade == "茶叶"
    assert history.of("merchant", merchant)[0].what.startswith("把瑞和茶庄恢复到")


def draft_of(number):
    row = merchants.get(number)
    return Draft(**{name: getattr(row, name) for name in vars(Draft())})


def test_the_recycle_bin_lists_and_gives_back(store):
    merchant = add("小店", code=CODES[0])
    merchants.remove([merchant])
    bin_ = history.recycled("merchant")
    assert [(each.id, each.name) for each in bin_] == [(merchant, "小店")]
    taken = add("新店", code=CODES[0])
    with pytest.raises(Problem, match="代码已经登记给别的记录"):
        history.take_out(bin_)
    merchants.remove([taken])
    history.take_out(bin_)
    assert merchants.ids() == [merchant]


def test_undo_and_redo_walk_the_session_back_and_forth(store):
    states = [[]]
    for name in ("甲店", "乙店", "丙店"):
        add(name)
        states.append(merchants.ids())
    for state in reversed(states[:-1]):
        journal.undo(journal.last_of_session().id)
        assert merchants.ids() == state
    assert journal.last_of_session() is None
    for state in states[1:]:
        journal.undo(journal.last_undone().id)
        assert sorted(merchants.ids()) == sorted(state)
    assert journal.last_undone() is None
    assert journal.undo(journal.last_of_session().id) == "新增商户 丙店"
    add("丁店")
    assert journal.last_undone() is None
