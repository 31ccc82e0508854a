"""What a clerk does with merchants beyond list and form: import, export, award, print."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import for_file
from app.domain.errors import Problem
from app.services import honour_prints, honours, merchants
from app.ui.kit import messages, tasks, toast
from app.ui.kit.saved import open_folder

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage
    from app.ui.kit.preview import Template

SHEETS = "表格文件 (*.xlsx *.xls *.et *.csv *.ods)"
WORKBOOK = "Excel 文件 (*.xlsx)"


def pick_import(page: "ListPage") -> None:
    """Let the clerk pick the street's spreadsheet, and import it."""
    path = messages.ask_file(page, "选择要导入的商户台账", SHEETS)
    if path:
        import_file(page, path)


def import_file(page: "ListPage", path: Path) -> None:
    """Import a spreadsheet through the dialog that checks it first."""
    from app.ui.import_dialog import ImportDialog

    dialog = ImportDialog(page, path)
    dialog.exec()
    page.revalidate()


def export(page: "ListPage") -> None:
    """Write the rows that are selected, or all that are listed, to a workbook."""
    chosen = page.chosen()
    wanted = chosen if len(chosen) > 1 else page.rows.ids
    path = messages.ask_place(page, "导出商户台账", f"商户台账_{for_file(dt.date.today())}.xlsx", WORKBOOK)
    if path:
        work = partial(merchants.export, path, wanted)
        tasks.run_shown(page, "正在导出", work, lambda count: _exported(page, path, count), partial(export, page))


def _exported(page: "ListPage", path: Path, count: int) -> None:
    toast.show(page, f"已导出 {count:,} 家商户。", "打开文件夹", lambda: open_folder(path.parent))


def award(page: "ListPage") -> None:
    """Give the selected merchants an honour; afterwards offer to print."""
    from app.ui.award_dialog import AwardDialog

    chosen = page.chosen()
    if not chosen:
        raise Problem("还没有选中商户，没有授予任何荣誉。请先在列表里选中要授牌的商户，Ctrl+A 全选。")
    dialog = AwardDialog(page, merchants.rows(chosen))
    dialog.exec()
    page.revalidate()
    if dialog.print_wanted:
        _preview(page, chosen)


def print_documents(page: "ListPage") -> None:
    """Preview plaques and certificates of the selected merchants, or of all that are listed."""
    _preview(page, page.chosen() or page.rows.ids)


def change_grid(page: "ListPage") -> None:
    """Move the selected merchants to another grid, as one act."""
    from app.ui.grid_dialog import GridDialog

    chosen = page.chosen()
    dialog = GridDialog(page, len(chosen), merchants.choices("grid"))
    if dialog.exec():
        merchants.change_many(chosen, "grid", dialog.grid.value())
        page.revalidate()
        page.table.setFocus()
        page.tell_done()


def _preview(page: "ListPage", wanted: list[int]) -> None:
    from app.ui.kit.preview import Preview

    templates = [template for kind in honours.kinds() for template in _templates(kind, wanted)]
    if not templates:
        raise Problem("选中的商户还没有在有效期内的荣誉，没有可打印的牌匾。请先“授予荣誉”，再打印。")
    Preview(page, "打印牌匾证书", templates).exec()
    page.revalidate()


def _templates(kind: honours.Kind, wanted: list[int]) -> "list[Template]":
    holders = set(honour_prints.holders(kind.code))
    held = [number for number in wanted if number in holders]
    names = [row.name for row in merchants.rows(held)]
    return [_template(kind, style, held, names) for style in honour_prints.STYLES] if held else []


def _template(kind: honours.Kind, style: str, held: list[int], names: list[str]) -> "Template":
    from app.ui.kit.preview import Template

    certificate = style == "certificate"
    return Template(
        label=f"{kind.title} · {honour_prints.STYLES[style]}",
        unit="张" if certificate else "块",
        file_name=f"{kind.title}{'证书' if certificate else '牌匾'}_{for_file(dt.date.today())}.pdf",
        names=names,
        write=partial(honour_prints.write_documents, kind.code, held, style),
        printed=lambda pages: honour_prints.note_printed(kind.code, [held[page] for page in pages], style),
    )
