"""What is printed about people: the certificate of volunteer service, political birthdays as a list and as cards."""

import datetime as dt
from collections.abc import Callable, Sequence

from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.members import MEMBERS
from app.domain.roles import Right
from app.domain.volunteering import hours
from app.paths import Out
from app.services import centres, entries, members, watermark
from app.services.session import requires
from app.store.journal import Kind
from app.store.members import Person, PersonStage
from app.store.writing import note

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
    note(f"打印{title}", Kind.PRINT)
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
    note(f"打印政治生日贺卡 {pages} 张", Kind.PRINT)
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
    note(f"打印{row.name}的志愿服务证明", Kind.PRINT)
    return pages


def _sample() -> bool:
    return centres.current().sample
