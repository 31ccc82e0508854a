"""The clerk's choice of font size and contrast: shown at once, remembered for the next start."""

from PySide6.QtWidgets import QApplication

from app.ui.kit import icons, memory, theme


def restore(app: QApplication) -> None:
    """Look as the clerk chose last time; 11 points and calm colours at first."""
    points = memory.recall("look/points", 11)
    theme.apply(app, points if points in theme.SIZES else 11, memory.recall("look/contrast", False) is True)
    app.setWindowIcon(icons.brand())


def choose(points: int | None = None, contrast: bool | None = None) -> None:
    """Change what is given, at once, in the running program."""
    points = theme.base_pt() if points is None else points
    contrast = theme.high_contrast() if contrast is None else contrast
    memory.remember("look/points", points)
    memory.remember("look/contrast", contrast)
    app = QApplication.instance()
    if isinstance(app, QApplication):
        theme.apply(app, points, contrast)


def step(direction: int) -> None:
    """One font size larger (1) or smaller (-1), as far as there is one."""
    sizes = list(theme.SIZES)
    place = sizes.index(theme.base_pt()) + direction
    if 0 <= place < len(sizes):
        choose(points=sizes[place])
