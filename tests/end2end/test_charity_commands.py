"""A street's register of gifts, brought in by commands and by the window; gifts, points and statements by commands."""

import pytest
from PySide6.QtTest import QTest

from app.domain.merchants import Draft as MerchantDraft
from app.services import centres, gift_list, merchants, stock
from app.store.warehouse import Good
from app.store.writing import writing
from app.ui.import_dialog import CHECK, DONE, ImportDialog
from app.ui.kit import tasks
from tests.ui.clerk import when_active

HEAD = "登记日期,捐赠单位（个人）,捐赠类型,金额（元）,物品名称,数量,单位,折价（元）,用途,经手人"
ROWS = (
    "2026/1/7,瑞和茶庄,捐款,200,,,,,助学,王芳",
    "2026/1/7,瑞和茶庄,捐款,200.00,,,,,助学,王芳",
    '2026.3.5,永泰书店,捐款,"2,000.50",,,,,大病救助,王芳',
    "2026.3.6,瑞和茶庄,捐物,,棉被,33,袋,605,公益仓,李强",
    "2026.3.6,过路好心人,捐款,50,,,,,助学,王芳",
    ",瑞和茶庄,捐款,十块,,,,,助学,王芳",
)


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "捐赠登记.csv"
    path.write_bytes("\r\n".join((HEAD, *ROWS)).encode("gbk"))
    return path


def open_merchants():
    for name in ("瑞和茶庄", "永泰书店"):
        merchants.save(MerchantDraft(sign=name, no_code_reason="无"), None)


@pytest.fixture
def desk(folder, admin, answered):
    centres.create(folder, "会战商圈党群服务中心", *admin, centres.new_recovery_code())
    open_merchants()
    with writing("新增物品") as act:
        good = Good(name="大米", kind="物品", price=60, unit="袋")
        act.add(good)
    stock.enter(good.id, 3)
    centres.close()
    return answered


def test_a_register_is_brought_in_once_and_given_out_again(desk, register, tmp_path):
    sums = {"unmatched": 1, "money_fen": 245_050, "goods_fen": 60_500}
    first = {"rows": 6, "new": 5, "updated": 0, "skipped": 0, "refused": 1, **sums}
    assert desk("import", "gifts", str(register)).items() >= first.items()
    again = desk("import", "gifts", str(register))
    assert again.items() >= (first | {"new": 0, "skipped": 5}).items()
    assert again["reasons"] == {"bad_amount": 1, "no_day": 1}
    told = desk("gifts", "--limit", "2")
    assert (told["count"], told["money_fen"], told["goods_fen"], told["waiting"]) == (5, 245_050, 60_500, 1)
    assert [row["giver"] for row in told["rows"]] == ["过路好心人", "瑞和茶庄"]
    out = str(tmp_path / "捐赠台账.xlsx")
    assert desk("export", "gifts", out) == {"rows": 5}
    assert desk("import", "gifts", out).items() >= {"rows": 5, "new": 0, "skipped": 5, "refused": 0}.items()


def test_gifts_points_and_statements(desk, tmp_path):
    made = desk("gift", "rhcz", "200*3", "--purpose", "助学")
    assert (made["number"][:2], made["points"]) == ("JZ", 600)
    assert desk("redeem", "瑞和茶庄", "大米", "2").items() >= {"points": 120, "left": 480}.items()
    assert "只剩 1 份" in desk("redeem", "瑞和茶庄", "大米", "2")
    assert desk("balance", "rhcz") == {"holder": "瑞和茶庄", "balance": 480, "available": 480}
    out = tmp_path / "对账单.pdf"
    told = desk("statement", "瑞和茶庄", "--out", str(out))
    assert told == {"holder": "瑞和茶庄", "opening": 0, "rows": 2, "closing": 480, "pages": 1}
    assert out.read_bytes().startswith(b"%PDF")
    assert "没有找到" in desk("gift", "没有这家", "5")
    assert desk("gift", "没有这家", "5", "--as-text")["points"] == 0
    assert "金额要大于 0" in desk("gift", "rhcz", "0")


def test_a_register_dropped_on_the_window_finds_its_own_way(store, window, qtbot, register):
    open_merchants()

    def import_it(dialog):
        assert (dialog.stack.currentIndex(), dialog.heading.text()) == (CHECK, "导入捐赠")
        dialog.check.skip.setChecked(True)
        QTest.keySequence(dialog, "Ctrl+Return")
        qtbot.waitUntil(lambda: dialog.stack.currentIndex() == DONE and not tasks.busy(), timeout=20_000)

    when_active(import_it, ImportDialog)
    window.take_file(register)
    assert window.page.key == "charity"
    assert gift_list.totals({}).money == 245_050
    assert window.page.totals.text().startswith("有效 5 笔　捐款 2,450.50 元　折价 605.00 元")
