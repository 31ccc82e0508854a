import datetime as dt

import pdfplumber
import pytest

from app.domain.merchants import Draft
from app.services import flags, honour_life, honour_sheets, honours, journal, merchants, ratings
from app.store.cases import Case
from app.store.honours import Honour
from app.store.writing import writing

TODAY = dt.date.today()


@pytest.fixture
def merchant(store):
    draft = Draft(sign="甲店", no_code_reason="无", phone="13800006620", owner="吴国庆", pledged_on="2026-03-05")
    number = merchants.save(draft, None)
    honours.award("诚信商户", [number], TODAY, None)
    honour_life.reclaim([Honour.get().id], TODAY, "经营异常")
    flags.hand_over(flags.add_group("一片区"), number, TODAY)
    return number


def add_case(merchant, serial, kind, received, done=""):
    with writing("受理") as act:
        told = {"kind": kind, "year": 2026, "serial": serial, "number": f"2026-{serial}", "title": "短斤少两"}
        act.add(
            Case(
                received=received, month=received[:7], stage="收集", phase="收集", done=done, merchant=merchant, **told
            )
        )


def text(path):
    with pdfplumber.open(path) as pdf:
        assert len(pdf.pages) == 1
        return pdf.pages[0].extract_text().replace(" ", "")


def test_one_page_says_it_all(merchant, tmp_path):
    add_case(merchant, 1, "投诉", TODAY.isoformat())
    add_case(merchant, 2, "投诉", "2020-01-01", done="2020-01-09")
    add_case(merchant, 3, "举报", TODAY.isoformat(), done=TODAY.isoformat())
    assert honour_sheets.write(merchant, tmp_path / "a.pdf", grades=["A级　有效期至2027年11月20日"]) == 1
    said = text(tmp_path / "a.pdf")
    for words in (
        *(
            "商户情况表",
            "甲店",
            "A级",
            "诚信商户",
            "收回：经营异常",
            "诚信流动红旗（一片区）",
            "诚信商家承诺书",
            "138****6620",
        ),
        *("投诉：近一年1件，累计2件，未办结1件", "举报：近一年1件，累计1件", "纠纷：近一年0件，累计0件"),
    ):
        assert words in said, words
    assert "13800006620" not in said
    honour_sheets.note_printed(merchant)
    assert journal.last().what == "打印商户情况表 甲店"
    honour_sheets.note_printed(merchant, "人大代表人选")
    assert journal.last().what == "打印推荐评先情况表 甲店"


def test_evidence_says_what_it_is_for_and_is_signed(merchant, tmp_path):
    honour_sheets.write(merchant, tmp_path / "a.pdf", "人大代表人选")
    said = text(tmp_path / "a.pdf")
    assert "推荐评先情况表" in said
    assert "用于：人大代表人选" in said
    assert "还没有评级" in said
    assert "核实人" in said


def test_the_grade_on_record_stands_on_the_sheet(merchant, tmp_path, monkeypatch):
    known = ("A", "A", "评级", 1, "2026年度评选", "2026-01-05")
    grades = [
        ratings.GradeRow(merchant, *known, "2027-01-04", valid=True),
        ratings.GradeRow(merchant, *known, "2025-01-04", valid=False),
    ]
    monkeypatch.setattr(ratings, "history", lambda merchant: grades)
    honour_sheets.write(merchant, tmp_path / "a.pdf")
    said = text(tmp_path / "a.pdf")
    assert "2026年度评选2026年1月5日评定有效期至2027年1月4日" in said.replace("\u3000", "")
    assert "2025年1月4日已到期" in said.replace("\u3000", "")
