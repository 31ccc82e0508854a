"""What waits for the clerk today, and the figures beside it: all of it counted from rows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.calendar import spoken
from app.domain.roles import Right
from app.services import approvals, backups, drafts, merchants, reminders, retention, session
from app.services.session import requires


@dataclass(frozen=True)
class Todo:
    """One line of the start page; its button opens the merchants filtered by `filters`, or begins `act` there, or
    does what the desk's menu calls `opens`."""

    kind: str
    sentence: str
    hint: str
    button: str
    filters: Mapping[str, str]
    act: str = ""
    opens: str = ""


@dataclass(frozen=True)
class Figure:
    title: str
    value: str
    unit: str
    hint: str
    filters: Mapping[str, str]


@requires(Right.READ)
def todos(today: dt.date) -> list[Todo]:
    """What is to be done, the most pressing first."""
    counts = merchants.counts()
    waiting = [_unfinished(), _to_check(), _ending(counts), _ended(counts), _unprinted(counts), _too_long(today)]
    waiting.append(_uncopied(today))
    return [todo for todo in waiting if todo is not None]


@requires(Right.READ)
def figures(today: dt.date) -> list[Figure]:
    """The four key figures; each opens its rows."""
    counts = merchants.counts()
    share = f"占在册商户 {counts['有效'] / counts['全部']:.1%}" if counts["全部"] else "还没有商户"
    until = spoken(reminders.soon(today).isoformat())
    return [
        Figure("在册商户", f"{counts['全部']:,}", "家", f"还没有授牌的 {counts['未授牌']:,} 家", {}),
        Figure("荣誉在有效期内", f"{counts['有效']:,}", "家", share, {"honour": "有效"}),
        Figure("即将到期", f"{counts['30天内到期']:,}", "家", f"到 {until} 为止", {"honour": "30天内到期"}),
        Figure("牌匾待打印", f"{counts['待打印']:,}", "家", "已授予，还没有打印过", {"honour": "待打印"}),
    ]


def _unfinished() -> Todo | None:
    kept = drafts.kept("merchants")
    if kept is None:
        return None
    name = kept.values.get("registered_name") or kept.values.get("sign") or "还没有写名称"
    hint = f"{spoken(kept.at.date().isoformat())} {kept.at:%H:%M}　{name}"
    return Todo("draft", "有一家商户的资料填了一半，还没有保存", hint, "继续填写", {}, act="resume")


def _to_check() -> Todo | None:
    count = approvals.count()
    if not count:
        return None
    first = approvals.waiting()[0]
    hint = f"最早一件：{first.asked_by}　{spoken(first.asked_at.date().isoformat())}　{first.title}"
    return Todo("to_check", f"{count:,} 件申请等您复核", hint, "去复核", {}, opens="待复核")


def _too_long(today: dt.date) -> Todo | None:
    due = retention.overdue(today) if session.may(Right.ADMINISTER) else []
    if not due:
        return None
    hint = "、".join(f"{each.title} {len(each.rows):,}" for each in due)
    count = sum(len(each.rows) for each in due)
    return Todo("too_long", f"{count:,} 条个人资料超过保存期限", hint, "去清理", {}, opens="个人信息")


def _uncopied(today: dt.date) -> Todo | None:
    sentence = backups.overdue(today) if session.may(Right.ENTER) else ""
    hint = "电脑坏了，只有 U 盘上的备份能救回数据"
    return Todo("backup", sentence, hint, "去备份", {}, opens="备份与还原") if sentence else None


def _ending(counts: Mapping[str, int]) -> Todo | None:
    if not counts["30天内到期"]:
        return None
    first = merchants.rows(merchants.ids(filters={"honour": "30天内到期"}, order="valid_until")[:1])[0]
    hint = f"最早到期：{spoken(first.valid_until)}　{first.name}"
    return Todo(
        "ending", f"{counts['30天内到期']:,} 家商户的荣誉将在 30 天内到期", hint, "去查看", {"honour": "30天内到期"}
    )


def _ended(counts: Mapping[str, int]) -> Todo | None:
    if not counts["到期"]:
        return None
    return Todo(
        "ended", f"{counts['到期']:,} 家商户的荣誉已经到期", "请重新评定，或收回牌匾", "去处理", {"honour": "到期"}
    )


def _unprinted(counts: Mapping[str, int]) -> Todo | None:
    if not counts["待打印"]:
        return None
    return Todo(
        "unprinted",
        f"{counts['待打印']:,} 家商户的牌匾待打印",
        "已经授予，还没有打印过",
        "去打印",
        {"honour": "待打印"},
    )
