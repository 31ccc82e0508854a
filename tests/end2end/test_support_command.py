"""`support`: a report for whoever repairs the program, also where the store does not open."""

import io
import json
import zipfile

import pytest

import app.cli
from app import logbook
from app.domain.merchants import Draft
from app.services import centres, merchants


@pytest.fixture
def say(store, admin, monkeypatch, capsys, tmp_path):
    merchants.save(Draft(sign="瑞和茶庄", no_code_reason="无", phone="13800006620"), None)
    centres.close()
    out = tmp_path / "报告.zip"

    def run(password=admin[1]):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{password}\n".encode())))
        options = ["--data", str(store.root), "--user", admin[0], "--password-stdin", "--json"]
        code = app.cli.run(app.cli.parse(["support", str(out), *options]))
        answer = json.loads(capsys.readouterr().out)
        with zipfile.ZipFile(out) as archive:
            return code, answer, "".join(archive.read(name).decode() for name in archive.namelist())

    yield run
    logbook.close()


def test_it_tells_of_the_store_and_of_nobody(say, admin, store):
    code, answer, said = say()
    assert (code, answer["opened"]) == (0, True)
    assert "merchant：1\n" in said
    assert not [word for word in ("瑞和茶庄", "13800006620", "会战", admin[0], str(store.root)) if word in said]


def test_without_the_password_it_tells_the_rest(say):
    code, answer, said = say("不是这个口令")
    assert (code, answer["opened"]) == (0, False)
    assert "merchant：" not in said
    assert "程序：" in said


def test_a_store_that_is_damaged_gets_its_report(say, store):
    store.keys.write_text("{", "utf-8")
    code, answer, said = say()
    assert (code, answer["opened"]) == (0, False)
    assert "数据没有打开" in said
