"""The whole thread without a window: from a street's spreadsheet to a printed plaque."""

import json
import subprocess
import sys
from pathlib import Path

import pdfplumber
import pytest
import zxingcpp
from PIL import Image

from app.documents.paper import Paper

LEDGER = Path("tests/data/商户台账.xlsx")
PASSWORD = "口令 12345678"
MERCHANTS = ("92230602MAM9LGNYP4", "92230602MA6PQKHP5L")


@pytest.fixture
def desk(tmp_path):
    def say(*words, password=PASSWORD):
        options = ["--data", str(tmp_path / "数据"), "--user", "王管理", "--password-stdin"]
        done = subprocess.run(
            [sys.executable, "main.py", *options, *words, "--json"],
            input=password + "\n",
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr

    return say


def scanned(pdf):
    width, height, pixels = Paper(pdf).image(0, 2400)
    return zxingcpp.read_barcode(Image.frombytes("RGBA", (width, height), bytes(pixels)).convert("L")).text


def test_from_a_streets_spreadsheet_to_a_printed_plaque(desk, tmp_path):
    assert list(desk("init", "--centre", "会战商圈党群服务中心", "--admin", "王管理")[1]) == ["recovery_code"]
    dry = desk("import", "merchants", str(LEDGER), "--dry-run", "--errors", str(tmp_path / "有错.xlsx"))[1]
    reasons = {"no_name": 11, "bad_check_digit": 23, "illegal_letter": 17, "excel_truncated": 20, "bad_date": 22}
    assert dry == {"rows": 3080, "new": 2975, "updated": 0, "skipped": 12, "refused": 93, "reasons": reasons}
    assert (tmp_path / "有错.xlsx").exists()
    assert desk("list", "merchants")[1]["total"] == 0
    assert desk("import", "merchants", str(LEDGER))[1] == dry
    found = desk("list", "merchants", "--search", "qfcs", "--limit", "5")[1]
    assert MERCHANTS[0] in [row["code"] for row in found["rows"]]
    assert all(len(row["code"]) == 18 for row in found["rows"])
    given = desk("award", "诚信商户", "--merchant", MERCHANTS[0], "--merchant", MERCHANTS[1], "--issued", "2026-11-20")[
        1
    ]
    assert given["numbers"] == {MERCHANTS[0]: "诚信〔2026〕001号", MERCHANTS[1]: "诚信〔2026〕002号"}
    out = tmp_path / "牌匾.pdf"
    wanted = ["--merchant", MERCHANTS[1], MERCHANTS[0]]
    assert desk("plaques", "诚信商户", *wanted, "--out", str(out))[1] == {"pages": 2}
    with pdfplumber.open(out) as pdf:
        assert "诚信〔2026〕002号" in pdf.pages[0].extract_text().replace(" ", "")
    code, verdict, _ = desk("verify", scanned(out))
    assert (code, verdict["state"], verdict["number"]) == (0, "有效", "诚信〔2026〕002号")
    code, verdict, _ = desk("verify", "1" * 185)
    assert (code, verdict["state"]) == (1, "校验不符")
    assert desk("plaques", "诚信商户", "--style", "certificate", "--out", str(tmp_path / "证书.pdf"))[1] == {"pages": 2}
    assert desk("export", "merchants", str(tmp_path / "商户台账.xlsx"))[1] == {"rows": 2975}
    code, health, _ = desk("check")
    assert (code, health["database"], health["broken"]) == (0, [], [])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["list", "merchants"], "这个文件夹里还没有数据"),
        (["init", "--centre", "", "--admin", "王"], "请填写单位名称"),
        (["demo"], "命令写得不对"),
        (["import", "merchants", "没有这个文件.xlsx"], "这个文件夹里还没有数据"),
    ],
)
def test_a_failure_is_a_sentence_and_an_exit_code(desk, words, sentence):
    code, answer, complaint = desk(*words)
    assert code != 0
    assert answer is None
    assert sentence in complaint
    assert "Traceback" not in complaint


def test_a_wrong_password_is_said_so(begun, desk):
    code, answer, complaint = desk("list", "merchants", password="口令 12345679")
    assert (code, answer) == (1, None)
    assert complaint.startswith("口令不对")


def test_a_file_without_names_is_said_so(begun, desk, tmp_path):
    (tmp_path / "捐赠.csv").write_text("登记日期,捐赠单位,用途\n2026/1/7,某商店,助学\n2026/1/8,某店,助学\n", "utf-8")
    code, answer, complaint = desk("import", "merchants", str(tmp_path / "捐赠.csv"))
    assert (code, answer) == (1, None)
    assert "没有认出商户名称这一列" in complaint


def test_a_file_that_is_not_there_is_said_so_without_its_folder(begun, desk, tmp_path):
    code, _, complaint = desk("import", "merchants", str(tmp_path / "没有.xlsx"))
    assert code == 1
    assert "没有.xlsx" in complaint
    assert str(tmp_path) not in complaint


def test_the_sample_store_opens_with_what_was_printed(tmp_path):
    made = subprocess.run(
        [sys.executable, "main.py", "demo", str(tmp_path / "示例"), "--json"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    who = json.loads(made.stdout)
    listed = subprocess.run(
        [
            sys.executable,
            "main.py",
            "--data",
            str(tmp_path / "示例"),
            "--password-stdin",
            "list",
            "merchants",
            "--json",
        ],
        input=who["password"] + "\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert json.loads(listed.stdout)["total"] >= 20
