"""Printing of plaques, certificates, labels, pledge forms and the sheet of a merchant, through the preview."""

import datetime as dt
from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.calendar import for_file
from app.domain.errors import Problem
from app.paths import Out
from app.services import (
    calibration,
    honour_overprint,
    honour_prints,
    honour_sheets,
    honours,
    merchant_codes,
    merchants,
    plaque_stock,
    pledge_forms,
)
from app.services.honour_overprint import Filled
from app.ui.kit.tasks import Report

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage
    from app.ui.kit.template import Loaded, Overprint, Template

PURPOSE = "人大代表、政协委员、党代表等人选"


def preview(page: "ListPage", title: str, templates: Sequence["Template"]) -> None:
    """Show what is going to be printed, and read the list again."""
    from app.ui.kit.preview import Preview

    Preview(page, title, templates).exec()
    page.revalidate()


def print_honours(page: "ListPage", wanted: Sequence[int], first: Collection[str] = ()) -> None:
    """Preview plaques and certificates of these merchants, the `first` kinds (by title) before the others; raises
    Problem where none is to be printed."""
    kinds = sorted(honours.kinds(), key=lambda kind: kind.title not in first)
    made = [template for kind in kinds for template in templates(kind, wanted)]
    if not made:
        raise Problem("选中的商户还没有在有效期内的荣誉，没有可打印的牌匾。请先“授予荣誉”，再打印。")
    preview(page, "打印牌匾证书", made)


def print_sheet(page: "ListPage", merchant: int) -> None:
    """Preview all about one merchant on one page, for the counter or as evidence."""
    from app.ui.kit.preview import Template

    name = merchants.get(merchant).name

    def template(title: str, purpose: str) -> "Template":
        def write(out: Out, report: Report) -> int:
            return honour_sheets.write(merchant, out, purpose)

        def printed(pages: Sequence[int]) -> None:
            honour_sheets.note_printed(merchant, purpose)

        return Template(title, "张", _file(title), [name], write, printed)

    sheets = [template(honour_sheets.COUNTER, ""), template(honour_sheets.EVIDENCE, PURPOSE)]
    preview(page, "打印商户情况表", sheets)


def print_pledges(page: "ListPage", wanted: Sequence[int]) -> None:
    """Preview blank pledges, prefilled for these merchants."""
    from app.ui.kit.preview import Template

    names = [row.name for row in merchants.rows(list(wanted))]

    def template(kind: str) -> "Template":
        def printed(pages: Sequence[int]) -> None:
            pledge_forms.note_printed(kind, [wanted[place] for place in pages])

        def write(out: Out, report: Report) -> int:
            return pledge_forms.write(kind, wanted, out, report)

        return Template(kind, "张", _file(kind), names, write, printed)

    preview(page, "打印空白承诺书", [template(kind) for kind in pledge_forms.kinds()])


def print_codes(page: "ListPage", wanted: Sequence[int]) -> None:
    """Preview the code sheets of these merchants."""
    from app.ui.kit.preview import Template

    names = [row.name for row in merchants.rows(list(wanted))]

    def printed(pages: Sequence[int]) -> None:
        merchant_codes.note_printed([wanted[place] for place in pages])

    def template(paper: str) -> "Template":
        def write(out: Out, report: Report) -> int:
            return merchant_codes.write(wanted, out, paper, report)

        return Template(f"诚信二维码 {paper}", "张", _file("诚信二维码"), names, write, printed)

    preview(page, "打印诚信二维码", [template(paper) for paper in merchant_codes.PAPERS])


def templates(kind: honours.Kind, wanted: Sequence[int]) -> "list[Template]":
    """Every way to print an honour of those among some merchants that hold it."""
    holders = set(honour_prints.holders(kind.code))
    held = [number for number in wanted if number in holders]
    if not held:
        return []
    plain = [_plain(kind, style, held) for style in honour_prints.STYLES]
    return plain + [_filling(kind, filled, held) for filled in honour_overprint.templates()]


def _plain(kind: honours.Kind, style: str, held: list[int]) -> "Template":
    from app.ui.kit.preview import Template

    certificate = style == "certificate"
    return Template(
        label=f"{kind.title} · {honour_prints.STYLES[style]}",
        unit="张" if certificate else "块",
        file_name=_file(f"{kind.title}{'证书' if certificate else '牌匾'}"),
        names=[row.name for row in merchants.rows(held)],
        write=partial(honour_prints.write_documents, kind.code, held, style),
        printed=lambda pages: honour_prints.note_printed(kind.code, [held[page] for page in pages], style),
        loaded=_loaded(kind, style, held, 1) if certificate else None,
    )


def _filling(kind: honours.Kind, filled: Filled, held: list[int]) -> "Template":
    from app.ui.kit.preview import Template

    one = filled.cells == 1
    return Template(
        label=f"{kind.title} · {filled.name}",
        unit=filled.unit,
        file_name=_file(f"{kind.title}{filled.name}"),
        names=[row.name for row in merchants.rows(held)] if one else [],
        write=lambda out, report: honour_overprint.write(kind.code, held, filled.name, out, progress=report),
        printed=lambda pages: honour_prints.note_printed(kind.code, held, filled.style),
        loaded=_loaded(kind, filled.style, held, filled.cells, _overprint(kind, filled, held)),
    )


def _loaded(
    kind: honours.Kind, style: str, held: list[int], cells: int, overprint: "Overprint | None" = None
) -> "Loaded":
    from app.ui.kit.template import Loaded

    def on(pages: Sequence[int], start: int) -> list[int]:
        """Those who stand on some pages."""
        first = (start - 1) % cells
        return [number for place, number in enumerate(held, first) if place // cells in pages]

    def used(pages: Sequence[int], sheets: int, start: int) -> None:
        honour_prints.note_printed(kind.code, on(pages, start), style, sheets)

    def spoiled(pages: Sequence[int], start: int) -> None:
        honour_prints.note_spoiled(kind.code, on(pages, start), style, len(pages))

    return Loaded(partial(_left, style), used, spoiled, overprint)


def _overprint(kind: honours.Kind, filled: Filled, held: list[int]) -> "Overprint":
    from app.ui.kit.template import Overprint

    def write(out: Out, report: Report, printer: str, tray: str, start: int) -> int:
        off = calibration.of(printer, tray, filled.stock) if printer else None
        return honour_overprint.write(kind.code, held, filled.name, out, off, start, report)

    def state(printer: str, tray: str) -> str:
        return "这台打印机已校准。" if calibration.measured(printer, tray, filled.stock) else "这台打印机还没有校准。"

    def calibrate(parent: QWidget, printer: str, tray: str) -> None:
        from app.ui.calibration_dialog import CalibrationDialog

        CalibrationDialog(parent, printer, tray, filled.stock, filled.size).exec()

    return Overprint(write, state, calibrate, filled.cells)


def _left(style: str) -> str:
    blank = plaque_stock.used_by(style)
    return f"{blank.name}还有 {blank.balance.left:,} {blank.unit}。" if blank else ""


def _file(name: str) -> str:
    return f"{name}_{for_file(dt.date.today())}.pdf"
