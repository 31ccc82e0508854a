"""Running cases brought in, listed and given out by commands."""

import datetime as dt
import json

import pytest

from app import cli
from app.services import centres

PASSWORD = "口令 12345678"
YEAR = dt.date.today().year - 1
SHEET = f"""编号,事项,类别,收到日期,电话,承办单位,期限,办结日期,结果,满意度
A-1,夜市占道经营,诉求,{YEAR}-03-05,13800001111,城管办,{YEAR}-03-20,{YEAR}-03-18,划定了摊位,满意
A-2,路灯不亮,诉求,{YEAR}-11-02,,城管办,{YEAR}-11-17,,,
A-3,缺斤少两,投诉,{YEAR}-11-03,,监管所,{YEAR}-11-10,,,
A-3,又一件,投诉,{YEAR}-11-03,,监管所,{YEAR}-11-10,,,
"""


@pytest.fixture
def desk(folder, capsys, monkeypatch):
    def say(*words):
        monkeypatch.setattr("app.cli_answer.read_password", lambda options, prompt="": PASSWORD)
        code = cli.run(cli.parse(["--data", str(folder.root), "--user", "王管理", *words]))
        told = capsys.readouterr()
        return told.out if code == 0 else told.err

    centres.create(folder, "会战商圈党群服务中心", "王管理", PASSWORD, centres.new_recovery_code())
    centres.close()
    return say


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "台账.csv"
    path.write_text(SHEET, "utf-8")
    return str(path)


def test_cases_come_in_with_their_numbers_and_the_late_ones_are_listed(desk, sheet, tmp_path):
    first = json.loads(desk("import", "cases", sheet, "--json"))
    assert first == {"rows": 4, "new": 3, "updated": 0, "skipped": 1, "refused": 0, "reasons": {}}
    assert json.loads(desk("import", "cases", sheet, "--json"))["skipped"] == 4
    late = json.loads(desk("cases", "--overdue", "--json"))
    assert [row["number"] for row in late["rows"]] == ["A-3", "A-2"]
    assert late["completion"] == {"part": 1, "whole": 3, "words": "1/3 = 33.33%"}
    assert json.loads(desk("cases", "--kind", "投诉", "--json"))["total"] == 1
    assert "13800001111" not in desk("cases", "--json") + desk("list", "cases", "--json")
    out = str(tmp_path / "事项.xlsx")
    assert json.loads(desk("export", "cases", out, "--json")) == {"rows": 3}
    assert json.loads(desk("import", "cases", out, "--json"))["skipped"] == 3


def test_people_read_the_shares_in_words(desk, sheet):
    desk("import", "cases", sheet)
    said = desk("cases")
    assert "共 3 件。办结 1/3 = 33.33%，按时办结 1/3 = 33.33%，超期 2/2 = 100.00%，满意 1/1 = 100.00%。" in said
    assert "路灯不亮" in said


def test_an_unknown_kind_is_refused_in_a_sentence(desk):
    assert "没有“请愿”这种事项" in desk("cases", "--kind", "请愿")
