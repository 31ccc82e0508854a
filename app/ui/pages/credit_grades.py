"""How grades look in lists: the letter says which, the colour only helps."""

from app.domain.schemes import BADGES, REFUSED_BADGE, UNGRADED_BADGE
from app.services.merchants import MerchantRow
from app.ui.kit.fields import Badge

GRADE_TONES = {
    **dict(zip(BADGES, ("green", "blue", "yellow", "red"), strict=True)),
    UNGRADED_BADGE: "grey",
    REFUSED_BADGE: "red",
}


class GradeBadge(Badge):
    """The grade in force, else that there is none."""

    def text(self, record: MerchantRow) -> str:
        """A, 五星, 不予评定, 未评."""
        return record.grade or UNGRADED_BADGE


def dress(row: MerchantRow) -> tuple[str, str]:
    """The colour of a merchant's grade."""
    return GRADE_TONES[row.badge or UNGRADED_BADGE], ""
