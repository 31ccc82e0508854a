"""A round by commands alone: opened, scored from a sheet, checked by a second person, published, awarded."""

import json

import pytest

from app import cli
from app.domain.merchants import Draft
from app.domain.roles import Role
from app.services import centres, clerks, credit_events, merchants, round_documents

PASSWORD, OTHER = "口令 12345678", "口令 87654321"
CODE = "92230602MAM9LGNYP4"


@pytest.fixture
def desk(folder, capsys, monkeypatch):
    def say(*words, user="王管理", then=""):
        lines = iter([PASSWORD if user == "王管理" else OTHER, then])
        monkeypatch.setattr("app.cli_answer.read_password", lambda options, prompt="": next(lines))
        monkeypatch.setattr("app.cli_ratings.read_password", lambda options, prompt="": next(lines))
        code = cli.run(cli.parse(["--data", str(folder.root), "--user", user, *words, "--json"]))
        told = capsys.readouterr()
        return json.loads(told.out) if code == 0 else told.err

    centres.create(folder, "会战商圈党群服务中心", "王管理", PASSWORD, centres.new_recovery_code())
    clerks.add("李复核", Role.CHECKER, OTHER)
    for name, code in (("甲店", CODE), ("乙店", "")):
        reason = "" if code else "无"
        draft = Draft(sign=name, code=code, no_code_reason=reason, since="2020-01", pledged_on="2025-01-05")
        merchants.save(draft, None)
    centres.close()
    return say


@pytest.fixture
def scores(tmp_path):
    path = tmp_path / "评分表.csv"
    head = "商户,代码,证照齐全、依法经营,商品和服务质量,明码标价,店容店貌和门前三包"
    path.write_text(f"{head}\n甲店,{CODE},15,15,10,10\n乙店,,10,10,8,没看\n", "utf-8")
    return str(path)


def begun(desk):
    return desk("round", "new", "--scheme", "huizhan", "--start", "2025-07-01", "--end", "2025-12-31")


def test_the_whole_way(desk, scores, folder):
    opened = begun(desk)
    assert (opened["round"], opened["state"], opened["title"]) == (1, "评分", "2025年会战诚信商户评选")
    brought = desk("import", "scores", scores)
    assert {key: brought[key] for key in ("rows", "new", "refused")} == {"rows": 2, "new": 1, "refused": 1}
    assert "（F 列）" in brought["reasons"][0]
    assert desk("import", "scores", scores, "--dry-run")["skipped"] == 1
    scored = desk("round", "score", "--submit")
    assert scored["counts"] == {"已评定": 1, "未评级": 1, "不予评定": 0, "拟授牌": 1}
    assert [(row["name"], row["rank"], row["grade"]) for row in scored["rows"]] == [("甲店", 1, "A"), ("乙店", 0, "")]
    assert "申请人和复核人不能是同一个人" in desk("round", "publish")
    published = desk("round", "publish", "--start", "2026-01-05", "--checker", "李复核", then=OTHER)
    assert (published["end"], published["rule"]) == ("2026-01-12", "honour.public_notice")
    centres.unlock(folder, "王管理", PASSWORD)
    assert round_documents.kept_notice(1).startswith(b"%PDF")
    centres.close()
    assert "不能早于2026年1月13日" in desk("round", "award", "--issued", "2026-01-12")
    assert desk("round", "award", "--issued", "2026-01-13")["numbers"] == {CODE: "诚信〔2026〕001号"}
    sheet = desk("score", CODE)
    assert (sheet["grade"], sheet["frozen"], sheet["current"]["valid_until"]) == ("A", True, "2028-01-12")
    evidence = {point["key"]: point["evidence"] for point in sheet["points"]}
    assert evidence["pledges"] == [["pledge", 1]]
    assert evidence["lawful"][0][0] == "rating_mark"


def test_the_second_person_publishes_at_their_own_desk(desk, scores):
    begun(desk)
    desk("import", "scores", scores, "--round", "1")
    desk("round", "score", "1", "--submit")
    assert desk("round", "publish", "1", "--start", "2026-01-05", user="李复核")["start"] == "2026-01-05"


def test_one_merchant_again_and_what_bars_it(desk, folder):
    one = desk("round", "new", "--merchant", CODE, "--end", "2025-12-31")
    assert one["title"] == "2025年甲店会战诚信商户评选"
    centres.unlock(folder, "王管理", PASSWORD)
    event = credit_events.save(credit_events.Draft(merchants.find(CODE), weight="严重", on="2025-08-01", text="售假"))
    centres.close()
    sheet = desk("score", CODE)
    assert (sheet["outcome"], sheet["vetoes"][0]["evidence"]) == ("不予评定", [["credit_event", event]])
    assert (sheet["eligible_again"], len(sheet["barred_by"]), sheet["current"]) == ("2028-08-01", 1, None)


def test_what_is_unclear_is_asked_in_a_sentence(desk, scores):
    assert "请写明批次号" in desk("import", "scores", scores)
    assert "没有施行中的评选办法“没有的”" in desk("round", "new", "--scheme", "没有的")
    begun(desk)
    begun(desk)
    assert "现在有 2 个这样的评选批次" in desk("round", "publish")
    assert "没有找到这个评选批次" in desk("round", "score", "9")
