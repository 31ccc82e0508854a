import datetime as dt

import pdfplumber
import pytest

from app.domain.errors import Problem
from app.domain.honours import Standing
from app.domain.merchants import Draft
from app.services import centres, honour_prints, honours, journal, merchants
from app.store.centres import SigningKey
from app.store.honours import Honour, Printing

TODAY = dt.date.today()
LATER = TODAY + dt.timedelta(days=400)


@pytest.fixture
def known(store):
    return [merchants.save(Draft(sign=name, no_code_reason="无"), None) for name in ("甲店", "乙店", "丙店")]


def give(known, **more):
    return honours.award("诚信商户", known, more.pop("issued", TODAY), more.pop("until", LATER), **more)


def code_of(merchant):
    return Honour.get(Honour.merchant == merchant).code


def test_numbers_follow_each_other_within_kind_and_year(known):
    assert list(give(known[:2]).values()) == [f"诚信〔{TODAY.year}〕001号", f"诚信〔{TODAY.year}〕002号"]
    assert honours.award("finest", known[:1], TODAY, None) == {known[0]: f"最美〔{TODAY.year}〕001号"}
    earlier = TODAY.replace(year=TODAY.year - 1, day=1)
    assert give(known[2:], issued=earlier) == {known[2]: f"诚信〔{earlier.year}〕001号"}
    assert journal.last().what == "授予“诚信商户” 丙店"


def test_a_number_taken_back_is_never_given_again(known):
    give(known[:2])
    journal.undo(journal.last().id)
    assert [row.state for row in honours.of_merchant(known[0])] == ["作废"]
    assert list(give(known[:1]).values()) == [f"诚信〔{TODAY.year}〕003号"]


def test_an_award_is_for_all_or_for_none(known):
    give(known[1:2])
    with pytest.raises(Problem, match=r"乙店（.*）已有 .* 年度的“诚信商户”，没有授予任何荣誉"):
        give(known)
    assert Honour.select().count() == 1


@pytest.mark.parametrize(
    ("kind", "wanted", "until", "sentence"),
    [
        ("诚信商户", [], LATER, "没有选中商户"),
        ("没有的荣誉", [1], LATER, "没有“没有的荣誉”这种荣誉"),
        ("诚信商户", [1], TODAY - dt.timedelta(days=1), "有效期早于颁发日期"),
    ],
)
def test_what_cannot_be_awarded_is_said(known, kind, wanted, until, sentence):
    with pytest.raises(Problem, match=sentence):
        honours.award(kind, [known[n - 1] for n in wanted], TODAY, until)
    assert Honour.select().count() == 0


def test_validity_comes_from_the_rule_in_force(known):
    until = honours.last_day(TODAY)
    give(known[:1], until=until)
    assert Honour.get().rule == honours.validity(TODAY).code
    give(known[1:2], until=until + dt.timedelta(days=1))
    assert Honour.get(Honour.merchant == known[1]).rule == ""


def test_a_true_plaque_is_valid_until_its_last_day(known):
    give(known[:1])
    verdict = honours.verify(f"扫到的内容 {code_of(known[0])}")
    assert (verdict.state, verdict.merchant, verdict.number) == (Standing.VALID, "甲店", f"诚信〔{TODAY.year}〕001号")
    give(known[1:2], issued=dt.date(2020, 1, 1), until=dt.date(2021, 1, 1))
    assert honours.verify(code_of(known[1])).state == "到期"


def test_the_register_adds_what_digits_cannot_know(known):
    give(known)
    for merchant, state in zip(known, ("收回", "补发作废", "作废"), strict=True):
        Honour.update(state=state).where(Honour.merchant == merchant).execute()
        assert honours.verify(code_of(merchant)).state == state


def test_each_digit_changed_in_turn_is_refused(known):
    give(known[:1])
    code = code_of(known[0])
    for place, digit in enumerate(code):
        other = code[:place] + str((int(digit) + 1) % 10) + code[place + 1 :]
        assert honours.verify(other).state == "校验不符", place


@pytest.mark.parametrize("text", ["", "随便扫的", "1" * 185, "6901234567892", "诚信〔2026〕001号"])
def test_digits_that_are_no_signature_are_not_genuine(known, text):
    assert honours.verify(text).state == "校验不符"


def test_a_true_signature_for_a_number_the_register_lacks_is_unknown(known):
    give(known[:1])
    code = code_of(known[0])
    Honour.delete().execute()
    assert honours.verify(code).state == "查无此牌"


def test_a_new_key_orphans_no_plaque(known):
    give(known[:1])
    SigningKey.create(**{name: getattr(centres._signing_key(), name) for name in ("private", "public")})
    SigningKey.delete().where(SigningKey.id == -1).execute()
    assert honours.verify(code_of(known[0])).state == "有效"


@pytest.mark.parametrize("style", ["gold", "certificate"])
def test_documents_come_in_the_order_asked_for(known, tmp_path, style):
    give(known)
    wanted = [known[2], known[0]]
    assert honour_prints.write_documents("诚信商户", wanted, style, tmp_path / "a.pdf") == 2
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        pages = [page.extract_text().replace(" ", "") for page in pdf.pages]
    assert ["丙店" in pages[0], "甲店" in pages[1]] == [True, True]


def test_who_has_no_honour_is_named_and_no_file_is_written(known, tmp_path):
    give(known[:1])
    with pytest.raises(Problem, match="乙店没有在有效期内的“诚信商户”，没有生成文件"):
        honour_prints.write_documents("诚信商户", known, "gold", tmp_path / "a.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


def test_printing_is_journalled_and_a_second_time_named(known):
    give(known[:2])
    assert merchants.counts()["待打印"] == 2
    honour_prints.note_printed("诚信商户", known[:2], "gold")
    assert journal.last().what == "打印金色牌匾“诚信商户” 2 家"
    honour_prints.note_printed("诚信商户", known[:1], "certificate")
    assert journal.last().what == "打印荣誉证书“诚信商户” 甲店（补打第 1 次）"
    assert merchants.counts()["待打印"] == 0
    assert Printing.select().count() == 3


def test_filters_follow_validity(known):
    give(known[:1], until=TODAY + dt.timedelta(days=10))
    give(known[1:2], issued=dt.date(2020, 1, 1), until=TODAY - dt.timedelta(days=1))
    counts = merchants.counts()
    assert counts == {"全部": 3, "有效": 1, "30天内到期": 1, "到期": 1, "未授牌": 1, "待打印": 1}
    assert merchants.ids(order="valid_until") == [known[1], known[0], known[2]]
