"""What is printed about people: certificates of service, political birthdays, and what speaks for a recommendation."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.members import MEMBERS
from app.domain.roles import Right
from app.domain.volunteering import hours
from app.paths import Out
from app.services import answered, centres, entries, handed_out, honours, members, merchants, watermark
from app.services.session import requires
from app.store.members import Person, PersonStage

GREETING = "愿您不忘入党初心，牢记党员身份，在商圈里继续亮身份、作表率。"


@requires(Right.READ)
def birthdays(month: int, organization: int = 0) -> list[tuple[int, dt.date]]:
    """Members who joined in a month of the year (ids, with the day), by day; at or under an organisation, if one is
    given. Those of whom only the month is known stand on its first."""
    now = (PersonStage.end == "", PersonStage.removed_at == "", PersonStage.stage.in_(MEMBERS))
    party = PersonStage.select(PersonStage.person).where(*now)
    here = (Person.removed_at == "", Person.joined != "", Person.id.in_(party))
    wanted = set(members.ids(filters={"organization": str(organization)})) if organization else None
    found = [
        (person, dt.date.fromisoformat(joined if len(joined) == 10 else f"{joined}-01"))
        for person, joined in Person.select(Person.id, Person.joined).where(*here).tuples()
        if int(joined[5:7]) == month and (wanted is None or person in wanted)
    ]
    return sorted(found, key=lambda each: (each[1].day, each[1].year))


@requires(Right.ENTER)
def write_birthdays(month: int, year: int, out: Out, organization: int = 0) -> int:
    """Write the list of a month's political birthdays and return its pages; raises Problem."""
    from app.documents import report

    found = birthdays(month, organization)
    rows = {row.id: row for row in members.rows([person for person, _ in found])}
    lines = [
        (spoken(rows[person].joined), rows[person].name, rows[person].organization, f"{year - joined.year} 周年")
        for person, joined in found
    ]
    if not lines:
        raise Problem(f"{month} 月没有党员过政治生日，没有生成名单。请换一个月份。")
    columns = [
        report.Column(label, share) for label, share in (("入党日期", 2), ("姓名", 2), ("所在支部", 4), ("周年", 1))
    ]
    title = f"{year}年{month}月政治生日名单"
    lead = [f"共 {len(lines):,} 人。"]
    pages = report.write(report.Report(title, lead, columns, lines, watermark.mark(), sample=_sample()), out)
    handed_out.put(title, out)
    return pages


@requires(Right.ENTER)
def write_cards(
    people: Sequence[int], day: dt.date, out: Out, progress: Callable[[int, int], None] | None = None
) -> int:
    """Write a card for each of these members for their birthday in the year of a day; returns pages, raises Problem."""
    from app.documents import birthday_card
    from app.documents.pages import no_progress

    centre = centres.current()
    cards = []
    for row in members.rows(people):
        if not row.joined:
            raise Problem(f"{row.name}没有登记入党日期，没有生成贺卡。请先补填入党日期。")
        joined = dt.date.fromisoformat(row.joined if len(row.joined) == 10 else f"{row.joined}-01")
        years = day.year - joined.year
        cards.append(birthday_card.Card(row.name, joined, years, GREETING, centre.issuer, day, centre.sample))
    pages = birthday_card.write(cards, out, progress or no_progress)
    handed_out.put(f"政治生日贺卡 {pages} 张", out)
    return pages


@requires(Right.ENTER)
def write_service(person: int, out: Out, first: str = "", last: str = "") -> int:
    """Write the certificate of a person's volunteer hours between two days (ISO, "" open); raises Problem."""
    from app.documents import service_certificate as paper

    given = [row for row in reversed(entries.of("service", person)) if row.on >= first and (not last or row.on <= last)]
    row = members.get(person)
    if not given:
        raise Problem(f"{row.name}在这段时间里没有志愿服务记录，没有生成证明。请先登记服务，或换一段时间。")
    centre = centres.current()
    period = f"于{spoken(given[0].on)}至{spoken(given[-1].on)}"
    events = [paper.Given(spoken(one.on), one.event, f"{one.begins}—{one.ends}", hours(one.minutes)) for one in given]
    total = hours(sum(one.minutes for one in given))
    service = paper.Service(row.name, period, total, events, centre.issuer, dt.date.today(), centre.sample)
    pages = paper.write(service, out)
    handed_out.put(f"{row.name}的志愿服务证明", out)
    return pages


@requires(Right.ENTER)
def write_evidence(person: int, purpose: str, out: Out) -> int:
    """Write what speaks for recommending a person (党代表, 政协委员 …): awards and penalties, posts, honours of the
    merchant, hours of service; returns its pages, raises Problem where nothing is on record."""
    from app.documents import report

    row = members.get(person)
    lines = sorted(_evidence(row), key=lambda line: line[1])
    if not lines:
        raise Problem(f"{row.name}还没有可以作为依据的记录，没有生成推荐依据表。请先登记奖惩、岗位或志愿服务。")
    shares = (("类别", 2), ("日期", 2), ("内容", 6), ("说明", 4))
    columns = [report.Column(label, share) for label, share in shares]
    employer = merchants.get(row.merchant).name if row.merchant else row.employer
    born = f"{spoken(row.birth)}出生" if row.birth else ""
    known = filter(None, (row.sex, row.ethnic, born, row.education, row.category, row.organization, employer))
    lead = [f"{row.name}，{'，'.join(known)}。", f"拟推荐为{purpose}，以下 {len(lines):,} 项均有登记可查。"]
    told = [(kind, spoken(day), what, note) for kind, day, what, note in lines]
    signatures = ("所在支部", "商圈党委", "日期")
    paper = report.Report("推荐依据表", lead, columns, told, watermark.mark(), signatures, _sample())
    pages = report.write(paper, out)
    handed_out.put(f"{row.name}的推荐依据表", out)
    return pages


def _evidence(row: members.MemberRow) -> Iterator[tuple[str, str, str, str]]:
    """(kind, ISO day, what, more) of all that is on record for or against a person."""
    for award in entries.of("award", row.id):
        yield award.kind, award.on, award.title, "，".join(filter(None, (award.level, award.issuer)))
    for post in entries.of("post", row.id):
        yield post.kind, post.start, post.title, f"至 {spoken(post.end)}" if post.end else "现任"
    for result in entries.of("appraisal", row.id):
        yield "民主评议", str(result.year), result.result, ""
    for year in answered.years(dt.date.today()):
        if (told := answered.of_person(row.id, year)).cases:
            yield "三维评价", str(year), f"承办 {len(told.cases):,} 件", f"平均 {told.mean} 分"
    for honour in honours.of_merchant(row.merchant) if row.merchant else []:
        yield "商户荣誉", honour.issued, f"{honour.kind} {honour.number}", honour.state
    if given := entries.of("service", row.id):
        total = hours(sum(one.minutes for one in given))
        yield (
            "志愿服务",
            given[0].on,
            f"{len(given):,} 次，共 {total}",
            f"{spoken(given[-1].on)}至{spoken(given[0].on)}",
        )


def _sample() -> bool:
    return centres.current().sample
