"""Plaques that hung before the program came, brought in by a command."""

import pytest

ADMIN, PASSWORD = "王管理", "口令 12345678"
MERCHANTS = "商户名称,统一社会信用代码\n瑞和茶庄,无\n曾家面馆,无\n"
PLAQUES = """商户名称,荣誉称号,牌匾编号,颁发日期,有效期
瑞和茶庄,诚信商户,诚信〔2024〕034号,2024.3.5,
没有这家,诚信商户,诚信〔2024〕035号,2024.3.5,
"""


@pytest.fixture
def desk(begun, command):
    """Say a command; (exit code, JSON or None, complaint)."""
    return lambda *words: command("--user", ADMIN, *words, lines=(PASSWORD,))


def test_old_plaques_come_in_and_new_numbers_go_on_after_them(desk, tmp_path):
    for name, text in (("商户.csv", MERCHANTS), ("旧牌.csv", PLAQUES)):
        (tmp_path / name).write_text(text, "utf-8")
    assert desk("import", "merchants", str(tmp_path / "商户.csv"))[1]["new"] == 2
    counted = desk("import", "honours", str(tmp_path / "旧牌.csv"))[1]
    assert (counted["new"], counted["refused"], counted["reasons"]) == (1, 1, {"no_merchant": 1})
    assert desk("import", "honours", str(tmp_path / "旧牌.csv"))[1]["skipped"] == 1
    given = desk("award", "诚信商户", "--merchant", "SH-00002", "--issued", "2024-06-01", "--valid-until", "长期")[1]
    assert given == {"numbers": {"SH-00002": "诚信〔2024〕035号"}}
