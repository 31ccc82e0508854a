"""What is printed about people, shown before it is: certificates of service, the list and cards of birthdays."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.calendar import for_file
from app.paths import Out
from app.services import member_documents, members
from app.services.members import MemberRow
from app.ui.kit.tasks import Report
from app.ui.pages.member_page import selected

PURPOSE = "党代表、人大代表、政协委员等人选"

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage
    from app.ui.kit.preview import Template


def print_service(page: "ListPage", row: MemberRow) -> None:
    """Preview the certificate of a person's volunteer hours."""
    from app.ui.kit.preview import Template

    def write(path: Out, report: Report) -> int:
        return member_documents.write_service(row.id, path)

    _preview(page, "打印志愿服务证明", Template("志愿服务证明", "张", _file("志愿服务证明"), [row.name], write))


def print_evidence(page: "ListPage") -> None:
    """Preview the sheet of what speaks for recommending the selected person."""
    from app.ui.kit.preview import Template

    row = selected(page, members.get)

    def write(path: Out, report: Report) -> int:
        return member_documents.write_evidence(row.id, PURPOSE, path)

    _preview(page, "打印推荐依据表", Template("推荐依据表", "页", _file("推荐依据表"), [row.name], write))


def print_cards(page: "ListPage", people: Sequence[int]) -> None:
    """Preview a card for each of these people."""
    from app.ui.kit.preview import Template

    def write(path: Out, report: Report) -> int:
        return member_documents.write_cards(people, dt.date.today(), path, report)

    names = [row.name for row in members.rows(people)]
    _preview(page, "打印政治生日贺卡", Template("政治生日贺卡", "张", _file("政治生日贺卡"), names, write))


def print_birthdays(page: "ListPage", month: int, organization: int) -> None:
    """Preview the list of those whose political birthday is in a month."""
    from app.ui.kit.preview import Template

    def write(path: Out, report: Report) -> int:
        return member_documents.write_birthdays(month, dt.date.today().year, path, organization)

    name = f"{month}月政治生日名单"
    _preview(page, f"打印{name}", Template(name, "页", _file(name), [name], write))


def _preview(page: "ListPage", title: str, template: "Template") -> None:
    from app.ui.kit.preview import Preview

    Preview(page, title, [template]).exec()
    page.revalidate()


def _file(name: str) -> str:
    return f"{name}_{for_file(dt.date.today())}.pdf"
