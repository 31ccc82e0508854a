"""Tables and bars on the official page, and the report made of them, measured on the printed file."""

import pytest

from app.documents import official, quarterly
from app.documents.official_blocks import Bars, Column, Head, Item, Note, Official, Paragraph, Table
from app.documents.quarterly import Quarterly, Section, Series

MM = 72 / 25.4
LEADING = 225 / 22
COLUMNS = (Column("指标", 60), Column("单位", 20, "centre"), Column("本期", 30, "right"))
LONG = "联合、挂靠组建的党组织以及其他名称特别长要折成好几行才放得下的一项指标的名称"


@pytest.fixture
def write(out, printed):
    def do(*blocks):
        count = official.write(Official("报告", blocks), out)
        return count, printed()

    return do


def _rows(count):
    return [(f"第{number}项", "个", f"{number:,}.00") for number in range(1, count + 1)]


def test_a_table_goes_on_under_its_head_and_loses_no_row(write):
    count, paper = write(Paragraph("正文"), Table(COLUMNS, _rows(60), "表1"))
    assert count == 3
    said = [paper.text(page) for page in range(count)]
    assert all(page.startswith("指标单位本期第") for page in said[1:])
    assert "".join(said).count("指标单位本期") == count
    assert [f"第{number}项个{number}.00" in "".join(said) for number in range(1, 61)] == [True] * 60


@pytest.mark.parametrize("lines", range(15, 22))
@pytest.mark.parametrize("rows", [2, 3, 5])
def test_neither_a_head_nor_a_last_row_is_alone(write, lines, rows):
    count, paper = write(Paragraph("\n".join(["正文"] * lines)), Head("一、数据"), Table(COLUMNS, _rows(rows), "表1"))
    for page in range(count):
        found = paper.text(page).count("项个")
        assert found != 1
        assert ("表1" in paper.text(page)) <= (found > 1)


def test_rules_and_rows_stand_on_the_lines_of_the_grid(write):
    _, paper = write(Table(COLUMNS, [(LONG * 2, "个", "1"), *_rows(3)]), Paragraph("诚" * 28, indent=0))
    page = paper.plumbed()
    heights = {round((line["top"] / MM - 37) / LEADING, 2) for line in page.lines if line["width"] > 400}
    assert heights == {0.0, 1.0, 3.0, 4.0, 5.0, 6.0}
    edges = sorted({round(line["x0"] / MM, 1) for line in page.lines})
    assert (edges[0], edges[-1]) == (28.0, 184.0)
    body = [each for each in page.chars if each["text"] == "诚" and each["size"] > 15]
    baseline = (page.height - body[0]["matrix"][5]) / MM
    row = max(heights)
    assert baseline == pytest.approx(37 + row * LEADING + (LEADING + 0.76 * 16 / MM) / 2, abs=0.1)


@pytest.mark.parametrize("lines", range(15, 22))
@pytest.mark.parametrize("rows", [2, 3, 5, 44])
def test_a_dense_table_has_two_rows_on_a_line_and_leaves_none_alone(write, lines, rows):
    table = Table(COLUMNS, _rows(rows), "表1", dense=True)
    count, paper = write(Paragraph("\n".join(["正文"] * lines)), Head("一、数据"), table)
    said = [paper.text(page) for page in range(count)]
    assert "".join(said).count("项个") == rows
    for page in said:
        assert page.count("项个") != 1
        assert ("表1" in page) <= (page.count("项个") > 1)
        assert ("指标单位本期" in page) == (page.count("项个") > 0)


def test_a_dense_table_is_set_on_half_lines_in_the_same_type(write):
    _, paper = write(Table(COLUMNS, [(LONG, "个", "1"), *_rows(2)], dense=True))
    page = paper.plumbed()
    heights = {round((line["top"] / MM - 37) / LEADING, 2) for line in page.lines if line["width"] > 400}
    assert heights == {0.0, 1.0, 1.5, 2.0, 2.5}
    assert max(line["bottom"] for line in page.lines) / MM == pytest.approx(37 + 2.5 * LEADING, abs=0.1)
    assert {round(each["size"], 1) for each in page.chars if each["text"] == "项"} >= {10.5}
    assert paper.find("2.00")[-1].right == pytest.approx(184 - 1.2, abs=0.25)


def test_figures_stand_on_the_right_and_in_small_type(write):
    _, paper = write(Table(COLUMNS, [("捐款", "元", "12,345,678.90"), ("捐物", "元", "1.00")]))
    rights = [paper.find(words)[-1].right for words in ("12,345,678.90", "1.00")]
    assert rights == pytest.approx([184 - 1.2] * 2, abs=0.25)
    assert {round(each["size"], 1) for each in paper.plumbed().chars if each["text"] in "捐款捐物"} == {10.5}


def test_a_cell_longer_than_a_page_goes_on(write):
    count, paper = write(Table(COLUMNS, [("甲" * 900, "个", "1"), ("乙", "个", "2")]))
    assert count > 1
    assert sum(paper.text(page).count("甲") for page in range(count)) == 900


def test_bars_are_as_long_as_their_figures_and_end_in_their_values(write):
    items = [Item("一季度", 50, "50"), Item("二季度", 100, "100", strong=True), Item("三季度", 0, "0")]
    _, paper = write(Bars(items, "诉求（件）"))
    drawn = sorted(paper.plumbed().rects, key=lambda each: each["top"])
    assert [each["width"] for each in drawn] == pytest.approx([drawn[1]["width"] / 2, drawn[1]["width"]], abs=0.1)
    assert paper.find("100")[0].left > drawn[1]["x1"] / MM
    assert "一季度50二季度100三季度0" in paper.text()


def test_notes_are_small_print(write):
    _, paper = write(Note("注1：约数。\n注2：口径。"))
    assert paper.text().startswith("注1：约数。注2：口径。")
    assert {round(each["size"], 1) for each in paper.plumbed().chars if each["text"] == "注"} == {10.5}


def _report(**more):
    rows = [("捐款", "元", "300.00", "0.00", "无可比基数", "0.00", "无可比基数")]
    series = Series("捐款（元）", [("2026年第二季度", 0.0, "0.00"), ("2026年第三季度", 300.0, "300.00")])
    told = {
        "mark": "会战商圈党群服务中心文件",
        "title": "会战商圈党群服务中心\n2026年第三季度工作情况报告",
        "issuer": "会战商圈党群服务中心",
        "date": "2026年10月8日",
        "opening": "现将工作情况报告如下。",
        "key": rows,
        "sections": [Section("公益众筹和积分", "捐款300.00元。", rows, [series])],
        "adjusted": [("2026年第二季度", "捐款", "元", "300.00", "500.00", "+200.00")],
        "differing": [("捐款", "元", "0.00", "300.00")],
        "notes": ["约数的写法。"],
    }
    return Quarterly(**{**told, **more})


def test_a_report_says_all_it_was_told(out, printed):
    count = quarterly.write(_report(fingerprint="ab" * 32, version=2, number="会战〔2026〕5号"), out)
    paper = printed()
    said = "".join(paper.text(page) for page in range(count))
    for words in (
        *("会战商圈党群服务中心文件", "会战〔2026〕5号", "2026年第三季度工作情况报告", "一、公益众筹和积分"),
        *("捐款元300.000.00无可比基数0.00无可比基数", "二、跨期调整", "捐款元300.00500.00+200.00", "注1：约数的写法。"),
        *("2026年10月8日印发", "与上一版不同之处", "捐款元0.00300.00", "ab" * 32 + "（第2版）"),
    ):
        assert words in said
    order = (
        "现将",
        "主要指标",
        "一、公益",
        "附件：1.主要数据表",
        "2026年10月8日",
        "表1公益",
        "注1",
        "2026年10月8日印发",
    )
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert "草稿" not in said
    drafted = quarterly.write(_report(sample=True), out)
    assert all("草稿" in printed().text(page) and "示例" in printed().text(page) for page in range(drafted))


def test_two_reports_are_equal_to_the_byte(out):
    files = []
    for _ in range(2):
        quarterly.write(_report(), out)
        files.append(out.read_bytes())
    assert files[0] == files[1]
