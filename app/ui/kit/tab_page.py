"""What every page of a tab is: it leads to other pages, does acts as buttons call them, and says what was done."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.kit import messages, undoing
from app.ui.kit.buttons import button, menu_button
from app.ui.kit.shortcuts import on_keys
from app.ui.kit.spec import Tool


class TabPage(QWidget):
    """`top` is the row in which `heading` stands, where the page is one of several of its tab."""

    visited = Signal(object)
    help_wanted = Signal()
    top: QHBoxLayout
    heading: QLabel

    def revalidate(self) -> None:
        """Read again if anything was written since it was last read."""
        raise NotImplementedError

    def acting(self, act: Callable[[Any], object]) -> Callable[[], None]:
        """An act on this page as a button calls it: a Problem is shown."""

        def run() -> None:
            with messages.problems_shown(self):
                act(self)

        return run

    def tell_done(self) -> None:
        """Say what was just done, as the journal names it, and offer to take it back."""
        undoing.tell_done(self, self.revalidate)

    def take_switch(self, switch: QWidget) -> None:
        """Show where the heading stands which page of its tab this is, and lead to the others."""
        self.heading.hide()
        self.top.insertWidget(0, switch)

    def _tool(self, tool: Tool, part: QWidget | None = None) -> QPushButton:
        """Its first key works while it shows, the others wherever this part of the page, or the page, does."""
        if tool.menu:
            return menu_button(tool.label, [(words, self.acting(act)) for words, act in tool.menu])
        key = tool.keys[0] if tool.keys else ""
        made = button(tool.label, self.acting(tool.run), icon=tool.icon, variant=tool.variant, key=key)
        for keys in tool.keys[1:]:
            on_keys(part or self, keys, made.click)
        return made

    def _begin(self, tools: Sequence[Tool], act: str) -> None:
        """Do the act that a Visit names, by the name of its tool or by the words of its menu."""
        for tool in tools:
            if act == tool.act != "":
                self.acting(tool.run)()
            for words, entry in tool.menu:
                if act == words.rstrip("…"):
                    self.acting(entry)()
