"""The link beside a complaint that is not self-evident."""

from app.ui.kit import manual, theme
from app.ui.kit.buttons import Button


class Advice(Button):
    """怎么办: opens the manual where it helps with the complaint at hand; hidden where its sentence is enough."""

    def __init__(self) -> None:
        super().__init__("怎么办")
        self._place = ("", "")
        self.setProperty("variant", "link")
        self.setAutoDefault(False)
        self.setMinimumHeight(theme.px(32))
        self.setAccessibleName("怎么办")
        self.clicked.connect(self._open)
        self.follow("")

    def follow(self, sentence: str) -> None:
        """Stand by the complaint that is shown now."""
        self._place = manual.advice(sentence) or ("", "")
        self.setToolTip(f"打开帮助：{self._place[1]}" if self._place[1] else "")
        self.setVisible(bool(self._place[1]))

    def _open(self) -> None:
        from app.ui.kit.manual_window import Manual

        Manual(self, *self._place).exec()
