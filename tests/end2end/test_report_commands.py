"""Reports by commands: made, submitted with a second person, verified, altered, and issued anew."""

import datetime as dt
import json
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from app import cli
from app.domain.periods import Kind, of
from app.services import centres

PASSWORD, OTHER = "口令 12345678", "口令 87654321"
PERIOD = of(Kind.QUARTER, dt.date.today())
CODE = PERIOD.code


@pytest.fixture
def desk(folder, capsys, monkeypatch):
    def say(*words):
        given = iter([PASSWORD, OTHER])
        monkeypatch.setattr("app.cli_answer.read_password", lambda options, prompt="": next(given))
        monkeypatch.setattr("app.cli_reports.read_password", lambda options, prompt="": next(given))
        cli.run(cli.parse(["--data", str(folder.root), "--user", "王管理", *map(str, words), "--json"]))
        told = capsys.readouterr()
        return json.loads(told.out) if told.out else told.err

    centres.create(folder, "会战商圈党群服务中心", "王管理", PASSWORD, centres.new_recovery_code())
    from app.services import clerks

    clerks.add("李复核", "复核", OTHER)
    centres.close()
    say("gift", "路过的好心人", "--as-text", "12.50")
    return say


@pytest.fixture
def submitted(desk, tmp_path):
    told = desk("report", CODE, "--out", tmp_path / "报", "--submit", "--checker", "李复核")
    assert told["state"] == "已报送"
    return told


def _said(file):
    pdf = pypdfium2.PdfDocument(file)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)


def test_a_draft_is_one_pdf_and_one_workbook_and_nothing_is_overwritten(desk, tmp_path):
    out = tmp_path / "报"
    told = desk("report", CODE, "--out", out)
    assert sorted(each.name for each in out.iterdir()) == [f"工作报告_{CODE}.pdf", f"工作报告_{CODE}.xlsx"]
    assert (told["state"], told["hash"], told["text_as_generated"]) == ("草稿", "", True)
    assert "捐款元12.50" in _said(told["pdf"])
    assert "没有报送的草稿" in desk("verify-report", told["pdf"])["sentence"]
    assert "没有报送的草稿" in desk("verify-report", told["xlsx"])["sentence"]
    before = {each.name: each.read_bytes() for each in out.iterdir()}
    assert "没有覆盖它" in desk("report", CODE, "--out", out)
    assert {each.name: each.read_bytes() for each in out.iterdir()} == before
    assert desk("report", CODE, "--out", out, "--replace")["pages"] == told["pages"]


def test_nobody_submits_alone(desk, tmp_path):
    assert "另一个人签发" in desk("report", CODE, "--out", tmp_path, "--submit")
    assert list(tmp_path.glob("*.pdf")) == []
    assert "写成2026Q3" in desk("report", "去年", "--out", tmp_path).replace(" ", "")


def test_a_span_of_days_and_a_period_still_running_or_to_come(desk, tmp_path):
    first, last = PERIOD.start, dt.date.today()
    told = desk("report", f"{first}..{last}", "--out", tmp_path)
    assert told["period"] == f"{first:%Y%m%d}-{last:%Y%m%d}"
    future = desk("report", f"{dt.date.today().year + 1}Q4", "--out", tmp_path)
    assert "还没有开始" in future
    running = desk("report", f"{dt.date.today().year}", "--out", tmp_path)
    assert ("（截至" in _said(running["pdf"])) == (f"{dt.date.today():%m%d}" != "1231")


def test_a_submitted_report_is_verified_and_stays_as_it_was(desk, submitted, tmp_path):
    for file in (submitted["pdf"], submitted["xlsx"]):
        found = desk("verify-report", file)
        assert (found["fine"], found["fingerprint"], found["differing"]) == (True, submitted["hash"], [])
        assert "逐字节相同" in found["sentence"]
    desk("gift", "另一位", "--as-text", "99")
    again = desk("report", CODE, "--out", tmp_path / "再", "--submit")
    assert again["hash"] == submitted["hash"]
    assert Path(submitted["pdf"]).read_bytes() == Path(again["pdf"]).read_bytes()
    assert desk("verify-report", again["xlsx"])["fine"]


def test_an_altered_workbook_is_found_out(desk, submitted):
    book = openpyxl.load_workbook(submitted["xlsx"])
    book["公益积分"]["D4"] = 1_250_000
    book.save(submitted["xlsx"])
    found = desk("verify-report", submitted["xlsx"])
    assert not found["fine"]
    assert "公益积分　捐款　本期" in found["differing"]


def test_another_report_under_the_same_fingerprint_is_found_out(desk, submitted, folder, tmp_path):
    """What an editor of PDF files would leave: the small print of the submitted one, other figures."""
    from app.documents import quarterly
    from app.services import report_contents

    centres.unlock(folder, "王管理", PASSWORD)
    told = report_contents.told(1)
    paper = report_contents.paper(told)
    section = paper.sections[3]
    rows = [tuple("9,912.50" if cell == "12.50" else cell for cell in row) for row in section.figures]
    paper.sections[3] = quarterly.Section(section.heading, section.text, rows, section.series)
    quarterly.write(paper, tmp_path / "改.pdf")
    paper.sections[3] = quarterly.Section(section.heading, "捐款很多。", section.figures, section.series)
    quarterly.write(paper, tmp_path / "改字.pdf")
    centres.close()
    assert desk("verify-report", tmp_path / "改.pdf")["differing"] == ["公益积分　捐款"]
    assert desk("verify-report", tmp_path / "改字.pdf")["differing"] == ["正文　公益众筹和积分"]


def test_a_reissue_has_a_version_and_a_difference_sheet(desk, submitted, tmp_path):
    desk("gift", "另一位", "--as-text", "99")
    told = desk("report", CODE, "--out", tmp_path / "报", "--anew", "--submit", "--checker", "李复核")
    assert (told["version"], told["pdf"].endswith(f"工作报告_{CODE}_第2版.pdf")) == (2, True)
    assert "与上一版不同之处" in _said(told["pdf"])
    assert "捐款元12.50111.50" in _said(told["pdf"])
    rows = list(openpyxl.load_workbook(told["xlsx"])["与上一版不同"].values)
    assert ("捐款", "元", "12.50", "111.50") in rows
    new, old = (desk("verify-report", each["pdf"]) for each in (told, submitted))
    assert (new["fine"], old["fine"]) == (True, True)
    assert "代替" not in new["sentence"]
    assert "它已由第2版代替" in old["sentence"]


@pytest.mark.parametrize("name", ["无.pdf", "表.docx"])
def test_what_is_no_report_is_said(desk, tmp_path, name):
    assert "没有核对" in desk("verify-report", tmp_path / name)
    (tmp_path / "别的.pdf").write_bytes(b"%PDF-1.7 broken")
    assert "打不开" in desk("verify-report", tmp_path / "别的.pdf")
