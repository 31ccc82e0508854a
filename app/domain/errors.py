"""Errors a clerk can act on. Their text is Chinese and is shown as it stands."""


class Problem(Exception):
    """The work could not be done; the sentence says what happened, whether data is safe and what to do."""


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
