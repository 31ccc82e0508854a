"""What was scanned, opened: the merchant of a plaque, a code or a number, and the record a slip is of."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from app.domain import honours as plaques
from app.domain import slips
from app.domain.errors import Problem
from app.domain.honours import Standing
from app.domain.identifiers import code_in
from app.domain.slips import Slip
from app.services import gift_list, honours, merchant_codes, merchants, pledge_forms, redeeming
from app.ui.kit import messages, toast
from app.ui.kit.visit import Visit

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

LONGEST = 24
"""Characters of what was scanned that are repeated."""
MISREAD = "校验不符：这不是本中心的单据码，或者有一位扫错了。没有改动任何内容，请擦净条码再扫一次。"
UNKNOWN = "没有找到“{text}”，没有打开任何内容。请核对扫的是不是本中心的牌匾、单据或营业执照上的代码。"
SEVERAL = "“{text}”找到 {count} 家商户，没有打开任何一家。请按 Ctrl+K 输入名称查找。"


class Reader(NamedTuple):
    """What a kind of slip is called, and what opens the record of a number."""

    title: str
    open: Callable[["MainWindow", int], None]


def open_scan(window: "MainWindow", text: str) -> None:
    """Show what was scanned, or say in a toast why not."""
    try:
        _open(window, text)
    except Problem as problem:
        toast.show(window, str(problem), done=False)


def is_plaque(text: str) -> bool:
    """Whether there are as many digits as on a plaque."""
    return sum(map(str.isdecimal, text)) >= plaques.CODE_LENGTH


def open_slip(window: "MainWindow", slip: Slip, number: int) -> None:
    """Show the record a slip is of; raises Problem."""
    READERS[slip].open(window, number)


def _open(window: "MainWindow", text: str) -> None:
    code = code_in(text)
    if is_plaque(text):
        _open_plaque(window, text)
    elif read := slips.read(text):
        open_slip(window, *read)
    elif slips.looks_like(text) and not code:
        raise Problem(MISREAD)
    else:
        window.visit(Visit("merchants", record=_merchant(code or text.strip())))


def _open_plaque(window: "MainWindow", text: str) -> None:
    verdict = honours.verify(text)
    if verdict.merchant_id in merchants.ids():
        window.visit(Visit("merchants", record=verdict.merchant_id))
    about = "验真" if verdict.merchant else verdict.state.value
    toast.show(window, f"{about}：{verdict.sentence}", done=verdict.state is Standing.VALID)


def _merchant(text: str) -> int:
    """The merchant of a code or number, or the only one that a search for the text finds."""
    try:
        return merchants.find(text)
    except Problem as problem:
        found = merchants.ids(text) if text else []
        short = text if len(text) <= LONGEST else text[:LONGEST] + "…"
        if len(found) == 1:
            return found[0]
        raise Problem((SEVERAL if found else UNKNOWN).format(text=short, count=len(found))) from problem


def _meeting(window: "MainWindow", number: int) -> None:
    window.visit(Visit("minutes", record=number))


def _attendance(window: "MainWindow", number: int) -> None:
    window.visit(Visit("minutes", act="present", record=number))


def _case(window: "MainWindow", number: int) -> None:
    window.visit(Visit("cases", record=number))


def _pledge(window: "MainWindow", number: int) -> None:
    window.visit(Visit("merchants", record=pledge_forms.meant(number).merchant))


def _merchant_code(window: "MainWindow", number: int) -> None:
    window.visit(Visit("merchants", record=merchant_codes.meant(number)))


def _gift(window: "MainWindow", number: int) -> None:
    if not gift_list.is_known(number):
        raise Problem("台账里没有这张收据的捐赠，没有打开任何内容。请核对是不是本中心的收据。")
    window.visit(Visit("charity", record=number))


def _redemption(window: "MainWindow", number: int) -> None:
    """Hand the slip in for its good; a second time is told in a dialog, as it must not be missed."""
    window.show_page("warehouse")
    scan = redeeming.hand_in(number)
    window.revalidate()
    if scan.fresh:
        toast.show(window, scan.sentence)
    else:
        messages.complain(window, scan.sentence, "已兑换")


READERS = {
    Slip.MEETING: Reader("会议", _meeting),
    Slip.ATTENDANCE: Reader("签到", _attendance),
    Slip.CASE: Reader("事项", _case),
    Slip.PLEDGE: Reader("承诺书", _pledge),
    Slip.RECEIPT: Reader("收据", _gift),
    Slip.REDEMPTION: Reader("兑换单", _redemption),
    Slip.MERCHANT: Reader("商户", _merchant_code),
}
