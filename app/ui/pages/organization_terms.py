"""Who holds the posts of a node and until when its committee was elected; its agreements and its money."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from app.domain import money
from app.domain.calendar import spoken
from app.domain.organizations import SOURCES, Tree
from app.domain.rules import shipped
from app.services import organization_figures, organization_views
from app.services.organization_figures import Subsidy
from app.services.trees import Node
from app.ui.kit.buttons import label
from app.ui.kit.entries import EntryList, period
from app.ui.kit.fields import Amount, Choice, Date, Field, LongText, Text, YesNo
from app.ui.pages.organization_section import ONLY_TODAY, Section, Why

if TYPE_CHECKING:
    from app.ui.pages.organizations import OrganizationsPage

POSTS = {
    Tree.ORGANIZATIONS: ("书记", "副书记", "委员", "党建指导员", "主席", "副主席", "董事长", "监事"),
    Tree.GRIDS: ("街长", "片长", "网格长", "网格员", "楼栋长", "单元长"),
}
UNITS = ("街道", "社区", "头部企业", "协会", "平台", "物业", "商户", "居委会", "业委会", "居民代表")
_CLOCK = {
    "正常": ("本届到 {}", ""),
    "临近": ("本届到 {}，该准备换届了", "warn"),
    "超期": ("本届已于 {} 届满，请尽快换届", "warn"),
}


class SeatSection(Section):
    """On a past day only who held the posts then."""

    name = "任职"

    def __init__(self, page: "OrganizationsPage", tree: Tree) -> None:
        self.seats = EntryList(
            "seat",
            "任职",
            self._seat_fields(tree),
            writable=page.writable,
            words=_seat_words,
            order=_seat_order,
            tree=tree.value,
        )
        self.terms = EntryList("term", "换届选举", _TERM, writable=page.writable, words=_term_words, blank=_no_shift)
        super().__init__(page, self.seats, self.terms)
        for each in (self.seats, self.terms):
            each.changed.connect(page.revalidate)

    def fill(self, node: Node, day: dt.date | None) -> None:
        """Read it all again."""
        part = self.fresh()
        of_party = node.tree == Tree.ORGANIZATIONS
        self.seats.setVisible(day is None)
        self.terms.setVisible(day is None and of_party)
        if day:
            part.addWidget(label(f"{spoken(day.isoformat())}的任职", "strong"))
            held = [f"{seat.post}　{seat.name}" for seat in organization_views.seats_on(node.tree, node.id, day)]
            for words in held or ["没有登记。"]:
                part.addWidget(label(words, wrap=True))
            return
        self.seats.show_owner(node.id)
        if of_party:
            self.terms.show_owner(node.id)
            if clock := organization_figures.term(node.id):
                ends = spoken(clock.ends.isoformat())
                words, role = _CLOCK[clock.state]
                part.addWidget(Why(words.format(ends), clock.rule, role))

    def _seat_fields(self, tree: Tree) -> tuple[Field, ...]:
        posts = Choice("post", "职务", required=True, options=lambda: _plain(POSTS[tree]), free=True)
        name = Choice("name", "姓名", required=True, options=self._people, free=True)
        days = (Date("start", "任职日期", required=True), Date("end", "免职日期"))
        if tree == Tree.GRIDS:
            return (posts, name, *days, LongText("note", "备注"))
        return (
            posts,
            name,
            *days,
            Text("duty", "分工", hint="如 组织委员"),
            Choice("source", "书记来源", options=lambda: [("", ""), *_plain(SOURCES)]),
            Choice("category", "单位类别", options=lambda: [("", ""), *_plain(UNITS)], free=True),
            YesNo("manages", "兼任管理层"),
            LongText("note", "备注"),
        )

    def _people(self) -> list[tuple[Any, str]]:
        """Those who stand at the node; another name can be typed."""
        node = self.page.chosen()
        here = organization_views.contents(node.tree, node.id) if node else []
        return _plain([item.name for item in here if item.noun == "person"])


class MoneySection(Section):
    """What is agreed with whom, what this year entitles it to, and what was paid of that."""

    name = "协议经费"

    def __init__(self, page: "OrganizationsPage") -> None:
        writable = page.writable
        self.agreements = EntryList("agreement", "共建协议", _AGREEMENT, writable=writable, words=_agreement_words)
        self.payments = EntryList(
            "subsidy", "经费拨付", _SUBSIDY, writable=writable, words=_payment_words, blank=_this_year
        )
        super().__init__(page, self.payments, self.agreements)
        for each in (self.agreements, self.payments):
            each.changed.connect(page.revalidate)

    def fill(self, node: Node, day: dt.date | None) -> None:
        """Read it all again."""
        part = self.fresh()
        for each in (self.agreements, self.payments):
            each.setVisible(day is None)
        if day:
            part.addWidget(label(ONLY_TODAY, "quiet", wrap=True))
            return
        year = dt.date.today().year
        part.addWidget(label(f"{year} 年经费", "strong"))
        for subsidy in organization_figures.subsidies(node.id, year):
            part.addWidget(Why(_subsidy_words(subsidy), subsidy.rule, "warn" if subsidy.left > 0 else ""))
        if not organization_figures.subsidies(node.id, year):
            part.addWidget(label("这类组织没有规定的经费。", "quiet"))
        self.payments.show_owner(node.id)
        self.agreements.show_owner(node.id)


def _shifts() -> list[tuple[Any, str]]:
    late = [(months, f"延期 {months} 个月") for months in range(1, 13)]
    return [(0, "按期"), *late, *((-months, f"提前 {months} 个月") for months in range(1, 13))]


def _subsidy_kinds() -> list[tuple[Any, str]]:
    return list({rule.code: rule.name for rule in shipped() if rule.code.startswith("subsidy.")}.items())


def _years() -> list[tuple[Any, str]]:
    now = dt.date.today().year
    return [(year, f"{year} 年") for year in range(now + 1, now - 6, -1)]


_TERM = (
    Date("elected", "选举日期", required=True),
    Choice("shift", "提前或延期", options=_shifts),
    Text("approval", "批准文号", hint="提前或延期时必填"),
    LongText("note", "备注"),
)
_AGREEMENT = (
    Text("title", "名称", required=True, hint="如 共驻共建协议"),
    Text("parties", "各方", required=True),
    Date("signed", "签订日期", required=True),
    Date("expires", "到期日期"),
    Date("ended", "终止日期", hint="续签或终止时填"),
    LongText("duties", "约定的事"),
    LongText("note", "备注"),
)
_SUBSIDY = (
    Choice("year", "年度", required=True, options=_years),
    Choice("kind", "项目", required=True, options=_subsidy_kinds),
    Amount("amount", "金额", required=True),
    Date("paid_on", "拨付日期", required=True),
    LongText("note", "备注"),
)


def _no_shift() -> dict[str, Any]:
    return {"shift": 0}


def _this_year() -> dict[str, Any]:
    return {"year": dt.date.today().year, "kind": _subsidy_kinds()[0][0]}


def _plain(values: Any) -> list[tuple[Any, str]]:
    return [(value, value) for value in values]


def _seat_order(seat: Any) -> tuple[bool, int]:
    """Those who still hold a post first, the head before the others."""
    ranks = (*POSTS[Tree.ORGANIZATIONS], *POSTS[Tree.GRIDS])
    return bool(seat.end), ranks.index(seat.post) if seat.post in ranks else len(ranks)


def _seat_words(seat: Any) -> tuple[str, str]:
    marks = (seat.duty, seat.source, seat.category, "兼任管理层" if seat.manages else "")
    return f"{seat.post}　{seat.name}", "　".join(filter(None, (period(seat), *marks)))


def _term_words(term: Any) -> tuple[str, str]:
    shift = dict(_shifts()).get(term.shift, "") if term.shift else ""
    return f"{spoken(term.elected)} 选举", "　".join(filter(None, (shift, term.approval, term.note)))


def _agreement_words(agreement: Any) -> tuple[str, str]:
    until = f"到期 {spoken(agreement.expires)}" if agreement.expires else "没有期限"
    ended = f"已于 {spoken(agreement.ended)} 终止" if agreement.ended else until
    return agreement.title, "　".join(filter(None, (ended, agreement.parties, agreement.duties)))


def _payment_words(payment: Any) -> tuple[str, str]:
    name = dict(_subsidy_kinds()).get(payment.kind, payment.kind)
    return f"{payment.year} 年　{money.in_digits(payment.amount)} 元", f"{spoken(payment.paid_on)}拨付　{name}"


def _subsidy_words(subsidy: Subsidy) -> str:
    owed, given = money.in_digits(subsidy.due), money.in_digits(subsidy.paid)
    left = f"还差 {money.in_digits(subsidy.left)} 元" if subsidy.left > 0 else "已拨足"
    return f"{subsidy.name}：应拨 {owed}，已拨 {given}，{left}"
