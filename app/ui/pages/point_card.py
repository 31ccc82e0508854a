"""The pane that shows what one holder has, can spend, and gained and lost last."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.calendar import spoken
from app.services import point_accounts, point_list, points
from app.services.charity_documents import signed
from app.services.point_accounts import Account
from app.services.point_list import PointRow
from app.ui.kit.buttons import button, label, line
from app.ui.kit.card import RecordCard
from app.ui.kit.parts import column, facts, in_line
from app.ui.kit.pill import Pill
from app.ui.kit.visit import Visit
from app.ui.pages import point_acts
from app.ui.pages.points import DRESS, HOLDER_PAGES, words

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

_LATEST = 20


class AccountCard(RecordCard):
    """Nothing here is edited: points are earned, redeemed, or adjusted with a second person."""

    said = "积分账户资料"

    def __init__(self, page: "ListPage") -> None:
        self.redeem = button("积分兑换", page.acting(point_acts.redeem), icon="hand-heart", variant="primary")
        self.statement = button("对账单", page.acting(point_acts.print_statement), icon="printer")
        self.adjust = button("调整积分", page.acting(point_acts.adjust), icon="pencil")
        self.statement.setToolTip("对账单（Ctrl+P）")
        super().__init__(page)

    def verbs(self) -> Sequence[QPushButton]:
        may = any(act is point_acts.adjust for _, act in self.page.spec.single)
        return (*((self.redeem, self.statement, self.adjust) if may else (self.statement,)), self.more)

    def titles(self, row: Account) -> tuple[str, str]:
        return row.name, row.called

    def parts(self, row: Account) -> Iterator[QWidget]:
        yield label(words(row.points), "figure")
        owed = f"欠分 {-row.points:,} 分：用掉的比得到的多，补足以前不能兑换。"
        yield in_line(Pill(row.state, *DRESS[row.state]))
        if row.points < 0:
            yield label(owed, "warn", wrap=True)
        yield facts(self._known(row))
        entries = point_list.rows(point_list.ids(filters={"holder": str(row.id)})[:_LATEST])
        yield line()
        yield label("最近流水", "strong")
        for entry in entries:
            yield self._entry(entry)

    def _known(self, row: Account) -> Iterator[tuple[str, str | QWidget]]:
        available = points.available(row.id)
        yield "可兑换", words(available) if available != row.points else ""
        expiring = [lot for lot in points.lots(row.id) if lot.expires]
        if expiring:
            yield "最近到期", f"{spoken(expiring[0].expires)}　{expiring[0].left:,} 分"
        yield "最近变动", spoken(row.last)
        yield point_accounts.CALLED[row.noun], self.link(row.name, Visit(HOLDER_PAGES[row.noun], record=row.row))

    def _entry(self, entry: PointRow) -> QWidget:
        """Day, kind and points, with the way to its slip; below it what was noted."""
        told = label("　".join((spoken(entry.on), entry.kind, f"{signed(entry.points)} 分")), "quiet", wrap=True)
        parts = [told]
        if entry.slip and entry.noun == "gift":
            slip = button(entry.slip, partial(self._go, Visit("charity", record=entry.source)), variant="link")
            slip.setAccessibleName(f"打开捐赠{entry.slip}")
            return column(told, in_line(slip), gap=0)
        more = "　".join(
            filter(None, (entry.slip, entry.note, f"{spoken(entry.expires)}到期" if entry.expires else ""))
        )
        if more:
            parts.append(label(more, "hint", wrap=True))
        return column(*parts, gap=0)

    def _go(self, visit: Visit) -> None:
        self.page.visited.emit(visit)
