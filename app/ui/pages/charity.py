"""The tab of gifts and points, empty in this version."""

from app.ui.kit.empty import EmptyPage


def page() -> EmptyPage:
    """The tab 众筹积分."""
    return EmptyPage(
        "charity",
        "众筹积分",
        "hand-heart",
        "众筹积分将在以后的版本提供",
        "这里将登记捐款、捐物和积分，开收据、出公示。登记时要选捐赠商户，现在可以先把商户台账导进来。",
    )
