"""Help without a network: what this page is for and which keys there are."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.first_start import Guide
from app.ui.kit.buttons import button, label, line
from app.ui.kit.dialog import Dialog

ABOUT = {
    "home": "每天从这里开始：待办提醒里每一行都有一个按钮，点了就到要办的名单。右下角的“最近办理”可以撤销刚才的操作。",
    "merchants": (
        "商户的名册。可以用汉字、拼音首字母、全拼、信用代码或电话后四位查找。"
        "把表格文件拖进窗口就能导入；选中几家，再点“授予荣誉”或“打印牌匾证书”。"
    ),
}
LATER = "这一页的功能将在以后的版本提供。现在请到“诚信评级”建好商户。"
KEYS = (
    ("Ctrl+1 到 Ctrl+6", "换页"),
    ("Ctrl+K", "搜索商户"),
    ("Ctrl+= / Ctrl+-", "字号放大、缩小"),
    ("Enter", "下一项；在名单里打开"),
    ("Esc", "取消、关闭"),
    ("Ctrl+Z", "撤销刚才的操作，以后到首页的“最近办理”撤销"),
    ("F1", "帮助"),
)

GUIDE = 2
"""What the dialog answers where the clerk wants the guide."""


def show(parent: QWidget, key: str, title: str) -> None:
    """Open the help of the page `key`."""
    dialog = Dialog(parent, f"帮助：{title}")
    dialog.body.addWidget(label(ABOUT.get(key, LATER), wrap=True))
    dialog.body.addWidget(line())
    dialog.body.addWidget(label("按键", "section"))
    table = QGridLayout()
    table.setColumnStretch(1, 1)
    for row, (keys, meaning) in enumerate(KEYS):
        table.addWidget(label(keys, "strong"), row, 0)
        table.addWidget(label(meaning, "quiet"), row, 1)
    dialog.body.addLayout(table)
    guide = button("再看一遍开始向导", lambda: dialog.done(GUIDE), variant="link")
    dialog.foot.addWidget(guide)
    dialog.add_buttons(button("知道了", dialog.accept, variant="primary"))
    if dialog.exec() == GUIDE:
        Guide(parent).exec()
