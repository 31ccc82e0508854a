"""What the cities do with integrity, done with this program: pledges, plaques, duties, honours, rates, evaluations."""

import datetime as dt
import io

import pdfplumber
import pypdfium2
import zxingcpp

from app.domain import periods
from app.domain.cases import Draft as CaseDraft
from app.domain.gifts import Draft as Gift
from app.domain.merchants import Draft
from app.domain.organizations import Draft as Organization
from app.domain.organizations import Tree
from app.services import (
    case_handling,
    cases,
    credit_figures,
    entries,
    figures,
    flags,
    gifts,
    honour_life,
    honour_list,
    honour_prints,
    honour_sheets,
    honours,
    indicators,
    inspections,
    journal,
    merchant_codes,
    merchants,
    organizations,
    round_award,
    round_board,
    round_documents,
    round_marks,
    rounds,
    schemes,
    scoring,
    trees,
)
from app.ui.credit_figures_dialog import CreditFiguresDialog
from tests.services.rating_desk import AFTER, END, NOTICE, START, begin, checked, open_merchants

KNOWN = {"no_code_reason": "无", "since": "2020-01", "pledged_on": "2026-01-05", "safe_consumption": True}


def street(count):
    return [merchants.save(Draft(sign=f"{n:03}号店", **KNOWN), None) for n in range(1, count + 1)]


def past_notice(number):
    checked(number)
    round_documents.publish(number, NOTICE)
    rounds.close_notice(number, AFTER)


def text_of(pdf):
    with pdfplumber.open(io.BytesIO(pdf)) as paper:
        return "".join(page.extract_text() for page in paper.pages).replace("\n", "").replace(" ", "")


def test_a20_givers_come_first_among_equals_and_no_score_changes(store):
    known = open_merchants()
    number = begin(known)
    before = {row.id: row.total for row in round_board.ranking(number)}
    assert round_board.ranking(number)[-1].id == known[3]
    gifts.save(Gift(noun="merchant", row=known[3], giver="丁店", on="2026-03-01", amount="100万"))
    rows = round_board.ranking(number)
    assert (rows[0].id, rows[0].preferred) == (known[3], "首选")
    assert "按“首选”排在其之前" in rows[0].reason
    assert {row.id: row.total for row in rows} == before
    out = io.BytesIO()
    round_documents.write_notice(number, rounds.window(NOTICE), out)
    assert "不改变任何一家的得分" in text_of(out.getvalue())


def test_a21_pledges_signed_and_withdrawn_decide_who_is_graded(store):
    known = open_merchants()
    bare = merchants.save(Draft(sign="没签的店", no_code_reason="无", since="2020-01"), None)
    number = begin([*known, bare])
    row = next(row for row in round_board.ranking(number) if row.id == bare)
    assert (row.grade, row.reason) == ("未评级", "没有签订诚信商家承诺书")
    sheet = scoring.sheet(number, known[0])
    pledges = next(point for point in sheet.points if point.key == "pledges")
    assert pledges.said == "在用的承诺 2"


def test_a22_thirty_four_plaques_with_number_round_and_expiry(store):
    open_merchants()
    known = street(40)
    number = begin(known)
    past_notice(number)
    done = round_award.award(number, AFTER, today=AFTER)
    assert len(done.numbers) == 34
    assert sorted(done.numbers.values())[-1] == "诚信〔2026〕034号"
    rows = round_board.ranking(number)
    assert rows[33].rank == "34"
    assert "与第 35 名同为" in rows[33].reason
    (held,) = honours.of_merchant(rows[0].id)
    assert (held.valid_until, held.state) == ("2028-07-08", "有效")
    honour_life.reclaim([held.id], AFTER, "搬迁")
    assert honours.of_merchant(rows[0].id)[0].state == "收回"


def test_a23_fifteen_posts_claimed_by_147_merchants_and_what_was_found(store, window, qtbot):
    posts = [inspections.save_post(f"{n}号网格责任岗") for n in range(1, 16)]
    known = street(147)
    for place, post in enumerate(posts):
        inspections.claim(post, known[place::15], START)
    assert sum(row.holders for row in inspections.posts(START)) == 147
    for claim in inspections.claims()[:10]:
        inspections.inspect(claim.id, dt.date(2026, 3, 1), "合格")
    worst = inspections.claims()[0]
    inspections.inspect(worst.id, dt.date(2026, 3, 2), "不合格", note="占道")
    found = {figure.title: figure for figure in credit_figures.figures(START, END)}
    assert found["责任岗检查合格率"].value == "10/11 = 90.91%"
    dialog = CreditFiguresDialog(window)
    dialog.figures = credit_figures.figures(START, END)
    dialog._list(found["责任岗检查合格率"].parts["不合格"])
    assert "占道" in dialog.lines[0].detail
    dialog.open_chosen()
    assert dialog.visit.record == worst.merchant


def test_a27_a_merchants_code_tells_a_phone_in_chinese_and_opens_its_record_here(window):
    merchant = street(1)[0]
    sheet = io.BytesIO()
    merchant_codes.write([merchant], sheet, "A6")
    image = pypdfium2.PdfDocument(sheet.getvalue())[0].render(scale=200 / 72).to_pil()
    digits, told = sorted((code.text for code in zxingcpp.read_barcodes(image)), key=len)
    assert told.startswith("登记商户：001号店")
    for scanned in (told, digits):
        window.show_page("home")
        window.open_scan(scanned)
        assert (window.page.key, window.page.chosen()) == ("merchants", [merchant])


def test_a28_stars_of_party_merchants_by_their_own_scheme(store):
    open_merchants()
    mine = [
        merchants.save(Draft(sign=name, party_member=True, **KNOWN), None)
        for name in ("红星超市", "先锋面馆", "党旗书店")
    ]
    number = rounds.open_round(schemes.named("star_member", END), START, END)
    rounds.begin(number)
    for merchant in mine:
        round_marks.enter(number, merchant, {"shown": 2000, "leading": 2000, "service": 1000})
    past_notice(number)
    done = round_award.award(number, AFTER, today=AFTER)
    assert set(done.numbers) <= set(mine)
    rows = {row.name: row for row in round_board.ranking(number)}
    assert rows["甲店"].reason.startswith("不是党员商户")
    assert rows["红星超市"].grade.endswith("星")


def test_a29_the_complaint_rate_fell_by_thirty_percent(store):
    """投诉率同比 −30%, over merchants and over trade."""
    merchant = street(100)[0]
    for year, count in ((2025, 10), (2026, 7)):
        indicators.save(f"{year}Q1", "社会消费品零售总额", 4_000_000, "万元")
        for n in range(count):
            cases.save(
                CaseDraft(kind="投诉", title=f"第 {n} 件", received=f"{year}-03-{n + 1:02}", merchant=merchant), None
            )
    cases.save(CaseDraft(kind="投诉", title="二季度", received="2026-04-01", merchant=merchant), None)
    first = {figure.title: figure for figure in credit_figures.figures(dt.date(2026, 1, 1), dt.date(2026, 3, 31))}
    assert first["投诉率（投诉 / 营业商户）"].value == "7/100 = 7.00%"
    assert first["投诉率同比"].value.startswith("-30.00%")
    assert len(first["投诉率同比"].parts["去年同期"]) == 10
    half = {figure.title: figure for figure in credit_figures.figures(START, dt.date(2026, 6, 30))}
    assert half["每亿元社零投诉"].value == "7/4.00亿元 = 1.75件/亿元", "the second quarter has no trade yet"
    assert half["每亿元投诉同比"].value == "-30.00%（去年同期 2.50件/亿元）"
    assert [len(rows) for rows in half["每亿元投诉同比"].parts.values()] == [7, 10]


def test_a29_the_flag_has_one_holder_a_day(store):
    known = open_merchants()
    group = flags.add_group("餐饮一条街")
    flags.hand_over(group, known[0], START)
    flags.hand_over(group, known[1], END, "六月诚信第一")
    days = (START, END - dt.timedelta(days=1), END)
    assert [flags.holder_on(group, day) for day in days] == [known[0], known[0], known[1]]
    register = honour_list.rows(honour_list.ids("", {"kind": "诚信流动红旗"}))
    assert [(row.merchant_id, row.number, row.state) for row in register] == [
        (known[0], "红旗〔2026〕001号", "流转"),
        (known[1], "红旗〔2026〕002号", "有效"),
    ]
    out = io.BytesIO()
    honour_prints.write_documents("诚信流动红旗", [known[1]], "gold", out)
    image = pypdfium2.PdfDocument(out.getvalue())[0].render(scale=2).to_pil()
    (code,) = zxingcpp.read_barcodes(image)
    assert "红旗〔2026〕002号，流动红旗，交到下一家为止" in code.text
    assert honours.verify(code.text).merchant_id == known[1]
    held = figures.values(periods.of(periods.Kind.QUARTER, END), ["trust.flag_holders", "trust.flags"])
    assert [held[code].number for code in held] == [1, 1]
    journal.undo(journal.last().id)
    assert (flags.holder_on(group, END), honours.of_merchant(known[0])[0].state) == (known[0], "有效")


def test_a30_leading_units_are_an_honour_of_their_own_and_helpers_a_team(window, dialogs, qtbot):
    """头雁先锋 7 家; 红色帮办团."""
    known = street(7)
    window.show_page("honours")

    def name_kind(listed):
        listed.new.click()
        assert [row.title for row in listed.lines][-1] == "头雁先锋"
        listed.reject()

    def fill(form):
        for name, value in {"title": "头雁先锋", "symbol": "头雁"}.items():
            form.form.row(name).editor.fill(value)
        form.form.submit()

    dialogs(name_kind, fill)
    dict(window.page.spec.tools[3].menu)["荣誉种类……"](window.page)
    given = honours.award("头雁先锋", known, AFTER, None, "第 4 次联席会议")
    assert sorted(given.values())[-1] == "头雁〔2026〕007号"
    window.page.show_filter({"kind": "头雁先锋"})
    assert len(window.page.rows.ids) == 7
    out = io.BytesIO()
    honour_prints.write_documents("头雁先锋", known[:1], "certificate", out)
    assert "被评为“头雁先锋”" in text_of(out.getvalue())
    team = organizations.save(Organization(name="红色帮办团", kind="志愿服务队"), None, START)
    entries.save("seat", team, {"tree": "organization", "post": "队长", "name": "单海", "start": "2026-03-01"})
    (node,) = [node for node in trees.nodes(Tree.ORGANIZATIONS) if node.kind == "志愿服务队"]
    assert (node.name, len(entries.of("seat", node.id))) == ("红色帮办团", 1)


def test_a31_the_sheet_for_a_recommendation_names_grade_and_complaints(store):
    known = open_merchants()
    number = begin(known)
    past_notice(number)
    round_award.award(number, AFTER, today=AFTER)
    out = io.BytesIO()
    honour_sheets.write(known[0], out, "推荐区人大代表", ["诚信等级 A，有效期至 2028年7月8日"])
    said = text_of(out.getvalue())
    assert "推荐区人大代表" in said
    assert "诚信等级A" in said


def test_a41_three_sides_evaluate_and_a_missing_one_is_made_up_and_told(store):
    known = [merchants.save(Draft(sign="红星超市", party_member=True, **KNOWN), None)]
    case = cases.save(CaseDraft(kind="投诉", title="退换货", received="2026-03-01", merchant=known[0]), None)
    case_handling.finish(case, dt.date(2026, 3, 4), "已退货", "已解决")
    case_handling.rate(case, "群众评价", 90, on=dt.date(2026, 3, 5))
    case_handling.rate(case, "五方互评", 80, on=dt.date(2026, 3, 5))
    number = rounds.open_round(schemes.named("star_member", END), START, END)
    rounds.begin(number)
    point = next(each for each in scoring.sheet(number, known[0]).points if each.key == "sides")
    assert "缺组织考评" in point.said
    assert point.points < point.maximum * 100
    assert {noun for noun, _ in point.evidence} == {"case_rating"}


def test_a49_quarterly_figures_by_hand_with_their_change(store):
    indicators.save("2025Q4", "四上企业", 8800, "家", "统计站")
    indicators.save("2026Q4", "四上企业", 9300, "家", "统计站")
    indicators.save("2025Q4", "社会消费品零售总额", 4_363_600, "万元")
    indicators.save("2026Q4", "社会消费品零售总额", 4_800_000, "万元")
    rows = {row.name: row.change for row in indicators.listing("2026Q4")}
    assert rows == {"四上企业": "+5.68%", "社会消费品零售总额": "+10.00%"}
