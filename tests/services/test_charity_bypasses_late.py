"""What comes after: undoing what others stand on, late reversals, merged holders, copies, what everybody reads."""

import datetime as dt
from io import BytesIO

import pytest

from app.domain.errors import Invalid, Problem
from app.domain.gifts import COOPERATIVE, Draft
from app.domain.members import Draft as Member
from app.domain.merchants import Draft as MerchantDraft
from app.domain.points import Rule
from app.services import (
    adjusting,
    backups,
    centres,
    charity_documents,
    charity_sheets,
    clerks,
    day_documents,
    day_sheet,
    earning,
    fund_balances,
    fund_entries,
    funds,
    gift_list,
    gift_matching,
    gifts,
    good_list,
    holders,
    imports,
    journal,
    members,
    merchant_events,
    merchants,
    point_list,
    points,
    redeeming,
    restoring,
    salvaging,
    stock,
)
from app.services.adjusting import Adjustment
from app.services.funds import CampaignDraft, FundDraft
from app.services.import_gifts import GIFTS
from app.services.restoring import Secret
from app.store.database import db
from app.store.gifts import Gift
from app.store.points import PointEntry
from app.store.warehouse import Good
from app.store.writing import writing
from tests.later import a_day_later
from tests.services.test_charity_documents import text_of
from tests.services.test_gifts import gift, merchant, rice  # noqa: F401

TODAY = dt.date.today()
ON = TODAY.isoformat()


def said(paper):
    out = BytesIO()
    paper.write(out)
    return "".join(text_of(out))


@pytest.fixture
def fund(merchant):  # noqa: F811
    return funds.save_fund(FundDraft("爱心基金", "冠名基金", "助学、大病救助", "", "2020-01-01"), None)


def pay(amount, purpose="助学", beneficiary="李秀英", **whose):
    told = {"amount": amount, "purpose": purpose, "beneficiary": beneficiary, "asked_by": "乙", "on": ON}
    with writing("支出") as act:
        fund_entries.carry_out(act, {**told, **whose})


def test_a_fund_with_money_is_not_undone(merchant, fund):  # noqa: F811
    made = journal.last().id
    gift(merchant, "500", fund=fund)
    with pytest.raises(Problem, match="爱心基金"):
        journal.undo(made)
    assert [row.id for row in funds.funds()] == [fund]


def test_a_campaign_with_gifts_is_not_undone(merchant):  # noqa: F811
    number = funds.save_campaign(CampaignDraft("助学", "助学", "定向救助", "", "", "", 0, ON), None)
    made = journal.last().id
    gift(merchant, "500", campaign=number)
    with pytest.raises(Problem, match="助学"):
        journal.undo(made)


def test_a_good_in_stock_is_not_undone(merchant, rice):  # noqa: F811
    made = next(entry for entry in journal.recent(20) if entry.what == "新增物品")
    with pytest.raises(Problem, match="大米"):
        journal.undo(made.id)


def test_a_fund_on_which_nothing_stands_is_undone(fund):
    journal.undo(journal.last().id)
    assert funds.funds() == []


def test_a_rule_by_which_points_were_earned_is_not_undone(merchant):  # noqa: F811
    earning.save(Rule("捐款", 2, 100, start="2020-01-01"))
    made = journal.last().id
    gift(merchant, "500")
    with pytest.raises(Problem, match="捐款"):
        journal.undo(made)
    assert earning.in_force("捐款", TODAY).points == 2


def test_widening_a_fund_is_not_undone_once_it_paid_for_more(merchant, fund):  # noqa: F811
    gift(merchant, "500", fund=fund)
    funds.save_fund(FundDraft("爱心基金", "冠名基金", "助学、大病救助、低保帮扶", "", "2020-01-01"), fund)
    made = journal.last().id
    pay("100", "低保帮扶", fund=fund)
    with pytest.raises(Problem, match="低保帮扶"):
        journal.undo(made)


def test_what_came_by_profit_is_posted_as_income(merchant, fund):  # noqa: F811
    gift(merchant, "500", fund=fund)
    funds.share_profit(fund, "1000", ON)
    wrong = funds.share_profit(fund, "3000", ON)
    funds.reverse(wrong, "录错")
    page = said(charity_sheets.posting(TODAY, TODAY)).replace(" ", "")
    assert "收入900.00元" in page
    assert "利润分成" in page


def test_a_wrong_sheet_undone_the_same_day_is_posted_nowhere(merchant, tmp_path):  # noqa: F811
    path = tmp_path / "捐赠.csv"
    path.write_text("日期,捐赠方,类型,金额\n2026-03-01,瑞和茶庄,捐款,500\n", "utf-8")
    imports.carry_out(imports.read(path, target=GIFTS))
    journal.undo(journal.last().id)
    gift(merchant, "70")
    march = dt.date(2026, 3, 1)
    for start, end, sum_ in ((TODAY, TODAY, "70.00"), (march, march, "0.00"), (march, TODAY, "70.00")):
        assert f"收入{sum_}元" in said(charity_sheets.posting(start, end)).replace(" ", "")


def test_the_account_of_a_fund_says_its_rule_in_words(merchant, fund):  # noqa: F811
    funds.share_profit(fund, "1000", ON)
    own = funds.save_fund(FundDraft("社区基金", "社区基金", "助学", "", "2020-01-01", 25), None)
    funds.share_profit(own, "1000", ON)
    page = said(charity_sheets.fund_statement(TODAY, TODAY, fund))
    assert "40%" in page
    assert "charity" not in page
    assert "本基金约定25%" in said(charity_sheets.fund_statement(TODAY, TODAY, own)).replace(" ", "")


def test_a_posting_hides_a_beneficiary_in_any_words(merchant):  # noqa: F811
    draft = CampaignDraft("救助李秀英", "李秀英手术费", COOPERATIVE, "慈善会", "5321", "李秀英", 0, ON)
    number = funds.save_campaign(draft, None)
    gift(merchant, "500", campaign=number, purpose="李秀英手术费")
    pay("100", "李秀英复查", campaign=number)
    for name in ("孙大姐夫妇", "周小强先生", "郑小花、吴大力", "冯小宝 陈小贝"):
        gifts.save(Draft(giver=name, amount="10", on=ON))
    papers = [charity_sheets.posting(TODAY, TODAY, each) for each in (0, number)] + [charity_sheets.poster(number)]
    for paper in papers:
        text = said(paper) + paper.file
        for words in ("秀英", "大姐", "小强", "小花", "大力", "小宝", "小贝"):
            assert words not in text, words
    own = charity_documents.certificate([Gift.get(Gift.campaign == number).id])
    assert "秀英" not in said(own)


def test_the_day_sheet_is_the_same_after_all_that_can_follow(merchant, rice, monkeypatch):  # noqa: F811
    other = merchants.save(MerchantDraft(sign="瑞和二店", no_code_reason="未提供"), None)
    saved = gift(merchant)
    waits = gifts.save(Draft(giver="瑞和二店铺", amount="30", on=ON))
    made = redeeming.redeem("merchant", merchant, rice, 1)
    spare = redeeming.redeem("merchant", merchant, rice, 1)
    before = said(day_documents.of_day(TODAY))
    told = day_sheet.of_day(TODAY)

    with monkeypatch.context() as later:
        a_day_later(later)
        gifts.redo(saved.id, Draft(**{**vars(gifts.draft_of(saved.id)), "amount": "5000"}), "少写了")
        gift_matching.match("瑞和二店铺", "merchant", other)
        redeeming.hand_in(made.id)
        redeeming.reverse(spare.id, "不要了")
        row = Good.get_by_id(rice)
        good_list.save(good_list.GoodDraft(name="东北大米", kind=row.kind, price=120, unit="袋"), rice)
        merchants.save(MerchantDraft(sign="新瑞和", no_code_reason="未提供"), merchant)
        merchant_events.merge(merchant, other, TODAY)
    again = day_sheet.of_day(TODAY)
    for name in ("points", "money", "value", "by_method", "cash", "in_hand", "payments"):
        assert getattr(again, name) == getattr(told, name), name
    assert waits.points == 0
    lead, ledger = (
        before[: before.index("当天录入")],
        before[before.index("捐款JZ") : before.index("新增公益仓物品大米")],
    )
    assert lead in said(day_documents.of_day(TODAY))
    assert ledger in said(day_documents.of_day(TODAY))


def test_merged_holders_have_one_statement_and_one_opening(merchant):  # noqa: F811
    other = merchants.save(MerchantDraft(sign="瑞和二店", no_code_reason="未提供"), None)
    clerks.add("李复核", "复核", "口令 87654321")
    with writing("期初") as act:
        told = vars(Adjustment("merchant", other, 50, "旧账本", ON, opening=True))
        adjusting.carry_out(act, {**told, "asked_by": "李复核"})
    gift(merchant, "300")
    merchant_events.merge(merchant, other, TODAY)
    gift(merchant, "100")
    holder = holders.known("merchant", merchant)
    statement = point_list.statement(holder, TODAY, TODAY)
    assert (statement.opening, len(statement.rows), statement.closing) == (0, 3, 450)
    assert points.balance(holder) == points.available(holder) == 450
    with pytest.raises(Invalid, match="已经登记过"):
        adjusting.checked(Adjustment("merchant", merchant, 70, "旧账本", ON, opening=True))


def test_an_import_gives_no_points_to_the_clerks_own_merchant(store, tmp_path):
    own = merchants.save(MerchantDraft(sign="王记面馆", owner="王管理", no_code_reason="未提供"), None)
    path = tmp_path / "捐赠.csv"
    path.write_text("日期,捐赠方,类型,金额\n2026-03-01,王记面馆,捐款,500\n", "utf-8")
    imports.carry_out(imports.read(path, target=GIFTS))
    assert (gift_list.totals({}).money, gift_list.waiting()) == (50_000, 1)
    assert PointEntry.select().count() == 0
    with pytest.raises(Problem, match="自己"):
        gift_matching.match("王记面馆", "merchant", own)


def test_goods_in_parts_do_not_go_into_the_warehouse(merchant, rice):  # noqa: F811
    told = {"kind": "捐物", "item": "大米", "value": "400", "good": rice, "amount": 0}
    for count in ("2.5", "0"):
        with pytest.raises(Invalid, match="整数"):
            gift(merchant, **told, quantity=count)
    assert stock.left(rice) == 5


def test_a_shared_gift_counts_once_in_every_total(merchant):  # noqa: F811
    person = members.save(Member(name="何文斌"), None)
    number = funds.save_campaign(CampaignDraft("助学", "助学", "定向救助", "", "", "", 0, ON), None)
    saved = gift(merchant, "501", shared_with="何文斌", campaign=number)
    total = gift_list.totals({})
    assert (total.count, total.money, total.points, saved.points) == (1, 50_100, 500, 500)
    held = [points.balance(holders.known(*each)) for each in (("merchant", merchant), ("person", person))]
    assert held == [250, 250]
    assert fund_balances.raised(number) == day_sheet.of_day(TODAY).money == 50_100
    gifts.reverse(saved.id, "录错")
    assert [points.balance(holders.known(*each)) for each in (("merchant", merchant), ("person", person))] == [0, 0]


def ledgers():
    tables = ("gift", "point_entry", "point_spend", "stock_move", "redemption", "fund_entry", "slip_use", "holder")
    return {table: sorted(db.execute_sql(f"SELECT * FROM {table}").fetchall()) for table in tables}


def refuses():
    for sql in ("UPDATE point_entry SET points = 9", "DELETE FROM gift", "UPDATE gift SET amount = 1"):
        with pytest.raises(Exception, match="append-only"):
            db.execute_sql(sql)


def test_ledgers_survive_salvage_restoring_and_a_new_key(store, admin, merchant, rice, fund):  # noqa: F811
    gift(merchant, "900", fund=fund)
    redeeming.hand_in(redeeming.redeem("merchant", merchant, rice, 2).id)
    pay("100", fund=fund)
    clerks.add("李窗口", "窗口", "口令 87654321")
    before, copy = ledgers(), backups.make().copy
    gift(merchant, "1")
    restoring.carry_out(restoring.prepare(copy.path))
    assert ledgers() == before
    refuses()
    clerks.remove("李窗口")
    assert ledgers() == before
    refuses()
    centres.close()
    made = salvaging.save_what_reads(store.database, Secret(*admin), store)
    assert made.lost == {}
    restoring.carry_out(restoring.prepare_closed(store, made.file, Secret(*admin)))
    assert ledgers() == before
    refuses()
    gift(merchant, "70")
    assert points.balance(holders.known("merchant", merchant)) == 900 - 200 + 70


def test_who_may_only_look_changes_nothing(store, merchant, rice, admin):  # noqa: F811
    saved = gift(merchant, "900")
    clerks.add("孙只读", "只读", "口令 87654321")
    centres.close()
    centres.unlock(store, "孙只读", "口令 87654321")
    before = ledgers()
    for act in (
        lambda: gift(merchant, "1"),
        lambda: gifts.reverse(saved.id, "录错"),
        lambda: redeeming.redeem("merchant", merchant, rice, 1),
        points.expire_all,
        lambda: stock.enter(rice, 1),
        lambda: earning.save(Rule("捐款", 9, 100, start="2020-01-01")),
    ):
        with pytest.raises(Problem):
            act()
    assert ledgers() == before
    assert said(charity_documents.receipt([saved.id]))
