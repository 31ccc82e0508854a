"""Looking after people from the command line."""

import pytest

ADMIN, PASSWORD, NEW = "王管理", "口令 12345678", "另一个口令 26"


@pytest.fixture
def desk(begun, command):
    """Say a command in somebody's name with the lines of standard input; (exit code, JSON or None, complaint)."""

    def say(*words, user=ADMIN, lines=(PASSWORD,)):
        return command(*(["--user", user] if user else []), *words, lines=lines)

    return say


def test_people_come_change_and_go(desk):
    assert desk("user", "add", "李四", "--role", "窗口", lines=(PASSWORD, NEW))[1] == {"name": "李四", "role": "窗口"}
    everybody = [{"name": ADMIN, "role": "管理员"}, {"name": "李四", "role": "窗口"}]
    assert desk("user", "list")[1] == {"users": everybody}
    code, _, complaint = desk("user", "list", user="李四", lines=(NEW,))
    assert (code, "由管理员来做" in complaint) == (1, True)
    assert desk("user", "role", "李四", "复核")[1] == {"name": "李四", "role": "复核"}
    assert desk("user", "password", "李四", lines=(PASSWORD, "第三个口令 26"))[1] == {"name": "李四"}
    assert desk("list", "merchants", user="李四", lines=("第三个口令 26",))[1]["total"] == 0
    assert desk("user", "remove", "李四")[1] == {"removed": "李四"}
    assert desk("list", "merchants", user="李四", lines=("第三个口令 26",))[0] == 1
    assert desk("user", "list")[1] == {"users": everybody[:1]}
    code, health, _ = desk("check")
    assert (code, health["database"], health["broken"]) == (0, [], [])


def test_who_it_is_need_not_be_said_while_there_is_but_one(desk):
    assert desk("user", "list", user="")[0] == 0
    desk("user", "add", "李四", "--role", "窗口", lines=(PASSWORD, NEW))
    code, _, complaint = desk("user", "list", user="")
    assert (code, "请用 --user 写明是谁" in complaint) == (1, True)


def test_the_recovery_code_is_issued_anew_and_gives_a_new_password(desk):
    code = desk("user", "recovery")[1]["recovery_code"]
    assert desk("user", "password", ADMIN, lines=(code, NEW))[1] == {"name": ADMIN}
    assert desk("user", "list")[0] == 1
    assert desk("user", "password", ADMIN, lines=(NEW, PASSWORD))[0] == 0
    assert desk("user", "list")[0] == 0


@pytest.mark.parametrize(
    ("words", "lines", "code", "sentence"),
    [
        (["add", "李四", "--role", "窗口"], (PASSWORD, "12345678"), 1, "口令不能是连着的"),
        (["add", "李四", "--role", "站长"], (PASSWORD, NEW), 2, "命令写得不对"),
        (["add", "李四"], (PASSWORD, NEW), 2, "命令写得不对"),
        ([], (PASSWORD,), 2, "命令写得不对"),
        (["remove", ADMIN], (PASSWORD,), 1, "不能移除自己"),
        (["role", ADMIN, "窗口"], (PASSWORD,), 1, "最后一位能登录的管理员"),
        (["password", "没有此人"], (PASSWORD, NEW), 1, "名单里没有“没有此人”"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(desk, words, lines, code, sentence):
    found, answer, complaint = desk("user", *words, lines=lines)
    assert (found, answer) == (code, None)
    assert sentence in complaint
    assert "Traceback" not in complaint
