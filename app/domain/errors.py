"""Errors a clerk can act on. Their text is Chinese and is shown as it stands."""


class Problem(Exception):
    """The work could not be done; the sentence says what happened, whether data is safe and what to do."""


class Invalid(Problem):
    """Something was filled in wrongly: one sentence for each field at fault."""

    def __init__(self, complaints: dict[str, str]) -> None:
        super().__init__("；".join(complaints.values()))
        self.complaints = complaints
