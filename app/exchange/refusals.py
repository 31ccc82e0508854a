"""The sentences for files that cannot be taken in. They name the file, never its folder."""

from app.domain.errors import Problem
from app.domain.names import clean

SAVE_AS = "请用 WPS 或 Excel 打开它，另存为 .xlsx 后再导入。"
CHOOSE = "请选择 .xlsx、.xls、.et、.ods 或 .csv 表格文件。"


def refusal(name: str, what: str, advice: str) -> Problem:
    """Return the Problem for a file; `what` follows its name, `advice` says what to do."""
    return Problem(f"“{clean(name)}”{what}，没有读入任何内容。{advice}")


def damaged(name: str) -> Problem:
    """Return the Problem for a file whose inside cannot be followed."""
    return refusal(name, "已损坏或没有传完整", "请向发来的人重新要一份，或用 WPS 打开修复后另存为 .xlsx。")


def locked(name: str) -> Problem:
    """Return the Problem for a workbook behind a password."""
    return refusal(name, "设了打开密码", "请用 WPS 或 Excel 打开它，去掉密码后另存，再导入。")


def too_far(name: str) -> Problem:
    """Return the Problem for a sheet with something in a far row or column."""
    advice = "请打开它，按 Ctrl+End 看最后一格在哪里，删去多余的行和列再导入。"
    return refusal(name, "的表格范围太大，可能在很远的行或列里有误填的内容", advice)


def swollen(name: str) -> Problem:
    """Return the Problem for an archive that unpacks to an abnormal size."""
    advice = "请不要打开来历不明的文件；确需导入，请把表格复制到新建的 .xlsx 里。"
    return refusal(name, "展开后大得不正常", advice)
