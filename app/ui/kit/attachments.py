"""What is attached to a record, on its card: added by button, drop or paste; looked at, given out, renamed, removed."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.attachments import OFFICE, Kind
from app.services import attachments
from app.services.attachments import Added, AttachmentRow, Source
from app.ui.kit import messages, tasks, theme, toast, undoing
from app.ui.kit.attachment_dialogs import AttachmentViewer, NameDialog, tell_unseen
from app.ui.kit.attachment_list import AttachmentList
from app.ui.kit.buttons import button, label, restyle
from app.ui.kit.saved import open_folder
from app.ui.kit.shortcuts import ON_WIDGET, WITHIN, on_keys

PATTERNS = f"扫描件、照片和文档 ({' '.join(f'*.{kind}' for kind in (*Kind, 'jpeg', 'tiff'))})"
EMPTY = "还没有附件，可把扫描件拖到这里。"
NOTHING_TO_PASTE = "剪贴板里没有图片或文件。请先截图，或复制文件，再粘贴。"


class AttachmentStrip(QFrame):
    """Of the records of a noun (a table); `shown` reads the page again after something changed."""

    def __init__(self, noun: str, shown: Callable[[], object], writable: bool) -> None:
        super().__init__()
        self._noun, self._shown, self._writable = noun, shown, writable
        self._row = 0
        self.setProperty("strip", True)
        self.setAcceptDrops(writable)
        self.heading, self.empty = (
            label("附件", "strong"),
            label(EMPTY if writable else "还没有附件。", "quiet", wrap=True),
        )
        self.add = button("添加附件…", self.pick, icon="plus")
        self.paste_button = button("粘贴", self.paste)
        self.paste_button.setToolTip("粘贴截图或复制的文件（Ctrl+V）")
        self.list = AttachmentList()
        verbs = (("查看", self.view, "Enter"), ("另存为…", self.save_as, ""), ("改名…", self.rename, "F2"))
        offered = (*verbs, ("移出", self.remove, "Del")) if writable else verbs[:1]
        self.verbs = [self._verb(*verb) for verb in offered]
        self._lay_out()
        self._connect()
        theme.changed.connect(self.draw)
        self.draw()

    def show_record(self, row: int) -> None:
        """Show what is attached to this record."""
        if row != self._row:
            self.list.clear()
        self._row = row
        rows = attachments.of(self._noun, row)
        self.list.show_rows(rows)
        self.heading.setText(f"附件 {len(rows)}" if rows else "附件")
        for part in (self.list, *self.verbs):
            part.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self._follow()

    def pick(self) -> None:
        """Let the clerk choose files."""
        names, _ = QFileDialog.getOpenFileNames(self, "添加附件", "", PATTERNS)
        self.take([Source(Path(name).name, Path(name)) for name in names])

    def paste(self) -> None:
        """Attach what the clipboard holds."""
        sources = offered(QGuiApplication.clipboard().mimeData())
        if sources:
            self.take(sources)
        else:
            toast.show(self, NOTHING_TO_PASTE)

    def take(self, sources: Sequence[Source]) -> None:
        """Attach these, in a worker."""
        if sources:
            work = partial(attachments.add_many, self._noun, self._row, sources)
            tasks.run_shown(self, "正在添加附件", work, self._added)

    def view(self) -> None:
        """Look at the chosen one."""
        row = self.list.chosen()
        if row and row.kind in OFFICE:
            tell_unseen(self, row)
        elif row:
            AttachmentViewer(self, row, partial(self._give_out, row) if self._writable else None).exec()

    def save_as(self) -> None:
        """Give the chosen one out of the program."""
        if row := self.list.chosen():
            self._give_out(row, self)

    def rename(self) -> None:
        """Give the chosen one another name."""
        row = self.list.chosen()
        if row and NameDialog(self, row).exec():
            self._tell_done()
            self.list.setFocus()

    def remove(self) -> None:
        """Move the chosen one to the recycle bin."""
        row = self.list.chosen()
        with messages.problems_shown(self):
            if row:
                attachments.remove([row.id])
                self._tell_done()
                (self.list if self.list.count() else self.add).setFocus()

    def draw(self) -> None:
        """Take the sizes in force."""
        self.column.setSpacing(theme.px(6))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures are for this record, not for the window, which would import them."""
        if _is_offer(event.mimeData()):
            event.acceptProposedAction()
            self._mark(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The files went elsewhere."""
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        event.acceptProposedAction()
        self._mark(False)
        self.take(offered(event.mimeData()))

    def _added(self, added: Added) -> None:
        if added.ids:
            self._tell_done()
        if added.refused:
            messages.complain(self, "\n".join(added.refused), "有的文件没有加上" if added.ids else "没有加上")

    def _tell_done(self) -> None:
        focused = QApplication.focusWidget()
        self._shown()
        if focused and self.isAncestorOf(focused):
            focused.setFocus()  # reading the page anew takes it away
        undoing.tell_done(self, self._shown)

    def _give_out(self, row: AttachmentRow, asking: QWidget) -> None:
        path = messages.ask_place(asking, "附件另存为", row.name, f"{row.kind.upper()} 文件 (*{Path(row.name).suffix})")
        if path:
            with messages.problems_shown(asking):
                attachments.export(row.id, path)
                saved = f"已另存《{path.name}》。它没有加密，用完请删掉。"
                toast.show(self, saved, "打开文件夹", lambda: open_folder(path.parent))

    def _mark(self, over: bool) -> None:
        self.setProperty("over", over)
        restyle(self)

    def _follow(self) -> None:
        for verb in self.verbs:
            verb.setEnabled(bool(self.list.chosen()))

    def _verb(self, words: str, act: Callable[[], object], key: str) -> QWidget:
        made = button(words, act, variant="link")
        name = words.rstrip("…")
        made.setToolTip(f"{name}（{key}）" if key else name)
        return made

    def _connect(self) -> None:
        self.list.opened.connect(self.view)
        self.list.currentItemChanged.connect(self._follow)
        if self._writable:
            on_keys(self.list, "F2", self.rename, ON_WIDGET)
            on_keys(self.list, "Del", self.remove, ON_WIDGET)
            on_keys(self, "Ctrl+V", self.paste, WITHIN)
        for part in (self.add, self.paste_button):
            part.setVisible(self._writable)
        order = (self.list, *self.verbs, self.add, self.paste_button)
        for former, following in pairwise(order):
            self.setTabOrder(former, following)

    def _lay_out(self) -> None:
        adding, verbs = QHBoxLayout(), QHBoxLayout()
        adding.addWidget(self.add)
        adding.addWidget(self.paste_button)
        adding.addStretch(1)
        for verb in self.verbs:
            verbs.addWidget(verb)
        verbs.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        for part in (self.heading, self.empty, self.list):
            self.column.addWidget(part)
        self.column.addLayout(verbs)
        self.column.addLayout(adding)


def offered(mime: QMimeData) -> list[Source]:
    """What a drop or the clipboard holds: files, else a picture."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if paths:
        return [Source(path.name, path) for path in paths]
    picture = QImage(mime.imageData()) if mime.hasImage() else QImage()
    if picture.isNull():
        return []
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub wants bytes, it wants str
    return [Source(f"粘贴的图片 {dt.datetime.now():%Y%m%d %H%M%S}.png", bytes(buffer.data().data()))]


def _is_offer(mime: QMimeData) -> bool:
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())
