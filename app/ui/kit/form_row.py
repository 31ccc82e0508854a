"""One row of a form: name, box, and the complaint under it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.advice import Advice
from app.ui.kit.buttons import label, restyle
from app.ui.kit.editors import AmountEditor, Editor, LineEditor
from app.ui.kit.fields import Field
from app.ui.kit.icons import Picture


class Complaint(QWidget):
    """An icon and a sentence under a field, with the way to the manual; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence, self.advice = label("", "error", wrap=True), Advice()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(4))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(Picture("circle-alert", "error", 16), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.sentence, 0, 1)
        grid.addWidget(self.advice, 1, 1, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, or go when it is empty."""
        self.sentence.setText(sentence)
        self.advice.follow(sentence)
        self.setVisible(bool(sentence))


class _Capitals(QLabel):
    """The amount above it in capitals, at every key."""

    def __init__(self, editor: AmountEditor) -> None:
        super().__init__()
        self._editor = editor
        self.setProperty("role", "quiet")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        editor.edited.connect(self._say)
        self._say()

    def _say(self) -> None:
        self.setText(self._editor.means())
        self.setVisible(bool(self.text()))


class FormRow:
    """One field of a form: its name, its box and the complaint under it."""

    def __init__(self, field: Field, editor: Editor) -> None:
        self.field, self.editor, self.complaint = field, editor, Complaint()
        self._shown: bool | None = None
        self.name = _caption(field)
        self.name.setBuddy(editor)
        editor.setObjectName(field.name)
        if field.hint and isinstance(editor, LineEditor):
            editor.setPlaceholderText(field.hint)
        editor.setSizePolicy(QSizePolicy.Policy.Expanding, editor.sizePolicy().verticalPolicy())
        self.cell = QWidget()
        column = QVBoxLayout(self.cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(editor)
        if isinstance(editor, AmountEditor):
            column.addWidget(_Capitals(editor))
        column.addWidget(self.complaint)
        self.say("")
        self.draw()

    def draw(self) -> None:
        """Take the sizes in force."""
        self.name.setMinimumHeight(theme.px(36))
        self.editor.setMinimumWidth(theme.px(150))

    def say(self, sentence: str) -> None:
        """Mark the box as wrong and say why; "" takes both away."""
        self.complaint.say(sentence)
        self.editor.setProperty("wrong", bool(sentence))
        required = "，必填" if self.field.required else ""
        self.editor.setAccessibleName(self.field.label + required)
        means = self.editor.means() if isinstance(self.editor, AmountEditor) else ""
        self.editor.setAccessibleDescription(sentence or means or self.field.hint)
        restyle(self.editor)

    def show(self, shown: bool) -> None:
        """Unfold or fold the row."""
        if shown == self._shown:
            return
        self._shown = shown
        self.name.setVisible(shown)
        self.cell.setVisible(shown)


def _caption(field: Field) -> QLabel:
    star = " *" if field.required else ""
    return label(field.label + star, "quiet")
