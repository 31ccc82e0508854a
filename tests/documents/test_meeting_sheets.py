"""The agenda and the sign-in sheet of a meeting."""

from dataclasses import replace

import pytest
import zxingcpp

from app.documents import agenda, sign_in_sheet
from app.documents.agenda import Agenda, AgendaPoint
from app.documents.sign_in_sheet import Expected, SignIn
from app.domain.errors import Problem

AGENDA = Agenda(
    title="第四季度联席会议",
    time="2026年12月18日14:00",
    place="三楼会议室",
    chair="王建国",
    points=[
        AgendaPoint("消防改造", "续议", "上次未通过。"),
        AgendaPoint("公示", "通报办理情况"),
        AgendaPoint("<b>新议题"),
    ],
    due=["李秀英", "赵镕喆"],
    issuer="综合党委",
    date="2026年12月10日",
)
PEOPLE = [
    Expected(f"王小{word}", f"第{word}党支部", f"70000000123{at:05d}") for at, word in enumerate("甲乙丙丁戊己庚辛" * 5)
]
SHEET = SignIn("第四季度联席会议", "12月18日14:00", "三楼会议室", "王建国", "70000000123", PEOPLE)


def test_an_agenda_counts_its_points_and_marks_the_carried_ones(out, printed):
    assert agenda.write(AGENDA, out) == 1
    text = printed().text()
    said = [
        "第四季度联席会议议程",
        "时间：2026年12月18日14:00",
        "地点：三楼会议室",
        "主持：王建国",
        "应到：李秀英赵镕喆",
        "一、消防改造（续议）上次未通过。",
        "二、公示（通报办理情况）",
        "三、<b>新议题",
        "综合党委2026年12月10日",
    ]
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert printed().size() == pytest.approx((210, 297), abs=0.01)


def test_a_sample_agenda_says_so(out, printed):
    agenda.write(replace(AGENDA, sample=True), out)
    assert "示例" in printed().text()


def _codes(paper, page):
    """Each code on a page and the height of its middle in millimetres, read at 300 dpi."""
    found = zxingcpp.read_barcodes(paper.picture(dpi=300, page=page), formats=zxingcpp.BarcodeFormat.QRCode)
    middles = [(code.position.top_left.y + code.position.bottom_right.y) / 2 for code in found]
    return sorted((middle / 300 * 25.4, code.text) for middle, code in zip(middles, found, strict=True))


def test_each_row_has_a_code_that_is_read_from_the_paper(out, printed):
    count = sign_in_sheet.write(SHEET, out)
    paper = printed()
    read = [_codes(paper, page) for page in range(count)]
    assert [text for page in read for _, text in page] == [SHEET.code, *(person.code for person in PEOPLE)]
    for page, codes in enumerate(read):
        rows = [middle for middle, text in codes if text != SHEET.code]
        signs = [each for each in paper.characters(page) if each.text in "甲乙丙丁戊己庚辛" and each.left < 59]
        names = [(each.top + each.bottom) / 2 for each in signs]
        assert names == pytest.approx(rows, abs=1)


def test_every_page_repeats_the_head(out, printed):
    count = sign_in_sheet.write(SHEET, out)
    assert count > 2
    for page in range(count):
        text = printed().text(page)
        assert text.startswith("第四季度联席会议签到表")
        assert "序号姓名单位签到请假备注扫码" in text
        assert f"第{page + 1}页，共{count}页" in text


def test_the_first_page_tells_the_facts_of_the_meeting(out, printed):
    sign_in_sheet.write(replace(SHEET, people=[*PEOPLE[:3], replace(PEOPLE[3], excused=True)]), out)
    text = printed().text()
    for words in ("时间：12月18日14:00", "地点：三楼会议室", "主持：王建国", "应到：4人，已请假1人", SHEET.code):
        assert words in text
    assert text.index("王小丁第丁党支部请假") > 0


def test_guests_get_bare_rows_under_a_head_that_stays_with_them(out, printed):
    for guests in range(4, 12):
        count = sign_in_sheet.write(replace(SHEET, people=PEOPLE[: guests + 3], guests=guests), out)
        pages = [printed().text(page) for page in range(count)]
        [at] = [page for page in range(count) if "列席人员" in pages[page]]
        after = pages[at].partition("列席人员（请写明姓名和单位）")[2]
        assert after.startswith("1")
    assert "列席人员" not in (sign_in_sheet.write(replace(SHEET, guests=0), out) and printed().text(2))


def test_a_long_name_and_unit_make_the_row_higher_and_stay_in_it(out, printed):
    long = Expected(
        "艾力·买买提江·吐尔逊·库尔班", "大庆市萨尔图区会战大街诚信源达百货超市有限责任公司", "7123", "<i>备注"
    )
    sign_in_sheet.write(replace(SHEET, people=[long, PEOPLE[0]], guests=1), out)
    text = printed().text()
    assert all(words in text for words in (long.name, long.unit, "<i>备注"))
    assert [code for _, code in _codes(printed(), 0)] == [SHEET.code, "7123", PEOPLE[0].code]


def test_characters_no_font_holds_are_named(out):
    with pytest.raises(Problem, match="签到表里的“😀”"):
        sign_in_sheet.write(replace(SHEET, people=[replace(PEOPLE[0], name="王😀")]), out)
    assert list(out.parent.iterdir()) == []


def test_two_runs_give_equal_bytes(out):
    files = [sign_in_sheet.write(SHEET, out) and out.read_bytes() for _ in range(2)]
    assert files[0] == files[1]


def test_a_sample_sheet_says_so_on_every_page(out, printed):
    count = sign_in_sheet.write(replace(SHEET, sample=True), out)
    assert all("示例" in printed().text(page) for page in range(count))
