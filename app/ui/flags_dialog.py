"""流动红旗: who holds the flag of each street or grid, its way so far, and handing it over."""

import datetime as dt
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.calendar import for_file, spoken
from app.domain.errors import Invalid
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import flags, honour_old, honour_requests, merchants, organizations, session
from app.services.flags import Group
from app.ui.award_dialog import is_day
from app.ui.kit import messages
from app.ui.kit.buttons import button
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Date, Field, Shown, Text
from app.ui.kit.preview import Preview, Template
from app.ui.table_dialog import TableDialog

_LATEST = 4


class Holder(Shown):
    """Who holds it, and since when."""

    def text(self, record: Group) -> str:
        """瑞和茶庄, 2026年3月1日, 红旗〔2026〕003号."""
        held = record.holder
        if held is None:
            return "还没有颁发" if self.name == "holder" else ""
        return {"holder": held.name, "since": spoken(held.start), "number": held.number or "没有编号"}[self.name]


FIELDS: tuple[Field, ...] = (
    Shown("name", "流动范围", 180),
    Holder("holder", "现在由谁保管", 260, stretch=True),
    Holder("since", "自哪天起", 160),
    Holder("number", "编号", 170),
    Shown("title", "红旗", 140),
)


class FlagsDialog(TableDialog):
    """`writable` offers the verbs."""

    chapter = "award"

    def __init__(self, parent: QWidget, writable: bool) -> None:
        super().__init__(parent, "流动红旗", FIELDS, width=900, height=500)
        self.hand = button("交接…", self.hand_over, icon="check", variant="primary")
        self.number = button("补编号", self.give_number)
        self.slip = button("打印交接单", self.print_slip, icon="printer")
        self.found = button("设立一面…", self.add_group, icon="plus")
        self.settled = session.may(Right.CHECK)
        verbs = (self.number, self.found, self.slip, self.hand) if writable else ()
        self.add_buttons(self.cancel_button("关闭"), *verbs)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """Show every group as it stands."""
        self.show_lines(flags.groups(), "")

    def follow(self) -> None:
        """Tell below which way the flag went."""
        group = self.chosen()
        held = flags.holdings(group.id) if group else []
        self.hand.setEnabled(group is not None)
        self.slip.setEnabled(bool(held))
        self.number.setVisible(self.settled and bool(held) and not held[0].number)
        way = "；".join(f"{spoken(each.start)} {each.name}" for each in held[:_LATEST])
        more = f"……共 {len(held)} 次" if len(held) > _LATEST else ""
        nothing = (
            "还没有流动红旗。先“设立一面”，写明在哪个街区或网格流动。" if group is None else "这面红旗还没有颁发过。"
        )
        self.sentence.setText(f"经过（新的在前）：{way}{more}。" if held else nothing)

    def add_group(self) -> None:
        """Let a flag go round in another street or grid."""
        grids = merchants.choices("grid")
        name = Choice("name", "流动范围", required=True, free=True, options=lambda: [(grid, grid) for grid in grids])

        def act(values: dict[str, Any]) -> None:
            grid = organizations.find(Tree.GRIDS, values["name"]) if values["name"] in grids else 0
            flags.add_group(values["name"], grid or 0, values["title"])

        titles = flags.titles()
        title = Choice("title", "红旗名称", required=True, options=lambda: [(each, each) for each in titles])
        dialog = EntryDialog(self, "设立流动红旗", (name, title), _filled, act, "设立")
        dialog.fill({"name": "", "title": titles[0]}, "每个范围一面红旗，任何一天都只由一家保管。")
        if dialog.exec():
            self.tell_done()

    def hand_over(self) -> None:
        """Hand the chosen flag on; who may not check asks the second person for it."""
        group = self.chosen()
        hand = flags.hand_over if self.settled else honour_requests.ask_flag
        names = [row.name for row in merchants.rows(flags.candidates(group.id))]
        taker = Choice("merchant", "交给", required=True, free=True, options=lambda: [(name, name) for name in names])
        fields = (
            taker,
            Date("on", "交接日期", required=True),
            Text("reason", "交接原因", hint="如 第三季度评选第一名"),
        )

        def act(values: dict[str, Any]) -> None:
            day = dt.date.fromisoformat(values["on"])
            hand(group.id, honour_old.holder(values["merchant"]), day, values["reason"])

        dialog = EntryDialog(self, f"交接：{group.name}", fields, _filled, act, "交接" if self.settled else "送复核")
        now = f"现在由{group.holder.name}保管。" if group.holder else "这是第一次颁发。"
        dialog.fill({"merchant": "", "on": dt.date.today().isoformat(), "reason": ""}, now)
        if dialog.exec():
            self.tell_done()

    def give_number(self) -> None:
        """Enter the chosen flag into the register, where it was handed over before flags had numbers."""
        with messages.problems_shown(self):
            flags.give_number(self.chosen().holder.id)
            self.tell_done()

    def print_slip(self) -> None:
        """Preview the slip of the latest hand-over."""
        holder, name = self.chosen().holder, f"红旗交接单_{for_file(dt.date.today())}.pdf"
        write, noted = partial(_write, holder.id), lambda pages: flags.note_slip(holder.id)
        Preview(self, "打印交接单", [Template("交接单", "张", name, [holder.name], write, noted)]).exec()


def _write(holding: int, out: Any, report: Any) -> int:
    return flags.write_slip(holding, out)


def _filled(values: dict[str, Any]) -> None:
    names = {"name": "请写明在哪个街区或网格流动。", "title": "请填写红旗名称。", "merchant": "请选一家商户。"}
    complaints = {field: said for field, said in names.items() if field in values and not values[field]}
    if "on" in values and not is_day(values["on"]):
        complaints["on"] = "请填写日期，要写到日，如 2026.3.5。"
    if complaints:
        raise Invalid(complaints)
