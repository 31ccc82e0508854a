"""What a command that fails leaves in the log: where, never what."""

import io
import logging

import pytest
from sqlcipher3 import DatabaseError

import app.cli
from app import logbook
from app.services import merchants

PERSON = "欧阳某人 13977778888 230602198807153214"


@pytest.fixture
def listing(store, admin, monkeypatch, capsys):
    """`list merchants`, whose service fails with an error that quotes a person."""

    def run(error):
        def fail(search):
            raise error

        monkeypatch.setattr(merchants, "ids", fail)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{admin[1]}\n".encode())))
        words = ["list", "merchants", "--search", PERSON, "--data", str(store.root), "--user", admin[0]]
        code = app.cli.run(app.cli.parse([*words, "--password-stdin"]))
        logbook.close()
        return code, capsys.readouterr().err, (store.logs / "运行.log").read_text("utf-8")

    yield run
    logbook.close()
    logging.getLogger().setLevel(logging.WARNING)


@pytest.mark.parametrize("error", [KeyError(PERSON), ValueError(PERSON), RuntimeError(PERSON)])
def test_a_bug_is_logged_by_its_place(listing, error, caplog):
    code, said, log = listing(error)
    assert code == 3
    assert type(error).__name__ in log
    assert "test_logbook.py" in log
    assert not any(word in log + said for word in PERSON.split())
    caplog.clear()


def test_what_the_disk_did_is_said_as_such(listing, caplog):
    code, said, log = listing(DatabaseError("database disk image is malformed"))
    assert code == 1
    assert "数据文件有损坏" in said
    assert "DatabaseError" in log
    caplog.clear()


def test_a_command_written_wrongly_is_not_quoted(caplog, capsys):
    with caplog.at_level(logging.INFO), pytest.raises(SystemExit):
        app.cli.parse(["list", "nobody", PERSON])
    assert not any(word in caplog.text for word in PERSON.split())
    assert not any(word in capsys.readouterr().err for word in PERSON.split())
