import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.domain.errors import Invalid, Problem
from app.domain.merchants import Draft
from app.services import honours, journal, merchant_writing, merchants
from app.store.merchants import Merchant, Pledge

CODE = "92230602MAM9LGNYP4"
OTHER = "92230602MA6PQKHP5L"


def add(sign, **more):
    return merchants.save(Draft(sign=sign, no_code_reason="" if "code" in more else "办理中", **more), None)


def found(text, **more):
    return [row.name for row in merchants.rows(merchants.ids(text, **more))]


@pytest.fixture
def street(store):
    add("曾家面馆", phone="13912345678", owner="仇立新")
    add("朝阳照相馆", registered_name="萨尔图区朝阳照相馆", code=CODE)
    add("瑞和茶庄", grid="一片区")
    add('<b>&"=1+1', grid="二片区")
    add("䶮昇百货", mnemonic="ysbh2")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zjmg", "曾家面馆"),
        ("cjmg", "曾家面馆"),
        ("cengjia", "曾家面馆"),
        ("zengjiamian", "曾家面馆"),
        ("家面", "曾家面馆"),
        ("5678", "曾家面馆"),
        ("qlx", "曾家面馆"),
        ("clx", "曾家面馆"),
        ("cyzxg", "萨尔图区朝阳照相馆"),
        ("zyzxg", "萨尔图区朝阳照相馆"),
        ("92230602mam9", "萨尔图区朝阳照相馆"),
        ("SH-00002", "萨尔图区朝阳照相馆"),
        ("RHCZ", "瑞和茶庄"),
        ("ｒｈｃｚ", "瑞和茶庄"),
        ("瑞和 庄", "瑞和茶庄"),
        ('&"=', '<b>&"=1+1'),
        ("<b>", '<b>&"=1+1'),
        ("䶮", "䶮昇百货"),
        ("ysbh2", "䶮昇百货"),
    ],
)
def test_a_merchant_is_found_by(street, typed, name):
    assert name in found(typed)


def test_what_nobody_is_called_finds_nobody_and_blanks_find_all(street):
    assert found("没有这家") == []
    assert found("' OR 1=1 --") == []
    assert found('"') == ['<b>&"=1+1']
    assert len(found("   ")) == 5


def test_a_changed_name_is_found_anew_and_no_longer_by_the_old(street):
    merchant = merchants.ids("rhcz")[0]
    merchants.save(Draft(sign="隆昌茶庄", no_code_reason="办理中"), merchant)
    assert found("rhcz") == []
    assert found("lccz") == ["隆昌茶庄"]


def test_names_sort_as_in_a_chinese_dictionary(street):
    names = found("")
    assert names == ['<b>&"=1+1', "瑞和茶庄", "萨尔图区朝阳照相馆", "䶮昇百货", "曾家面馆"]
    assert found("", descending=True) == names[::-1]


def test_filters_and_columns_are_answered_by_the_database(street):
    assert found("", filters={"grid": "一片区"}) == ["瑞和茶庄"]
    assert sorted(merchants.choices("grid")) == ["一片区", "二片区"]
    assert merchants.counts()["全部"] == merchants.counts()["未授牌"] == 5
    assert found("", order="grid")[:2] == ["瑞和茶庄", '<b>&"=1+1']


def test_a_number_is_given_once_and_never_again(street):
    last = merchants.get(max(merchants.ids()))
    merchants.remove([last.id])
    assert merchants.get(add("新店")).number == "SH-00006"


def test_a_taken_code_is_refused_by_name_and_nothing_is_written(street):
    entry = journal.last().id
    with pytest.raises(Invalid, match="已登记给萨尔图区朝阳照相馆（SH-00002）"):
        add("另一家", code=CODE.lower())
    assert journal.last().id == entry
    with pytest.raises(Invalid, match="已登记给"):
        merchants.save(Draft(sign="瑞和茶庄", code=CODE), merchants.ids("rhcz")[0])


def test_a_removed_merchants_code_can_be_registered_again(street):
    merchants.remove(merchants.ids("cyzxg"))
    assert merchants.get(add("新照相馆", code=CODE)).code == CODE


def test_a_merchant_is_found_by_code_or_number_however_it_is_typed(street):
    number = merchants.ids("cyzxg")[0]
    for typed in (CODE, f" {CODE.lower()} ", "SH-00002", "sh00002", "ＳＨ-２"):
        assert merchants.find(typed) == number
    with pytest.raises(Problem, match="没有找到代码或编号是“SH-99999”的商户"):
        merchants.find("SH-99999")


def test_pledges_keep_their_history(street):
    merchant = add("守信小店", pledged_on="2026.3", safe_consumption=True)
    merchants.save(Draft(sign="守信小店", no_code_reason="办理中", pledged_on="2026-03-05"), merchant)
    row = merchants.get(merchant)
    assert (row.pledged_on, row.safe_consumption, row.free_returns) == ("2026-03-05", False, False)
    withdrawn = {pledge.kind: pledge.withdrawn for pledge in Pledge.select().where(Pledge.merchant == merchant)}
    assert withdrawn == {merchant_writing.PLEDGED: "", merchant_writing.SAFE: dt.date.today().isoformat()}


def test_a_merchant_with_an_honour_in_force_is_not_removed(street):
    wanted = merchants.ids("rhcz")
    honours.award("诚信商户", wanted, dt.date.today(), None)
    with pytest.raises(Problem, match="瑞和茶庄还有在用的荣誉"):
        merchants.remove(merchants.ids())
    assert merchants.counts()["全部"] == 5


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["add", "change", "remove"]), min_size=1, max_size=6))
def test_undoing_every_act_gives_back_what_was(store, acts):
    def state():
        everyone = merchants.rows(merchants.ids())
        return [(row.id, row.name, row.pledged_on) for row in everyone], merchants.ids("xd")

    add("最初小店")
    states, done = [], []
    for number, act in enumerate(acts):
        states.append(state())
        present = merchants.ids("xd")
        if act == "add" or not present:
            add(f"第{number}小店", pledged_on="2026-03")
        elif act == "change":
            merchants.save(Draft(sign=f"改{number}小店", no_code_reason="无"), present[0])
        else:
            merchants.remove(present[:1])
        done.append(journal.last().id)
    for entry, before in zip(reversed(done), reversed(states), strict=True):
        journal.undo(entry)
        assert state() == before
    merchants.remove(merchants.ids())


def test_an_act_whose_row_changed_since_is_not_taken_back(street):
    merchant, entry = add("小店"), journal.last().id
    merchants.save(Draft(sign="小店二", no_code_reason="无"), merchant)
    with pytest.raises(Problem, match="“新增商户 小店”之后，其中的内容又改过"):
        journal.undo(entry)
    assert merchants.get(merchant).sign == "小店二"
    assert not journal.recent(50)[-1].undoable


def test_what_was_taken_back_cannot_be_taken_back_twice(street):
    entry = journal.last().id
    assert journal.undo(entry) == "新增商户 䶮昇百货"
    assert found("ysbh2") == []
    with pytest.raises(Problem, match="已经撤销过"):
        journal.undo(entry)
    journal.undo(journal.last().id)
    assert found("ysbh2") == ["䶮昇百货"]


def test_an_export_keeps_every_figure_and_formula_as_text(street, tmp_path):
    assert merchants.export(tmp_path / "商户台账.xlsx") == 5
    sheet = load_workbook(tmp_path / "商户台账.xlsx").active
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert cells[CODE].data_type == "s"
    assert cells['<b>&"=1+1'].data_type == "s"
    assert cells["13912345678"].data_type == "s"
    assert journal.last().what == "导出商户台账 5 家"


def test_a_window_of_rows_comes_in_the_order_asked_for(street):
    wanted = merchants.ids()[::-1]
    assert [row.id for row in merchants.rows(wanted)] == wanted
    assert Merchant.select().count() == 5


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("13912345678", "139****5678"), ("0459-1234567", "045*****4567"), ("123456", "****56"), ("", "")],
)
def test_a_phone_is_shown_masked(phone, shown):
    assert merchants.MerchantRow(phone=phone).masked_phone == shown
