"""The pane that shows one offer: how much of it there is, what came in and went out."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain import money
from app.domain.calendar import spoken
from app.services import good_list, stock
from app.services.good_list import GoodRow
from app.ui.kit.buttons import button, label, line
from app.ui.kit.card import RecordCard, edit_button
from app.ui.kit.parts import facts, in_line
from app.ui.kit.pill import Pill
from app.ui.pages import warehouse_acts
from app.ui.pages.warehouse import DRESS

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

_LATEST = 12


class GoodCard(RecordCard):
    """Papers of an offer hang on it: an agreement with a merchant, a delivery note."""

    said, noun = "物品资料", "good"

    def __init__(self, page: "ListPage") -> None:
        self.redeem = button("积分兑换", page.acting(warehouse_acts.redeem), icon="hand-heart", variant="primary")
        self.take_in = button("入库", page.acting(warehouse_acts.take_in), icon="download")
        super().__init__(page)

    def verbs(self) -> Sequence[QPushButton]:
        if not self.page.writable:
            return (self.more,)
        return (self.redeem, self.take_in, edit_button(self.page), self.more)

    def titles(self, row: GoodRow) -> tuple[str, str]:
        return row.name, f"{row.kind}　{int(row.price):,} 分一{row.unit or '份'}"

    def show_record(self, row: GoodRow) -> None:
        super().show_record(row)
        self.redeem.setEnabled(row.state in (good_list.OFFERED, good_list.SOON))
        self.take_in.setEnabled(row.kind != good_list.SERVICE)

    def parts(self, row: GoodRow) -> Iterator[QWidget]:
        yield in_line(Pill(row.state, *DRESS[row.state]))
        yield facts(_known(row))
        found = stock.moves(row.id)[:_LATEST]
        if found:
            yield line()
            yield label("进出", "strong")
        for move in found:
            count = f"{move.quantity:+,}".replace("-", "−")
            told = (spoken(move.on), move.kind, f"{count} {row.unit or '份'}", move.note, move.clerk)
            yield label("　".join(filter(None, told)), "quiet", wrap=True)


def _known(row: GoodRow) -> Iterator[tuple[str, str]]:
    service = row.kind == good_list.SERVICE
    yield "现有", "" if service else f"{row.left:,} {row.unit or '份'}"
    yield "有效期至", spoken(row.expires)
    yield "每季限额", f"每户 {int(row.quota):,} {row.unit or '份'}" if row.quota else "不限"
    yield "提供商户", row.merchant
    yield "结算价", f"{money.in_digits(int(row.value))} 元一{row.unit or '份'}" if service and row.value else ""
    yield "下架", spoken(row.ended)
    yield "备注", row.note
