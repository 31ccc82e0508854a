"""Qt's own dialogs speak Chinese."""

import re

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QLineEdit


def test_the_context_menu_of_a_line(qtbot):
    box = QLineEdit("瑞和")
    qtbot.addWidget(box)
    names = [action.text() for action in box.createStandardContextMenu().actions() if not action.isSeparator()]
    assert names[0].startswith("撤销")
    assert not [name for name in names if re.search("[A-Za-z]{2,}", name.split("\t")[0])]


def test_the_file_dialog(qtbot, tmp_path):
    dialog = QFileDialog(None, "导入", str(tmp_path), "表格文件 (*.xlsx)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    texts = [each.text() for kind in (QLabel, QAbstractButton) for each in dialog.findChildren(kind)]
    texts += [each.toolTip() for each in dialog.findChildren(QAbstractButton)]
    assert "取消" in texts
    assert not [text for text in texts if re.search("[A-Za-z]{2,}", text)]


def test_what_is_not_known_stays_as_it_is(qapp):
    assert QCoreApplication.translate("nowhere", "unknown words") == "unknown words"


def test_dates_are_written_the_chinese_way(qapp):
    assert QLocale().toString(QDate(2026, 11, 20), QLocale.FormatType.LongFormat).startswith("2026年11月20日")
