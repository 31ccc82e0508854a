"""The page 志愿服务 of a person's card: the hours, event by event, and the total that opens them."""

from collections.abc import Sequence
from types import SimpleNamespace

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.domain.volunteering import hours
from app.services import entries
from app.services.members import MemberRow
from app.ui.kit.buttons import button, label
from app.ui.kit.fields import Date, LongText, Text
from app.ui.kit.parts import in_line
from app.ui.pages.member_page import MemberPage

SERVICE = (
    Text("event", "活动", required=True, hint="如 周末清洁商圈"),
    Date("on", "日期", required=True),
    Text("begins", "开始", required=True, hint="如 9:00"),
    Text("ends", "结束", required=True, hint="如 11:30"),
    Text("certified_by", "证明人"),
    LongText("note", "备注"),
)


class HoursPage(MemberPage):
    """What was given, and the certificate of it."""

    title = "志愿服务"

    def __init__(self, page: object) -> None:
        super().__init__(page)  # type: ignore[arg-type]
        self.services = self._add_list("service", "服务记录", SERVICE, words=_served)
        self._end()

    def _fresh(self, row: MemberRow) -> Sequence[QWidget]:
        given = entries.of("service", row.id)
        if not given:
            return [label("还没有志愿服务记录。", "quiet")]
        words = f"共 {hours(sum(each.minutes for each in given))}，{len(given):,} 次"
        total = button(words, self._open_rows, variant="link")
        total.setToolTip("打开每一次服务")
        offered = [total]
        if self._page.writable:
            offered.append(button("打印证明", self._print, icon="printer"))
        return [in_line(*offered)]

    def _open_rows(self) -> None:
        from app.ui.member_list_dialog import service_dialog

        service_dialog(self._page, self.row).exec()

    def _print(self) -> None:
        from app.ui.pages.member_prints import print_service

        print_service(self._page, self.row)


def _served(entry: SimpleNamespace) -> tuple[str, str]:
    certified = f"{entry.certified_by}证明" if entry.certified_by else ""
    time = f"{spoken(entry.on)}　{entry.begins}—{entry.ends}　{hours(entry.minutes)}"
    return entry.event, "　".join(filter(None, (time, certified)))
