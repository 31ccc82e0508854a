"""The tab of Party organisations and the grid, empty in this version."""

from app.ui.kit.empty import EmptyPage


def page() -> EmptyPage:
    """The tab 组织."""
    return EmptyPage(
        "organizations",
        "组织",
        "network",
        "组织管理将在以后的版本提供",
        "这里将放党组织和街区网格：谁管哪一片、书记是谁、哪一年换届。现在可以先把商户建好，以后直接挂到组织下面。",
    )
