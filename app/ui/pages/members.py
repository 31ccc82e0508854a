"""The tab of Party members, empty in this version."""

from app.ui.kit.empty import EmptyPage


def page() -> EmptyPage:
    """The tab 党员."""
    return EmptyPage(
        "members",
        "党员",
        "users",
        "党员管理将在以后的版本提供",
        "这里将放党员名册：发展、转接、党费和志愿服务。现在可以先在商户资料里标明“党员商户”，以后会自动带过来。",
    )
