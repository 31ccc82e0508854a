"""Minutes in the 纪要 format, and a year of them as a book."""

import re
from dataclasses import replace

import pytest

from app.documents import minutes_paper
from app.documents.minutes_book import Cover, write_book
from app.documents.minutes_paper import Assigned, Change, Item, Minutes, Resolved
from app.domain.errors import Cancelled, Problem

FINGERPRINT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
MINUTES = Minutes(
    mark="会战商圈联席会议纪要",
    issuer="会战商圈综合党委",
    date="2026年11月20日",
    number="〔2026〕3号",
    title="2026年第三季度联席会议",
    time="2026年11月20日14:00",
    place="党群服务中心三楼",
    chair="王建国",
    recorder="李秀英",
    text="会议通报了上次会议决议事项办理情况。",
    items=[
        Item(
            "关于诚信商户评定",
            "会议认为，程序严格。\n会议指出，<b>烧烤店要整改。",
            [Resolved("同意认定28户。", "应到16，实到9＞8；赞成9＞8，通过")],
            [Assigned("公示名单。", "赵镕喆", "2026年11月30日")],
        ),
        Item("关于消防改造"),
    ],
    present=["王建国", "李秀英"],
    excused=["陈卫"],
    sitting_in=["税务局 李四"],
    absent=["卫国强"],
    count="应到16，实到9",
)
COVER = Cover("2026年会议纪要汇编", "会战商圈综合党委", "2026年12月31日")


@pytest.fixture
def write(out, printed):
    def do(**more):
        count = minutes_paper.write(replace(MINUTES, **more), out)
        return count, printed()

    return do


def _whole(count, paper):
    """All that is said, without page numbers and small print."""
    pages = (re.sub(r"—\d+—.*", "", paper.text(page)) for page in range(count))
    return "".join(pages)


def test_the_minutes_say_everything_in_order(write):
    text = _whole(*write())
    said = [
        "会战商圈联席会议纪要",
        "〔2026〕3号",
        "会战商圈综合党委",
        "2026年11月20日",
        "2026年第三季度联席会议",
        "时间：2026年11月20日14:00",
        "地点：党群服务中心三楼",
        "主持：王建国",
        "记录：李秀英",
        "会议通报了",
        "一、关于诚信商户评定",
        "会议指出，<b>烧烤店要整改。",
        "决议：同意认定28户。（应到16，实到9＞8；赞成9＞8，通过）",
        "交办：公示名单。（责任：赵镕喆；2026年11月30日前完成）",
        "二、关于消防改造",
        "出席：王建国李秀英",
        "请假：陈卫",
        "列席：税务局李四",
        "缺席：卫国强",
        "人数：应到16，实到9",
    ]
    places = [text.index(words) for words in said]
    assert places == sorted(places)


def test_what_there_is_none_of_is_left_out(write):
    text = _whole(*write(excused=(), absent=(), count="", recorder="", number=""))
    assert not [words for words in ("请假", "缺席", "人数", "记录", "〔") if words in text]


def test_a_draft_says_so_and_a_finalised_one_bears_its_fingerprint(write):
    _, draft = write()
    assert "草稿" in draft.text()
    count, final = write(fingerprint=FINGERPRINT, version=2)
    for page in range(count):
        assert "草稿" not in final.text(page)
        assert f"定稿指纹{FINGERPRINT}（第2稿）" in final.text(page)


def test_a_shared_copy_says_how_much_it_lacks(write):
    count, paper = write(left_out=2, fingerprint=FINGERPRINT)
    assert "（略2项）" in _whole(count, paper)
    assert "本件略2项" in paper.text()
    assert "略" not in write()[1].text()


def test_a_late_entry_is_marked(write):
    count, paper = write(late="2026年12月3日")
    assert "于2026年12月3日补录" in _whole(count, paper)
    assert all("补录" in paper.text(page) for page in range(count))
    assert "补录" not in write()[1].text()


def test_an_amended_version_ends_with_the_changed_lines(write):
    changes = [Change("责任：赵镕喆", "责任：钱䶮昇"), Change("", "新的一行"), Change("旧的一行", "")]
    count, paper = write(changes=changes, reason="责任人有误。")
    last = paper.text(count - 1)
    said = [
        "与上一稿不同之处修改原因：责任人有误。",
        "1.改动原文：责任：赵镕喆现文：责任：钱䶮昇",
        "2.新增现文：新的一行",
        "3.删去原文：旧的一行",
    ]
    places = [last.index(words) for words in said]
    assert places == sorted(places)


def test_copies_are_named_in_the_imprint(write):
    count, paper = write(copies=["各成员单位"])
    assert "抄送：各成员单位。会战商圈综合党委2026年11月20日印发" in paper.text(count - 1)


def test_minutes_of_60_pages_lose_nothing_and_leave_no_head_at_a_foot(write):
    items = [Item(f"第{number}个议题", f"会议认为第{number}件事要抓好落实。" * 45) for number in range(1, 56)]
    count, paper = write(items=items, fingerprint=FINGERPRINT)
    assert count >= 60
    text = _whole(count, paper)
    for number, item in enumerate(items, 1):
        assert text.count(f"会议认为第{number}件事要抓好落实。") == 45
        assert text.count(item.title) == 1
    for page in range(count):
        assert f"—{page + 1}—" in paper.text(page)
        assert not re.search(r"个议题—\d+—", paper.text(page))


def test_every_character_that_no_font_holds_is_named(write, out):
    with pytest.raises(Problem, match="“😀🎉”"):
        write(place="三楼😀", present=["王🎉"])
    assert list(out.parent.iterdir()) == []


def test_a_sample_says_so_on_every_page(write):
    count, paper = write(sample=True, changes=[Change("甲", "乙")])
    assert all("示例" in paper.text(page) for page in range(count))
    assert "示例" not in write()[1].text()


def test_two_runs_give_equal_bytes(write, out):
    files = [write() and out.read_bytes() for _ in range(2)]
    assert files[0] == files[1]


def test_the_contents_of_a_book_name_the_page_on_which_each_begins(out, printed):
    year = [
        replace(MINUTES, title=f"第{number}次联席会议", number=f"〔2026〕{number}号", text="会议认为。" * number * 40)
        for number in range(1, 24)
    ]
    count = write_book(year, out, COVER)
    paper = printed()
    assert "2026年会议纪要汇编" in paper.text(0)
    assert "—1—" not in paper.text(0)
    listed = re.findall(r"〔2026〕\d+号第(\d+)次联席会议\.+(\d+)", paper.text(1) + paper.text(2))
    assert [number for number, _ in listed] == [str(number) for number in range(1, 24)]
    assert len({page for _, page in listed}) == 23
    for number, page in listed:
        text = paper.text(int(page) - 1)
        assert "会战商圈联席会议纪要" in text
        assert f"第{number}次联席会议时间" in text
        assert f"—{page}—" in text
    assert f"—{count}—" in paper.text(count - 1)


def test_a_long_title_wraps_in_the_contents_and_keeps_its_page(out, printed):
    write_book([replace(MINUTES, title="关于" + "商圈综合治理" * 8 + "的会议")], out, COVER)
    assert re.search(r"的会议\.+3", printed().text(1))


def test_an_empty_year_is_said(out):
    with pytest.raises(Problem, match="还没有纪要"):
        write_book([], out, COVER)


def test_a_book_can_be_cancelled(out):
    def stop(done, total):
        assert total == 3
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_book([MINUTES] * 3, out, COVER, stop)
    assert list(out.parent.iterdir()) == []
