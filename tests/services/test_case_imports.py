"""Running cases from a sheet: old numbers, as far as they had come, and the same sheet twice changes nothing."""

import datetime as dt

import pytest

from app.domain.cases import Draft
from app.domain.merchants import Draft as MerchantDraft
from app.services import case_documents, case_handling, cases, imports, journal, merchants
from app.services.import_cases import CASES
from app.store.cases import Case

TODAY = dt.date.today()
YEAR = TODAY.year - 1
SHEET = f"""联席会议事项台账
编号,事项,类别,来源,收到日期,反映人,电话,商户,承办单位,经办人,期限,办结日期,结果,满意度
SQ-017,夜市占道经营,诉求,来访,{YEAR}.3.5,郑晓红,13800001111,瑞和茶庄,城管办,周立,{YEAR}.3.20,{YEAR}.3.18,划定了摊位,很满意
SQ-018,路灯不亮,诉求,来电,{YEAR}.11.2,,,,城管办,,{YEAR}.11.17,,,
{YEAR}-0034,退货纠纷,纠纷,12315,{YEAR}.12.1,,,没有这家店,,,,,,
"""


@pytest.fixture
def sheet(store, tmp_path):
    merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    path = tmp_path / "事项台账.csv"
    path.write_text(SHEET, "utf-8")
    return path


def taken(path):
    plan = imports.read(path, target=None)
    if plan.counts()["new"] + plan.counts()["updated"]:
        imports.carry_out(plan)
    return plan


def row(number):
    return cases.get(cases.find(number))


def test_the_sheet_is_known_by_its_columns_and_comes_in_with_its_numbers(sheet):
    plan = taken(sheet)
    assert plan.target is CASES
    assert plan.counts() == {"rows": 3, "new": 3, "updated": 0, "skipped": 0, "refused": 0}
    done = row("SQ-017")
    assert (done.stage, done.state, done.satisfaction, done.result) == ("反馈", "已办结", "满意", "划定了摊位")
    assert (done.merchant_name, done.due, done.unit) == ("瑞和茶庄", f"{YEAR}-03-20", "城管办")
    assert (row("SQ-018").stage, row("SQ-018").state) == ("交办", "超期")
    assert row(f"{YEAR}-0034").stage == "登记"
    assert [each.what for each in case_handling.steps(row("SQ-018").id)] == ["从原来的台账转入"]


MONEY = f"""编号,事项,类别,收到日期,涉及金额,挽回损失（元）,办结日期
JF-1,退货纠纷,纠纷,{YEAR}.3.5,"1,280.50",800元,{YEAR}.3.18
JF-2,欠租纠纷,纠纷,{YEAR}.3.6,1.2万,,
JF-3,口角,纠纷,{YEAR}.3.7,无,/,{YEAR}.3.8
"""


def test_what_was_in_dispute_and_what_was_recovered_come_in_fen(sheet):
    sheet.write_text(MONEY, "utf-8")
    assert taken(sheet).counts()["new"] == 3
    found = [(row(number).disputed, row(number).recovered) for number in ("JF-1", "JF-2", "JF-3")]
    assert found == [(128_050, 80_000), (1_200_000, 0), (0, 0)]
    assert taken(sheet).counts()["skipped"] == 3
    sheet.write_text(MONEY.replace("1.2万", "12600"), "utf-8")
    (changed,) = taken(sheet).of(imports.Verdict.UPDATED)
    assert "争议金额（元）：12,000.00 → 12,600.00" in changed.sentence
    assert row("JF-2").disputed == 1_260_000


def test_a_heading_may_say_that_amounts_are_in_wan(sheet):
    wan = MONEY.replace("涉及金额", "涉及金额（万元）").replace('"1,280.50"', "0.12805")
    sheet.write_text(wan, "utf-8")
    taken(sheet)
    found = [(row(number).disputed, row(number).recovered) for number in ("JF-1", "JF-2", "JF-3")]
    assert found == [(128_050, 80_000), (1_200_000, 0), (0, 0)]


@pytest.mark.parametrize(
    ("was", "now", "word"),
    [
        ("1.2万", "约两千", "第 3 行“涉及金额”（E 列）：“约两千”不是金额"),
        ("1.2万", "-5", "争议金额不能是负数"),
        ("1.2万", "0.005", "最多到分"),
        ("1.2万,", "1.2万,300", "还没有办结的事项不能有挽回金额"),
    ],
)
def test_an_amount_at_fault_refuses_its_row_alone(sheet, was, now, word):
    sheet.write_text(MONEY.replace(was, now), "utf-8")
    plan = imports.read(sheet, target=None)
    assert (plan.counts()["refused"], plan.counts()["new"]) == (1, 2)
    assert word in plan.of(imports.Verdict.REFUSED)[0].sentence


def test_the_same_sheet_twice_changes_nothing(sheet):
    taken(sheet)
    before = list(Case.select().dicts())
    assert taken(sheet).counts()["skipped"] == 3
    assert list(Case.select().dicts()) == before


def test_what_has_changed_since_is_updated(sheet):
    taken(sheet)
    sheet.write_text(SHEET.replace(f"{YEAR}.11.17,,", f"{YEAR}.11.17,{YEAR}.11.16,换了灯头"), "utf-8")
    plan = taken(sheet)
    assert (plan.counts()["updated"], plan.counts()["skipped"]) == (1, 2)
    assert "办结日期" in plan.of(imports.Verdict.UPDATED)[0].sentence
    assert (row("SQ-018").state, row("SQ-018").stage) == ("已办结", "反馈")


def test_new_cases_go_on_after_old_numbers_like_ours(sheet):
    taken(sheet)
    number = cases.save(Draft(kind="诉求", title="新的一件", received=f"{YEAR}-12-31"), None)
    assert cases.get(number).number == f"{YEAR}-0035"


def test_a_merchant_nobody_knows_is_named_and_left_out(sheet):
    plan = imports.read(sheet, target=None)
    assert "没有叫“没有这家店”的商户" in plan.rows[2].sentence
    assert not plan.unknown


@pytest.mark.parametrize(
    ("was", "now", "word"),
    [
        ("SQ-018", "", "没有编号"),
        ("诉求,来电", "请愿,来电", "请选择类别"),
        (f"{YEAR}.3.18", f"{YEAR}.3.1", "办结日期应在"),
        (f"{YEAR}.11.17,,,", f"{YEAR}.11.17,,,满意", "不能有满意度"),
        ("很满意", "凑合", "满意度请写"),
    ],
)
def test_a_row_at_fault_is_refused_with_the_reason(sheet, was, now, word):
    sheet.write_text(SHEET.replace(was, now), "utf-8")
    plan = imports.read(sheet, target=None)
    assert plan.counts()["refused"] == 1
    assert word in plan.of(imports.Verdict.REFUSED)[0].sentence


def test_the_day_received_of_a_case_on_record_stays(sheet):
    taken(sheet)
    sheet.write_text(SHEET.replace(f"{YEAR}.11.2,", f"{YEAR}.11.9,"), "utf-8")
    plan = imports.read(sheet, target=None)
    assert "登记以后不能改" in plan.of(imports.Verdict.REFUSED)[0].sentence


def test_a_case_in_the_recycle_bin_is_not_taken_in_again(sheet):
    taken(sheet)
    cases.remove([cases.find("SQ-017")])
    plan = imports.read(sheet, target=None)
    assert "回收站" in plan.of(imports.Verdict.REFUSED)[0].sentence


def test_the_import_is_one_act_that_can_be_taken_back(sheet):
    taken(sheet)
    assert cases.ids("占道") == [cases.find("SQ-017")]
    journal.undo(journal.recent()[0].id)
    assert cases.ids() == []


def test_what_is_exported_comes_back_as_it_is(sheet, tmp_path):
    taken(sheet)
    number = cases.save(Draft(kind="诉求", title="井盖松动", received=TODAY.isoformat(), detail="东门\n第三个"), None)
    case_handling.dispatch(number, case_handling.Assignment("市政所"))
    out = tmp_path / "导出.xlsx"
    assert case_documents.export(out) == 4
    plan = imports.read(out, target=None)
    assert (plan.target.noun, plan.counts()["skipped"]) == ("cases", 4), [each.sentence for each in plan.rows]


def test_a_sheet_that_only_tells_the_story_names_each_case_by_its_first_sentence(store, tmp_path):
    path = tmp_path / "台账.csv"
    heads = "会战商圈诉求台账\n事项编号,类型,诉求内容,收到时间,来源渠道,办理时限\n"
    path.write_text(f"{heads}SQ-1,诉求,东门路灯不亮。晚上看不见。,{YEAR}.3.5,来电,{YEAR}.3.20\n", "utf-8")
    assert taken(path).counts()["new"] == 1
    case = row("SQ-1")
    assert (case.title, case.detail, case.source) == ("东门路灯不亮", "东门路灯不亮。晚上看不见。", "来电")
    assert (case.received, case.due) == (f"{YEAR}-03-05", f"{YEAR}-03-20")
    assert taken(path).counts()["skipped"] == 1
