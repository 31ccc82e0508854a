"""What is written in a report: its number, to whom it goes, who gets a copy, and the text of each section."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.report_words import Words, parted
from app.ui.kit import theme
from app.ui.kit.buttons import label
from app.ui.kit.editors import LineEditor, NoteEditor

HEAD = {
    "number": ("文号", "如 会商发〔2026〕9号，可以不填"),
    "addressee": ("主送", "报给谁，如 会战街道党工委，可以不填"),
    "copies": ("抄送", "可以不填，几家之间写顿号"),
}
"""What stands above the sections: what it is called, and what a box says while it is empty."""
_STALE = "“{headings}”的文字是手改的，改过以后数字又变了，请核对；点“按数字重写”可以重新生成。"
_HIGH = 136
"""Height of the box of a section, at 11 points."""


class TextPart(QScrollArea):
    """A box for each of `HEAD` and each section; what was told is kept in `words` beside what is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.head, self.boxes = dict[str, LineEditor](), list[NoteEditor]()
        self.says = label("", "quiet", wrap=True)
        self._words, self._filled = Words(), (Words(), "")

    @property
    def number(self) -> LineEditor:
        """The box of the number of the document."""
        return self.head["number"]

    def fill(self, words: Words, number: str, stale: Sequence[str], *, writable: bool) -> None:
        """Show what is written, to be changed or only read, and which sections no longer fit their figures."""
        self._words = words
        told = {"number": number, "addressee": words.addressee, "copies": "、".join(words.copies)}
        self.head = {name: self._line(name, text, writable) for name, text in told.items()}
        self.boxes = [self._box(heading, text, writable) for heading, text in words.sections]
        self.says = label(_STALE.format(headings="”“".join(stale)) if stale else "", "error", wrap=True)
        self.says.setVisible(bool(stale))
        self._lay_out()
        self._filled = self.values()

    def values(self) -> tuple[Words, str]:
        """What stands in the boxes, and the number."""
        parts = zip(self._words.parts, self.boxes, strict=True)
        said = tuple(replace(part, words=box.value()) for part, box in parts)
        words = Words(said, self.head["addressee"].value(), parted(self.head["copies"].value()))
        return words, self.head["number"].value()

    def changed(self) -> bool:
        """Whether anything was typed since it was filled."""
        return self.values() != self._filled

    def note_kept(self) -> None:
        """What stands here now is saved."""
        self._filled = self.values()

    def _line(self, name: str, text: str, writable: bool) -> LineEditor:
        box = LineEditor()
        called, hint = HEAD[name]
        box.setAccessibleName(called)
        box.setPlaceholderText(hint)
        box.fill(text)
        box.setReadOnly(not writable)
        return box

    def _box(self, heading: str, words: str, writable: bool) -> NoteEditor:
        box = NoteEditor()
        box.fill(words)
        box.setReadOnly(not writable)
        box.setAccessibleName(heading)
        box.setFixedHeight(theme.px(_HIGH))
        return box

    def _lay_out(self) -> None:
        inside, top = QWidget(), QGridLayout()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.addWidget(self.says)
        for row, (name, line) in enumerate(self.head.items()):
            top.addWidget(label(HEAD[name][0], "strong"), row, 0)
            top.addWidget(line, row, 1)
        column.addLayout(top)
        for part, box in zip(self._words.parts, self.boxes, strict=True):
            column.addWidget(label(part.heading, "strong"))
            column.addWidget(box)
        column.addStretch(1)
        self.setWidget(inside)
