"""What a certificate of donation says: laid out as a certificate of honour, under a title of its own, for ever."""

from dataclasses import dataclass

from app.documents.award import Award


@dataclass(frozen=True)
class Donation(Award):
    """`merchant` is who gave, `number` that of the receipt."""

    @property
    def heading(self) -> str:
        """What stands at the head."""
        return "捐赠证书"

    @property
    def validity(self) -> str:
        """Thanks do not expire."""
        return ""
