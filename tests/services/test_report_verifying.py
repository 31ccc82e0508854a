"""Whatever is changed in a file of a report is found out, wherever it stands."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from app.documents import official, quarterly
from app.documents.official_blocks import (
    Bars,
    Blank,
    Head,
    Item,
    NewPage,
    Note,
    Paragraph,
    Signature,
    Table,
    Title,
    numeral,
)
from app.domain.gifts import Draft as Gift
from app.domain.periods import read
from app.paths import Folder
from app.services import gifts, handed_out, report_contents, report_documents, report_verifying, reports
from tests.conftest import copied
from tests.services.test_report_documents import PERIOD, fill, submit


@pytest.fixture(scope="module")
def reported(made_store, tmp_path_factory):
    """A closed store with a second version, 跨期调整 and a sheet of differences, its key, and the report's number."""
    folder = Folder(tmp_path_factory.mktemp("reported") / "数据")
    with copied(made_store, folder):
        merchant = fill()[1]
        submit(PERIOD.previous)
        gifts.save(
            Gift(giver="瑞和面", noun="merchant", row=merchant, amount="1000", on=PERIOD.previous.end.isoformat())
        )
        first = submit()
        reports.send_back(first, "数据有误")
        gifts.save(Gift(giver="瑞和面", noun="merchant", row=merchant, amount="12.50", on=PERIOD.start.isoformat()))
        second = submit()
    return (folder, made_store[1]), second


@pytest.fixture
def report(reported, folder):
    """The number of that report, its store open."""
    with copied(reported[0], folder):
        yield reported[1]


@pytest.fixture
def book(report, tmp_path):
    report_documents.write_book(report, tmp_path / "报.xlsx")
    return tmp_path / "报.xlsx"


def rewritten(path, change):
    """The file with its parts changed, as somebody would who leaves its formulas' results as they are."""
    out = BytesIO()
    with ZipFile(path) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part, change(part.filename, old.read(part)))
    path.write_bytes(out.getvalue())


def test_every_number_of_the_workbook_is_held_against_what_was_frozen(book):
    sheets = openpyxl.load_workbook(book).sheetnames
    assert {"汇总", "公益积分", "跨期调整", "与上一版不同", "明细"} <= set(sheets)
    whole = book.read_bytes()
    assert report_verifying.check(book).fine
    tried = 0
    for place, name in enumerate(sheets, 1):
        part = f"xl/worksheets/sheet{place}.xml"
        xml = ZipFile(BytesIO(whole)).read(part).decode()
        for number in list(re.finditer(r"<v>([\d.]+)</v></c>", xml))[::7][:2]:
            cell = re.findall(r'<c r="[A-Z]+\d+"[^>]*', xml[: number.start()])[-1]
            if 't="s"' in cell:
                continue
            book.write_bytes(whole)
            changed = xml[: number.start(1)] + "987654" + xml[number.end(1) :]
            rewritten(book, lambda at, content, part=part, changed=changed: changed.encode() if at == part else content)
            found = report_verifying.check(book)
            assert (found.fine, found.differing[0][: len(name)]) == (False, name)
            tried += 1
    assert tried > 8


@pytest.mark.parametrize(
    ("sheet", "was", "now", "said"),
    [
        ("跨期调整", "1,732.88", "9,732.88", "跨期调整　捐款　现为"),
        ("与上一版不同", "745.38", "945.38", "与上一版不同　捐款　本版"),
        ("公益积分", "捐款", "捐物", "公益积分　捐款　指标"),
    ],
)
def test_a_word_of_a_sheet_that_was_changed_is_named(book, sheet, was, now, said):
    made = openpyxl.load_workbook(book)
    [at] = [cell for row in made[sheet].iter_rows() for cell in row if cell.value == was]
    at.value = now
    made.save(book)
    assert report_verifying.check(book).differing == [said]


def test_a_sheet_more_or_less_is_named(book):
    whole = openpyxl.load_workbook(book)
    whole.create_sheet("补充")["A1"] = "另有捐款 100 万元"
    del whole["跨期调整"]
    whole.save(book)
    assert report_verifying.check(book).differing == ["缺工作表“跨期调整”", "多出工作表“补充”"]


def test_a_workbook_that_another_program_saved_is_as_good(book):
    openpyxl.load_workbook(book).save(book)
    assert report_verifying.check(book).fine


def paper_with(report, **changes):
    return replace(report_contents.paper(report_contents.told(report)), **changes)


@pytest.mark.parametrize(
    ("table", "was", "now", "said"),
    [
        ("adjusted", "1,732.88", "9,732.88", f"跨期调整　{PERIOD.previous.label}　捐款"),
        ("differing", "745.38", "945.38", "与上一版不同　捐款"),
    ],
)
def test_every_table_on_paper_is_held_against_what_was_frozen(report, tmp_path, table, was, now, said):
    rows = getattr(paper_with(report), table)
    changed = [tuple(now if cell == was else cell for cell in row) for row in rows]
    quarterly.write(paper_with(report, **{table: changed}), tmp_path / "改.pdf")
    assert report_verifying.check(tmp_path / "改.pdf").differing == [said]


def test_a_bar_drawn_longer_than_its_figure_is_found_out(report, tmp_path):
    paper = paper_with(report)
    section = paper.sections[3]
    [series] = section.series
    longer = [(label, amount * (1 + place), words) for place, (label, amount, words) in enumerate(series.points)]
    paper.sections[3] = replace(section, series=[replace(series, points=longer)])
    quarterly.write(paper, tmp_path / "改.pdf")
    [said] = report_verifying.check(tmp_path / "改.pdf").differing
    assert said.endswith("页的图")


def test_words_around_that_are_no_longer_known_are_not_called_a_false_figure(report, book, tmp_path):
    quarterly.write(paper_with(report, notes=["旧版本的说明。"]), tmp_path / "旧.pdf")
    made = openpyxl.load_workbook(book)
    [at, *_] = [cell for row in made["汇总"].iter_rows() for cell in row if str(cell.value).startswith("注1：")]
    at.value = "注1：旧版本的说明。"
    made.save(book)
    for path in (tmp_path / "旧.pdf", book):
        found = report_verifying.check(path)
        assert not found.fine
        assert "表格里的数字" in found.sentence
        assert "请重新生成一份" in found.sentence
    at.value, made["汇总"]["A3"].value = "注1：旧版本的说明。", "别的代码"
    made.save(book)
    assert "不要采用" in report_verifying.check(book).sentence


def as_before(report, change=lambda words: words):
    """The report as programs before this one laid it out, the words of its text, tables, and charts changed."""
    paper = paper_with(report)
    blocks = [Title(paper.title), Blank(), Paragraph(paper.opening)]
    for number, section in enumerate(paper.sections, 1):
        blocks += [Head(f"{numeral(number)}、{section.heading}"), Paragraph(change(section.text))]
        rows = [[change(cell) for cell in row] for row in section.figures]
        if rows:
            blocks.append(Table(quarterly.FIGURES, rows, f"表{number}　{section.heading}主要数据"))
        for series in section.series:
            blocks.append(
                Bars([Item(label, size, change(said)) for label, size, said in series.points], series.caption)
            )
    blocks += [
        Head(f"{numeral(len(paper.sections) + 1)}、跨期调整"),
        Table(quarterly.ADJUSTED, paper.adjusted, "跨期调整表"),
    ]
    blocks.append(Note("\n".join(f"注{number}：{words}" for number, words in enumerate(paper.notes, 1))))
    blocks += [Signature(paper.issuer, paper.date), NewPage(), Title("与上一版不同之处")]
    blocks.append(Table(quarterly.DIFFERING, paper.differing))
    return replace(quarterly.paper(paper), blocks=blocks)


def test_a_file_of_an_earlier_program_is_held_against_all_that_was_frozen(report, tmp_path):
    official.write(as_before(report), tmp_path / "旧.pdf")
    found = report_verifying.check(tmp_path / "旧.pdf")
    assert (found.fine, found.differing) == (True, [])
    assert "内容一致：核对了表格里的" in found.sentence
    assert "没有核对长短" in found.sentence


@pytest.mark.parametrize(("year", "fine"), [("2026", True), ("2025", False)])
def test_a_title_may_say_the_year_twice_as_it_used_to(store, tmp_path, year, fine):
    report = submit(read("2026-05-10..2026-08-20"))
    paper = paper_with(report)
    former = f"{paper.issuer}\n2026年5月10日至{year}年8月20日工作情况报告"
    quarterly.write(replace(paper, title=former), tmp_path / "旧.pdf")
    found = report_verifying.check(tmp_path / "旧.pdf")
    assert found.fine == fine
    assert ["2025年" in each for each in found.differing] == ([] if fine else [True])


def test_one_digit_of_an_earlier_file_that_was_changed_is_found_out_wherever_it_stands(report, tmp_path):
    numbers = 0

    def count(words):
        nonlocal numbers
        numbers += len(re.findall(r"\d", words))
        return words

    as_before(report, count)
    for wanted in range(0, numbers, max(numbers // 9, 1)):
        seen = -1

        def digit(old, wanted=wanted):
            nonlocal seen
            seen += 1
            return str((int(old[0]) + 1) % 10) if seen == wanted else old[0]

        def alter(words, digit=digit):
            return re.sub(r"\d", digit, words)

        official.write(as_before(report, alter), tmp_path / "改.pdf")
        found = report_verifying.check(tmp_path / "改.pdf")
        assert not found.fine, wanted
        assert "不要采用" in found.sentence, found.differing


def test_a_sentence_put_into_an_earlier_file_is_named(report, tmp_path):
    plain = as_before(report)
    more = [*plain.blocks[:6], Paragraph("另收到捐款100万元。"), *plain.blocks[6:]]
    official.write(replace(plain, blocks=more), tmp_path / "添.pdf")
    found = report_verifying.check(tmp_path / "添.pdf")
    assert (found.fine, list(found.differing)) == (False, ["另有数字“另收到捐款100万元。”"])


def test_the_very_file_that_was_put_out_is_known_whatever_is_drawn_later(report, tmp_path, monkeypatch):
    paths = tmp_path / "报.pdf", tmp_path / "报.xlsx"
    report_documents.write_both(report, *paths)
    monkeypatch.setattr(report_contents, "notes", lambda content: ["以后的版本换了说法，也换了数字 12。"])
    shown = handed_out.view(lambda out: report_documents.preview(report, out))
    handed_out.note_printed(shown.title)
    (tmp_path / "印.pdf").write_bytes(shown.getvalue())
    assert shown.getvalue() != paths[0].read_bytes()
    monkeypatch.undo()
    monkeypatch.setattr(report_contents, "notes", lambda content: ["再往后又换了说法。"])
    for path in (*paths, tmp_path / "印.pdf"):
        found = report_verifying.check(path)
        assert (found.fine, "由程序存出的文件逐字节相同" in found.sentence) == (True, True)
        path.write_bytes(path.read_bytes() + b"\n")
        assert not report_verifying.check(path).fine


def test_two_runs_of_what_was_frozen_are_equal_to_the_byte(report, tmp_path):
    made = []
    for place in range(2):
        paths = [tmp_path / f"{place}.{ending}" for ending in ("pdf", "xlsx")]
        report_documents.write_both(report, *paths)
        made.append([path.read_bytes() for path in paths])
    assert made[0] == made[1]
    at = next(step.at for step in reports.steps(report) if step.now == "已报送")
    with ZipFile(BytesIO(made[0][1])) as book:  # no clock of the run is left, however quick two runs are
        assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(re.findall(rb">([^<]*)</dcterms", book.read("docProps/core.xml"))) == {f"{at}Z".encode()}
