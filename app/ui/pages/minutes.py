"""The tab of meetings and minutes, empty in this version."""

from app.ui.kit.empty import EmptyPage


def page() -> EmptyPage:
    """The tab 会议纪要."""
    return EmptyPage(
        "minutes",
        "会议纪要",
        "file-text",
        "会议纪要将在以后的版本提供",
        "这里将从模板写纪要：时间、地点、参会人自动带出，写完直接打印。评选诚信商户的会议，以后可以和授牌连起来。",
    )
