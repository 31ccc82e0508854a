"""`journal`: listed, searched, verified."""

import io
import json

import pytest

import app.cli
from app.domain.merchants import Draft
from app.services import centres, merchants
from app.store.database import db


@pytest.fixture
def say(store, admin, monkeypatch, capsys):
    """The command in this process, so that the data can be tampered with in between."""
    merchants.save(Draft(sign="瑞和茶庄", no_code_reason="无", phone="13800006620"), None)

    def run(*words):
        centres.close()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{admin[1]}\n".encode())))
        options = ["--data", str(store.root), "--user", admin[0], "--password-stdin", "--json"]
        code = app.cli.run(app.cli.parse(["journal", *words, *options]))
        return code, json.loads(capsys.readouterr().out)

    return run


def test_the_last_entries_are_listed(say):
    code, found = say("--limit", "2")
    assert code == 0
    assert [row["what"] for row in found["rows"]] == ["登录", "新增商户 瑞和茶庄"]
    assert found["total"] > 2
    assert [row["what"] for row in say("--search", "新增")[1]["rows"]] == ["新增商户 瑞和茶庄"]


def test_an_untouched_journal_passes(say):
    code, found = say("--verify")
    assert (code, found["broken"]) == (0, [])
    assert found["entries"] >= 3


def test_a_tampered_one_is_named_and_fails(say, store, admin):
    centres.close()
    centres.unlock(store, *admin)
    db.execute_sql("DROP TRIGGER journal_keeps_update")
    db.execute_sql("UPDATE journal SET who = '别人' WHERE id = 2")
    code, found = say("--verify")
    assert (code, found["broken"]) == (1, [2])
