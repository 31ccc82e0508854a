"""Errors a clerk can act on. Their text is Chinese and is shown as it stands."""

from enum import StrEnum


class Remedy(StrEnum):
    """The next sensible thing about a Problem, as the word on the button that does it."""

    FOLDER = "打开所在文件夹"
    RETRY = "重试"
    SAVE_AS = "另存为……"
    ELSEWHERE = "换一个位置……"
    RESTORE = "打开备份与还原"
    QUIT = "退出"
    DATE = "我已核对日期"


class Problem(Exception):
    """The work could not be done; the sentence says what happened, whether data is safe and what to do."""

    def __init__(self, sentence: str = "", remedy: Remedy | None = None) -> None:
        super().__init__(sentence)
        self.remedy = remedy


class Invalid(Problem):
    """Something was filled in wrongly: one sentence for each field at fault."""

    def __init__(self, complaints: dict[str, str]) -> None:
        super().__init__("；".join(complaints.values()))
        self.complaints = complaints


class Cancelled(Problem):
    """The clerk stopped the work; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("已取消，没有写入任何内容。")


class Complaint(str):
    """A sentence about one field, with the short code by which reports count it."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, code: str, sentence: str) -> "Complaint":
        complaint = super().__new__(cls, sentence)
        complaint.code = code
        return complaint
