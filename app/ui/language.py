"""Qt's own words (dialogs, menus, print preview) in Chinese."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

MISSING = {"&Look in:": "查找范围(&L)：", "Files of &type:": "文件类型(&T)："}
"""What the file dialog says and Qt's own translation lacks."""


class _Chinese(QTranslator):
    """Qt's translation with the one word the house writes otherwise."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> Any:
        found = super().translate(context, source, disambiguation, n) or MISSING.get(source)
        return found.replace("撤消", "撤销") if found else None


def install(app: QCoreApplication) -> None:
    """Make Qt speak Chinese and write Chinese dates; raises FileNotFoundError where the package lost its words."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = _Chinese(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load("qtbase_zh_CN", folder):
        raise FileNotFoundError("qtbase_zh_CN.qm")
    app.installTranslator(translator)
