"""Restoring where a password has to be asked for: a copy of another time, or no store that is open."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.errors import Problem
from app.paths import Folder
from app.services import backups, centres, restoring
from app.services.backups import Shown
from app.services.restoring import Secret
from app.ui.copy_fields import FIELDS, PLACE
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Text
from app.ui.kit.form import RecordForm
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable
from app.ui.password import Password

SECRET = (
    Text("name", "姓名", hint="只有一个人时可以不填"),
    Password("word", "口令或恢复码", required=True),
)
OF_THEN = "这份备份是用另一把钥匙锁的（那以后移除过人员，或来自别的电脑）。请输入那时候能登录的姓名和口令，或者恢复码。"
CHOOSE = "选一份备份，输入姓名和口令（或恢复码），再点“还原”。找不到要的备份，就插好 U 盘，点“另选文件夹”。"
NOTHING = "这里没有找到备份。请插好 U 盘，点“另选文件夹”，选 U 盘。"


@dataclass(frozen=True)
class _Blank:
    name: str = ""
    word: str = ""


class SecretOfThen(Dialog):
    """Accepted with a `secret` that may open the copy."""

    chapter = "backup"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "打开这份备份的口令", width=560, height=330)
        self.secret = Secret("", "")
        self.form = _secret_form("继续还原")
        self.form.submitted.connect(self._take)
        self.form.cancelled.connect(self.reject)
        self.body.addWidget(label(OF_THEN, "quiet", wrap=True))
        self.body.addWidget(self.form, 1)

    def _take(self, values: dict[str, Any]) -> None:
        self.secret = Secret(values["name"], values["word"])
        self.accept()


class ClosedRestore(Dialog):
    """At the log-in or the first start; accepted once the restored store is open."""

    chapter = "backup"

    def __init__(self, parent: QWidget | None, folder: Folder) -> None:
        super().__init__(parent, "从备份还原", width=880, height=600)
        self._folder, self._store_secret = folder, Secret("", "")
        self._shown: list[Shown] = []
        self.rows = RowModel(
            [field for field in FIELDS if field is not PLACE], lambda places: [self._shown[place] for place in places]
        )
        self.table = RowTable(self.rows, "备份")
        self.words = label(CHOOSE, "quiet", wrap=True)
        self.form = _secret_form("还原")
        self.form.submitted.connect(self._restore)
        self.form.cancelled.connect(self.reject)
        self.elsewhere = button("另选文件夹", self.look_elsewhere, icon="folder-open", variant="link")
        self.body.addWidget(self.words)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.elsewhere, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.form)
        self.list_copies(folder.backups)

    def list_copies(self, place: Path) -> None:
        """Show the copies that lie in a folder."""
        self._shown = sorted(backups.lying_in(place), key=lambda shown: shown.copy.at, reverse=True)
        self.rows.show(list(range(len(self._shown))))
        self.words.setText(CHOOSE if self._shown else NOTHING)
        good = [place for place, shown in enumerate(self._shown) if shown.copy.looks_good()]
        self.table.choose_place(good[0] if good else 0)

    def look_elsewhere(self) -> None:
        """Let the clerk name the stick."""
        if chosen := messages.ask_folder(self, "选 U 盘，或放备份的文件夹"):
            self.list_copies(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _restore(self, values: dict[str, Any]) -> None:
        """In the main thread, whose connection the window goes on with."""
        chosen = self.table.chosen()
        if not chosen:
            self.form.complain({"word": NOTHING if not self._shown else "请先选一份备份。"})
            return
        given = Secret(values["name"], values["word"])
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._carry_out(self._shown[chosen[0]].copy.path, given)
        except restoring.NeedsSecret:
            self._store_secret = given
            self.form.fill(_Blank(), "")
            self.form.complain({"word": OF_THEN})
        except Problem as problem:
            self.form.complain({"word": str(problem)})
        else:
            self.accept()
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _carry_out(self, path: Path, given: Secret) -> None:
        """The first secret is the store's, a second one that of the copy's time."""
        try:
            if self._store_secret.word:
                ready = restoring.prepare_closed(self._folder, path, self._store_secret, given)
            else:
                ready = restoring.prepare_closed(self._folder, path, given)
            restoring.carry_out(ready)
        except Problem:
            centres.rest()
            raise


def _secret_form(verb: str) -> RecordForm:
    form = RecordForm(SECRET, lambda values: None, save=verb)
    form.title.hide()
    form.fill(_Blank(), "")
    return form
