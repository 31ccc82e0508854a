"""Bringing in a spreadsheet: choose it, match its columns, see what becomes of every row, and only then write."""

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QWidget

from app.domain.calendar import for_file
from app.domain.names import clean
from app.services import imports, journal
from app.services.import_target import Target
from app.services.import_targets import MERCHANTS
from app.services.imports import Plan
from app.ui.import_steps import CheckStep, ColumnStep, WordsStep
from app.ui.kit import messages, tasks, toast
from app.ui.kit.buttons import button, label, restyle
from app.ui.kit.dialog import Dialog
from app.ui.kit.saved import SavedLine
from app.ui.kit.shortcuts import on_keys

STEPS = ("选文件", "对应列", "核对", "完成")
CHOOSE, MATCH, CHECK, DONE = range(4)
SHEETS = "表格文件 (*.xlsx *.xls *.et *.csv *.ods)"
SAFE = "导入前会自动备份，导入后可在“最近办理”里整批撤销。"


class ImportDialog(Dialog):
    """Reads `path` as soon as it is shown; nothing is written before 导入 is pressed. Without a target the file itself
    tells what it brings."""

    chapter = "import"

    def __init__(self, parent: QWidget, path: Path, target: Target | None = MERCHANTS) -> None:
        super().__init__(parent, f"导入{target.called if target else '表格'}", width=1180, height=620)
        self.desk, self._path, self._asked, self.target = parent, path, target, target or MERCHANTS
        self.plan: Plan | None = None
        self.act = 0
        self.file = label(clean(path.name), "quiet")
        self.steps = [label("", "hint") for _ in STEPS]
        self.chosen, self.columns = WordsStep("file-spreadsheet", "accent"), ColumnStep()
        self.check, self.outcome = CheckStep(self.target), WordsStep("circle-check", "ok")
        self.stack = QStackedWidget()
        for step in (self.chosen, self.columns, self.check, self.outcome):
            self.stack.addWidget(step)
        self.hint, self.saved = label("", "hint"), SavedLine()
        self._make_buttons()
        self._lay_out()
        self._follow(self.check)
        self._turn(CHOOSE)
        self.read()

    def read(self, mapping: dict[int, str] | None = None) -> None:
        """Read and judge the file in the background; `mapping` overrules the guess."""
        self.chosen.say(clean(self._path.name), "正在读取……")
        progress = tasks.Progress(self, f"正在读取《{clean(self._path.name)}》")
        create = self.check.making.isChecked()

        def work(report: imports.Progress) -> Plan:
            target = self.plan.target if self.plan else self._asked
            return imports.read(self._path, mapping, report, target, create=create)

        tasks.run(work, self._show_plan, self._not_read, progress)

    def write(self) -> None:
        """Take over the good rows in the background."""
        plan = self._ready()
        tasks.run_shown(self, "正在导入", lambda report: imports.carry_out(plan, report), self._written)

    def _follow(self, check: CheckStep) -> None:
        check.changed.connect(self._count)
        check.making.clicked.connect(lambda: self.read(self._ready().layout.mapping))

    def _turn_to(self, target: Target) -> None:
        """Import another noun than was thought."""
        self.target, old = target, self.check
        self.heading.setText(f"导入{target.called}")
        self.check = CheckStep(target)
        self._follow(self.check)
        self.stack.insertWidget(CHECK, self.check)
        self.stack.removeWidget(old)
        old.deleteLater()

    def _show_plan(self, plan: Plan) -> None:
        self.plan = plan
        if plan.target != self.target:
            self._turn_to(plan.target)
        self.columns.show_plan(plan)
        self.check.show_plan(plan)
        self._turn(CHECK if plan.named else MATCH)

    def _not_read(self, error: Exception) -> None:
        self.chosen.say(clean(self._path.name), "没有读成。数据没有改动，可以另选一个文件。")
        self._turn(CHOOSE)
        tasks.show_failure(self, error)

    def _written(self, act: int) -> None:
        self.act = act
        counts = self._ready().counts()
        self.outcome.say(
            f"已导入：新增 {counts['new']:,} {self.target.unit}，更新 {counts['updated']:,} {self.target.unit}",
            f"跳过 {counts['skipped']:,} 行，有错 {counts['refused']:,} 行没有导入。",
        )
        self._turn(DONE)

    def _undo(self) -> None:
        with messages.problems_shown(self):
            what = journal.undo(self.act)
            toast.show(self.desk, f"已撤销：{what}")
            self.accept()

    def _choose(self) -> None:
        path = messages.ask_file(self, f"选择要导入的{self.target.called}表", SHEETS)
        if path:
            self._path, self.plan = path, None
            self.file.setText(clean(path.name))
            self.read()

    def _save_refused(self) -> None:
        plan = self._ready()
        name = f"{clean(self._path.stem)}_错误清单_{for_file(dt.date.today())}.xlsx"
        path = messages.ask_place(self, "导出错误清单", name, "Excel 文件 (*.xlsx)")
        if path:
            work = lambda report: imports.write_refused(plan, path)  # noqa: E731
            done = lambda count: self.saved.say(f"已导出有错的 {count:,} 行。", path)  # noqa: E731
            tasks.run_shown(self, "正在导出", work, done, self._save_refused)

    def _back(self) -> None:
        self._turn(self.stack.currentIndex() - 1)

    def _ready(self) -> Plan:
        assert self.plan, "the buttons that ask for it show only after the file was read"
        return self.plan

    def _turn(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        for place, words in enumerate(self.steps):
            words.setText(f"{place + 1} {STEPS[place]}" + (" ✓" if place < step else ""))
            words.setProperty("role", "strong" if place == step else "ok" if place < step else "hint")
            restyle(words)
        refused = bool(self.plan and self.plan.counts()["refused"])
        self.another.setVisible(step == CHOOSE)
        self.back.setVisible(step in (MATCH, CHECK))
        self.forward.setVisible(step == MATCH)
        self.refused.setVisible(step in (CHECK, DONE) and refused)
        self.go.setVisible(step == CHECK)
        self.undo.setVisible(step == DONE)
        self.close_button.setText("完成" if step == DONE else "取消")
        self.hint.setText(SAFE if step == CHECK else "")
        self._count()

    def _count(self) -> None:
        counts = self.plan.counts() if self.plan else {"new": 0, "updated": 0, "refused": 0}
        taken = counts["new"] + counts["updated"]
        self.go.setText(f"导入 {taken:,} {self.target.unit}")
        self.go.setAccessibleName(self.go.text())
        willing = not counts["refused"] or self.check.skip.isChecked()
        self.go.setEnabled(bool(taken) and willing and self.stack.currentIndex() == CHECK)

    def _make_buttons(self) -> None:
        self.another = button("另选文件", self._choose, icon="folder-open")
        self.refused = button("导出错误清单", self._save_refused, icon="download")
        self.undo = button("整批撤销", self._undo, icon="undo-2")
        self.back = button("上一步", self._back)
        self.forward = button("下一步", lambda: self.read(self.columns.mapping()), variant="primary")
        self.go = button("导入", self.write, icon="check", variant="primary")
        self.go.setToolTip("导入（Ctrl+Enter）")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_keys(self, keys, self.go.click)
        self.close_button = self.cancel_button()

    def _all_buttons(self) -> tuple[QPushButton, ...]:
        return (self.close_button, self.another, self.refused, self.undo, self.back, self.forward, self.go)

    def _lay_out(self) -> None:
        self.column.removeWidget(self.heading)
        top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addWidget(self.file, 1)
        for place, words in enumerate(self.steps):
            if place:
                top.addWidget(label("›", "strong"))
            top.addWidget(words)
        self.heading.setWordWrap(False)
        self.column.insertLayout(0, top)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.saved)
        self.foot.addWidget(self.hint)
        self.add_buttons(*self._all_buttons())
