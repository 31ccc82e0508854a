"""What waits for the clerk today, and the figures beside it: all of it counted from rows."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.calendar import spoken
from app.domain.roles import Right
from app.services import (
    approvals,
    backups,
    cases,
    drafts,
    gift_list,
    honour_doubts,
    honour_life,
    honour_list,
    lists,
    meeting_waiting,
    member_waiting,
    members,
    merchants,
    organization_figures,
    organization_views,
    organization_waiting,
    regulations,
    reminders,
    report_todo,
    retention,
    round_todo,
    session,
)
from app.services.organization_figures import ORG
from app.services.session import requires

_DRAFTS = (
    ("merchants", "一家商户", ("registered_name", "sign")),
    ("members", "一个人", ("name",)),
    ("minutes", "一次会议", ("title",)),
    ("cases", "一件事项", ("title",)),
    ("charity", "一笔捐赠", ("giver",)),
    ("lists", "一项清单", ("title",)),
    ("activities", "一次活动", ("title", "kind")),
)
_WAITING = (
    (member_waiting.LATE_STEPS, "{} 人的发展党员工作已经超期", "去处理"),
    (member_waiting.LATE_LETTERS, "{} 人的组织关系介绍信超期没有回执", "去处理"),
    (member_waiting.ENDING, "{} 名预备党员预备期将满", "去查看"),
    (member_waiting.SOON_STEPS, "{} 人的发展党员工作快到期", "去查看"),
    (member_waiting.ARREARS, "{} 名党员欠缴党费", "去查看"),
)
PRESSING = (
    *("case_late", "people", "ended", "doubt", "owed", "to_check", "round", "case_soon", "ending", "term", "agreement"),
    *("review", "report", "unprinted", "minutes", "unmatched", "unanswered", "regulation", "too_long", "draft"),
    "backup",
)
"""Kinds of to-dos, the most pressing first."""
_CASES = (
    ("case_late", "超期", "{} 件事项已经超期", "去处理"),
    ("case_soon", "快到期", "{} 件事项快到期", "去查看"),
)


@dataclass(frozen=True)
class Todo:
    """One line of the start page; its button opens `page` filtered by `filters`, or at `record` (and there what `words`
    name), or begins `act` there, or does what the desk's menu calls `opens`."""

    kind: str
    sentence: str
    hint: str
    button: str
    filters: Mapping[str, str]
    act: str = ""
    opens: str = ""
    page: str = "merchants"
    record: int = 0
    words: str = ""


@requires(Right.READ)
def todos(today: dt.date) -> list[Todo]:
    """What is to be done, the most pressing first."""
    counts = merchants.counts(today)
    unfinished = [_unfinished(*each) for each in _DRAFTS]
    waiting = [
        *unfinished,
        _to_check(),
        *_people(today),
        _ending(counts, today),
        _ended(counts),
        _unprinted(counts),
        _reviews(today),
        _doubtful(today),
    ]
    waiting += [*_cases(today), *_organizations(today), *_meetings(today), *_rounds(today), _unmatched()]
    waiting += [_unanswered(today), _regulations(today), _too_long(today), _uncopied(today)]
    waiting += _reports(today)
    return sorted((todo for todo in waiting if todo is not None), key=lambda todo: PRESSING.index(todo.kind))


def _unfinished(page: str, what: str, columns: tuple[str, ...]) -> Todo | None:
    kept = drafts.kept(page)
    if kept is None:
        return None
    name = next(filter(None, (kept.values.get(column) for column in columns)), "还没有写名称")
    name = name[-1] if isinstance(name, list) else name  # a giver that was chosen: noun, row and name
    hint = f"{spoken(kept.at.date().isoformat())} {kept.at:%H:%M}　{name}"
    return Todo("draft", f"有{what}的资料填了一半，还没有保存", hint, "继续填写", {}, act="resume", page=page)


def _people(today: dt.date) -> Iterator[Todo]:
    """What waits with people, each kind on one line."""
    for kind, sentence, verb in _WAITING:
        if found := member_waiting.of(kind, today):
            first = found[0]
            hint = "　".join(filter(None, (spoken(first.day), members.get(first.person).name, first.what)))
            count = f"{len({each.person for each in found}):,}"
            yield Todo("people", sentence.format(count), hint, verb, {"waiting": kind}, page="members")


def _cases(today: dt.date) -> Iterator[Todo]:
    """Cases past their deadline, and those that soon are; each line opens the list of them."""
    counts = cases.counts(today)
    for kind, state, sentence, verb in _CASES:
        if counts[state]:
            first = cases.rows(cases.ids(filters={"state": state}, order="due", descending=False, today=today)[:1])[0]
            hint = "　".join(filter(None, (f"最早：{spoken(first.due)}到期", first.title, first.unit)))
            yield Todo(kind, sentence.format(f"{counts[state]:,}"), hint, verb, {"state": state}, page="cases")


def _organizations(today: dt.date) -> Iterator[Todo]:
    """Elections and agreements due; each leads to those organisations, the most pressing one chosen."""
    if nodes := organization_waiting.of(organization_waiting.ELECTIONS, today):
        clock = dict(organization_figures.terms_due(today))[nodes[0]]
        sentence = f"{len(nodes):,} 个组织需要换届" + ("，有的已经超期" if clock.state == "超期" else "")
        hint = f"最早：{spoken(clock.ends.isoformat())}届满　{organization_views.name_of(ORG, nodes[0])}"
        filters = {"waiting": organization_waiting.ELECTIONS}
        yield Todo("term", sentence, hint, "去查看", filters, page="organizations", record=nodes[0], words="任职换届")
    if nodes := organization_waiting.of(organization_waiting.AGREEMENTS, today):
        first = organization_waiting.agreements(nodes[0], today)[0]
        hint = f"最早：{spoken(first.expires)}到期　{first.title}"
        sentence = f"{len(nodes):,} 个组织的共建协议将到期或已到期"
        filters = {"waiting": organization_waiting.AGREEMENTS}
        yield Todo(
            "agreement", sentence, hint, "去查看", filters, page="organizations", record=nodes[0], words="协议经费"
        )


def _meetings(today: dt.date) -> Iterator[Todo]:
    """Owed meetings that were not held, and minutes nobody has finalised yet."""
    if lacking := meeting_waiting.missing(today):
        first = f"最早一次：{lacking.first}"
        filters = {"year": str(lacking.year), "missing": "yes"}
        yield Todo("owed", f"{lacking.count:,} 次应开的会还没有记录", first, "去补齐", filters, page="matrix")
    if late := meeting_waiting.unfinalised(today):
        hint = f"最早一份：{spoken(late[0].held)}　{late[0].title}"
        sentence = f"{len(late):,} 份会议纪要开会后还没有定稿"
        yield Todo("minutes", sentence, hint, "去定稿", {"unfinished": today.isoformat()}, page="minutes")


def _rounds(today: dt.date) -> Iterator[Todo]:
    """Rounds that wait for a step, each leading to itself."""
    for row in round_todo.waiting(today):
        yield Todo("round", row.sentence, row.hint, row.button, {}, page="rounds", record=row.round)


def _reports(today: dt.date) -> Iterator[Todo]:
    """The report of the quarter just ended, and those to be issued."""
    for row in report_todo.waiting(today):
        kind = "to_check" if row.check else "report"
        yield Todo(kind, row.sentence, row.hint, row.button, {}, opens="季度报告")


def _unmatched() -> Todo | None:
    """Gifts that came with a name only."""
    count = gift_list.waiting()
    filters = {"mark": gift_list.WAITING}
    hint = "对上捐赠人以后，积分随后补记"
    return (
        Todo("unmatched", f"{count:,} 笔捐赠还没有对上捐赠人", hint, "去匹配", filters, page="charity")
        if count
        else None
    )


def _unanswered(today: dt.date) -> Todo | None:
    """Needs and problems on the lists that nobody answers."""
    found = lists.unmatched(today)
    if not found:
        return None
    hint = f"最早：{spoken(found[0].registered)}登记　{found[0].title}"
    filters = {"state": lists.UNMATCHED}
    return Todo("unanswered", f"{len(found):,} 项需求久未对接", hint, "去对接", filters, page="lists")


def _regulations(today: dt.date) -> Todo | None:
    found = regulations.due(today)
    if not found:
        return None
    hint = f"最早：{spoken(found[0].review)}　{found[0].title}"
    return Todo("regulation", f"{len(found):,} 项制度该复审", hint, "去复审", {}, act="制度", page="activities")


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


def _ending(counts: Mapping[str, int], today: dt.date) -> Todo | None:
    if not counts["30天内到期"]:
        return None
    found = merchants.ids(filters={"honour": "30天内到期"}, order="valid_until", today=today)
    first = merchants.rows(found[:1])[0]
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


def _reviews(today: dt.date) -> Todo | None:
    due = honour_life.reviews_due(today, reminders.soon(today))
    if not due:
        return None
    number, day = next(iter(due.items()))
    hint = f"最早：{spoken(day.isoformat())}到期　{honour_list.rows([number])[0].name}"
    return Todo("review", f"{len(due):,} 块牌匾该年审或快到年审", hint, "去年审", {"state": "待年审"}, page="honours")


def _doubtful(today: dt.date) -> Todo | None:
    """Honours that a later rating no longer carries."""
    found = honour_doubts.doubtful(today)
    if not found:
        return None
    first = honour_list.rows(list(found)[:1])[0]
    sentence = f"{len(found):,} 块牌匾的商户重新评级后不够授牌的等级"
    filters = {"state": honour_list.DOUBTFUL}
    return Todo("doubt", sentence, f"{first.name}　决定收回，或保留", "去处理", filters, page="honours")


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
