"""个人信息 without a window."""

import json

import pytest

from app import cli
from app.domain.merchants import Draft
from app.services import centres, merchants

NAME, PHONE = "林海燕", "13800006620"


@pytest.fixture
def say(folder, store, admin, monkeypatch, capsys):
    """A command as IT staff type it: exit code, answer and complaint."""
    merchants.save(Draft(sign="瑞和超市", owner=NAME, phone=PHONE, no_code_reason="无"), None)
    centres.close()

    def run(*words):
        monkeypatch.setattr("app.cli_answer.read_password", lambda options: admin[1])
        code = cli.run(cli.parse(["--data", str(folder.root), "--user", admin[0], *words, "--json"]))
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else None, said.err

    return run


def test_all_about_one_person_is_exported(say, tmp_path):
    code, answer, _ = say("personal", "export", NAME, "--out", str(tmp_path / "全部.xlsx"))
    assert (code, answer["values"] >= 3, (tmp_path / "全部.xlsx").exists()) == (0, True, True)


def test_the_deletion_report_is_told_masked_and_changes_nothing(say):
    code, answer, _ = say("personal", "deletion", NAME)
    assert (code, answer["erased"]) == (0, 2)
    assert answer["kept"] >= 1
    assert "138****6620" in [line["text"] for line in answer["lines"]]
    assert PHONE not in json.dumps(answer)
    assert say("personal", "deletion", NAME)[1]["erased"] == 2


def test_what_cannot_be_done_is_a_sentence(say, tmp_path):
    assert "--out" in say("personal", "export", NAME)[2]
    assert "没有找到关于“无此人”的资料" in say("personal", "export", "无此人", "--out", str(tmp_path / "x.xlsx"))[2]
    assert list(tmp_path.glob("*.xlsx")) == []
