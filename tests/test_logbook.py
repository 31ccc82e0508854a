"""What a command that fails leaves in the log: where, never what."""

import io
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import DatabaseError

import app.cli
from app import logbook
from app.paths import Folder
from app.services import merchants

ROOT = Path(__file__).parent.parent
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


@pytest.fixture
def log(folder):
    """An open log, and its folder."""
    logbook.open_in(folder)
    yield folder.logs
    logbook.close()
    logging.getLogger().setLevel(logging.WARNING)


def written(logs):
    return "".join(path.read_text("utf-8") for path in logs.iterdir())


def test_the_log_is_cut_into_four_files_of_half_a_megabyte(log, caplog):
    caplog.set_level(logging.CRITICAL, "app.busy")
    caplog.handler.setLevel(logging.CRITICAL)
    logging.getLogger("app.busy").setLevel(logging.INFO)
    for number in range(30_000):
        logging.getLogger("app.busy").info("line %06d %s", number, "x" * 80)
    files = sorted(path.name for path in log.iterdir())
    assert files == ["运行.log", "运行.log.1", "运行.log.2", "运行.log.3"]
    assert all(path.stat().st_size <= 512 * 1024 for path in log.iterdir())
    assert "line 029999" in (log / "运行.log").read_text("utf-8")
    assert "line 000000" not in written(log)


def test_two_programs_write_whole_lines_and_no_more_than_four_files(log):
    script = (
        "import logging, sys; from pathlib import Path; from app import logbook; from app.paths import Folder\n"
        "logbook.open_in(Folder(Path(sys.argv[1])))\n"
        "for number in range(8000): logging.getLogger('app.busy').info('%s', sys.argv[2] * 100)\n"
    )
    command = [sys.executable, "-c", script, str(log.parent)]
    started = [subprocess.Popen([*command, sign], cwd=ROOT, stderr=subprocess.PIPE) for sign in "ab"]
    assert [each.communicate()[1] for each in started] == [b"", b""]
    lines = written(log).splitlines()
    assert len(list(log.iterdir())) <= 4
    assert len(lines) > 4000
    assert [line for line in lines if line[-100:] not in ("a" * 100, "b" * 100)] == []


@pytest.mark.parametrize("fault", [OSError(28, "No space left"), PermissionError(13, "held by another program")])
def test_a_log_that_cannot_be_cut_or_written_stops_nobody(log, monkeypatch, capsys, fault, caplog):
    def fail(*_):
        raise fault

    monkeypatch.setattr(logbook._open[0], "maxBytes", 10)
    monkeypatch.setattr("os.rename", fail)
    for word in ("first", "second"):
        logging.getLogger("app.busy").info(word)
    assert "second" in (log / "运行.log").read_text("utf-8")
    monkeypatch.setattr(logbook._open[0].stream, "write", fail, raising=False)
    logging.getLogger("app.busy").info("third")
    assert capsys.readouterr().err == ""


def test_a_place_that_is_read_only_goes_without(tmp_path):
    (tmp_path / "日志").write_text("a file where the folder should be")
    logbook.open_in(Folder(tmp_path))
    assert logbook._open == []


def test_what_others_say_and_what_an_error_says_is_left_out(log, caplog):
    try:
        raise ValueError(PERSON) from KeyError(PERSON)
    except ValueError:
        logging.getLogger("app.any").exception("bug")
        logging.getLogger("openpyxl").warning("cell holds %s", PERSON, exc_info=True)
    caplog.clear()
    said = written(log)
    assert not any(word in said for word in PERSON.split())
    assert "ValueError" in said
    assert "from KeyError" in said
    assert "WARNING openpyxl test_logbook:" in said


ODD = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=5)
KINDS = (ValueError, RuntimeError, OSError, DatabaseError, UnicodeError, LookupError)


@given(text=ODD, kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=3))
def test_details_never_quote_an_error(text, kinds):
    secret = f"⟦{text}⟧"
    error = None
    for kind in kinds:
        try:
            raise kind(secret) from error
        except kind as raised:
            error = raised
    said = logbook.details(error)
    assert secret not in said
    assert kinds[-1].__name__ in said
