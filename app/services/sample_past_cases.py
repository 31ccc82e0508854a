"""The cases of two years in the sample store, and the meetings where demands became topics and topics resolutions."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import peewee as pw

from app.domain import cases as rules
from app.domain.calendar import spoken
from app.domain.cases import COMPLAINT, DEMAND, DISPUTE, FINISHED, FUNCTIONS, REPORT, RESOLVED, SIDES, TOPIC, Phase
from app.domain.meetings import Kind as MeetingKind
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import case_kinds, meeting_kinds, organizations, sample_past_meetings
from app.services.sample_past import Past, told
from app.services.sample_past_meetings import PastMeeting, Talk
from app.services.sample_past_shape import COMMITTEE
from app.services.session import requires
from app.store.cases import Case, CaseRating, CaseStep
from app.store.search import put_many
from app.store.writing import Act, writing

_CLERK = "王建国"
_AD_HOC, _JOINT = "一事一商", "联席会议"
_PARTIES = ("示例物业公司", "会战商圈商会", "会战街道办事处", "示例城管办", "会战商圈自管会", "示例派出所", "商户代表")
_Ways = dict[str, rules.Kind]


@dataclass(eq=False)
class _PastCase:
    """A case of a kind and what it came of; `meeting` and `talk` are the meeting and item it was asked for in,
    `stuck` the day of its end where it was held up."""

    way: rules.Kind
    title: str
    received: dt.date
    origin: "_PastCase | None" = None
    meeting: PastMeeting | None = None
    talk: Talk | None = None
    stuck: dt.date | None = None
    id: int = 0
    row: dict[str, Any] | None = None

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.way.name


@requires(Right.ENTER)
def fill(past: Past, merchants: list[int], chairs: list[str]) -> None:
    """Take cases in, let some of them be talked about, and end all but the last ones."""
    chance, ways = Random("cases"), {kind.name: kind for kind in case_kinds.kinds()}
    cases = list(_came(past, chance, ways))
    _hold_up(past, chance, cases, ways[DEMAND].days)
    meetings, more = _talked_over(past, chance, cases, chairs, ways)
    cases = sorted(cases + more, key=lambda each: each.received)
    sample_past_meetings.number(meetings)
    _number(past, chance, cases, merchants)
    for meeting in meetings:
        _hand_out(meeting, cases)
    with writing("载入历年事项（示例）") as act:
        _enter(act, chance, cases)
    with writing("载入历年议事会议（示例）") as act:
        sample_past_meetings.write(act, meetings)


def _came(past: Past, chance: Random, ways: _Ways) -> Iterator[_PastCase]:
    places = told()["handling"]["places"]
    for kind, counts in told()["cases"].items():
        for day in past.spread(chance, counts):
            yield _PastCase(ways[kind], chance.choice(told()["matters"][kind]).format(chance.choice(places)), day)


def _talked_over(
    past: Past, chance: Random, cases: list[_PastCase], chairs: list[str], ways: _Ways
) -> tuple[list[PastMeeting], list[_PastCase]]:
    """Of each quarter some demands become topics of its meetings, whose resolutions hand out tasks."""
    committee = organizations.find(Tree.ORGANIZATIONS, COMMITTEE)
    ad_hoc, joint = meeting_kinds.kind(_AD_HOC), meeting_kinds.kind(_JOINT)
    meetings, more = [], []
    for number in past.numbers():
        days = past.open_days(number)[8:]
        demands = [each for each in cases if each.kind == DEMAND and days and each.received <= days[-1]]
        demands = [each for each in demands if each.received >= past.quarter(number).start]
        held = past.days(chance, number, told()["handling"]["meetings"][number])
        held = sorted(day for day in held if days and day >= days[0])
        for turn, day in enumerate(held):
            kind = joint if turn == len(held) // 2 else ad_hoc
            before = [each for each in demands if each.received < day][: 2 if kind == ad_hoc else 4]
            demands = [each for each in demands if each not in before]
            topics = [_topic(ways[TOPIC], each, day) for each in before]
            meeting = _meeting(chance, kind, committee, day, chairs, topics)
            meetings += [meeting] if topics else []
            more += topics + [_task(ways[RESOLVED], meeting, talk) for talk in meeting.talks if chance.random() < 0.6]
    return meetings, more


def _topic(way: rules.Kind, demand: _PastCase, day: dt.date) -> _PastCase:
    raised = min(demand.received + dt.timedelta(days=2), day)
    return _PastCase(way, f"商议{demand.title}问题", raised, origin=demand)


def _meeting(
    chance: Random, kind: MeetingKind, committee: int, day: dt.date, chairs: list[str], topics: list[_PastCase]
) -> PastMeeting:
    talks = []
    for topic in topics:
        about = topic.title.removeprefix("商议").removesuffix("问题")
        text = f"有关方面通报了{about}的情况。会议认为，应当明确责任，限期解决，并向诉求人反馈。"
        motion = f"同意由承办单位牵头解决{about}问题，下次会议通报结果。"
        talks.append(Talk(f"{about}问题", text, FUNCTIONS[3], motion=motion))
    for talk, topic in zip(talks, topics, strict=True):
        topic.talk = talk
    people = [("", 0, name, "会战商圈党委") for name in chairs[:4]]
    people += [("", 0, f"{party}代表", party) for party in chance.sample(_PARTIES, chance.randint(3, 6))]
    return PastMeeting(kind, committee, COMMITTEE, day, chairs[0], people, talks, away=chance.choice((0, 0, 1, 1, 2)))


def _task(way: rules.Kind, meeting: PastMeeting, talk: Talk) -> _PastCase:
    return _PastCase(way, f"落实{talk.title}的决议", meeting.held, meeting=meeting, talk=talk)


def _number(past: Past, chance: Random, cases: list[_PastCase], merchants: list[int]) -> None:
    """Give each its id and number, its handler, its deadline and, where there was time, its end."""
    first = (Case.select(pw.fn.MAX(Case.id)).scalar() or 0) + 1
    serials: dict[int, int] = defaultdict(int)
    for number, case in enumerate(cases, first):
        case.id = number
        serials[case.received.year] += 1
        case.row = _row(past, chance, case, serials[case.received.year], merchants)


def _row(past: Past, chance: Random, case: _PastCase, serial: int, merchants: list[int]) -> dict[str, Any]:
    how, kind, on = told()["handling"], case.way, case.received.isoformat()
    due = case.received + dt.timedelta(days=kind.days)
    waits = chance.choices(*zip(*how["days"], strict=True))[0]
    late = chance.randrange(how["late_one_in"]) == 0
    talked = 3 if case.kind in (TOPIC, RESOLVED) else 0
    done = (due if late else case.received) + dt.timedelta(days=waits + talked + (2 if late else 0))
    done = case.stuck or done
    ended = done < past.today
    rated = ended and chance.randrange(how["rated_one_in"]) == 0
    stage = kind.first(*((Phase.RATED, Phase.DONE) if rated else FINISHED if ended else (Phase.WORKING,)))
    row = {"kind": case.kind, "year": case.received.year, "serial": serial, "title": case.title}
    row |= {"number": rules.number(case.received.year, serial), "received": on, "month": on[:7]}
    row |= {"source": "会议" if case.meeting or case.origin else chance.choice(how["sources"])}
    row |= {"category": chance.choice(FUNCTIONS), "stage": stage.name, "phase": stage.phase.value}
    row |= {"unit": chance.choice(how["units"]), "handler": chance.choice(how["handlers"]), "dispatched": on}
    row |= {
        "due": due.isoformat(),
        "done": done.isoformat() if ended else "",
        "closed": done.isoformat() if ended else "",
    }
    row |= {"merchant": chance.choice(merchants) if case.kind in (COMPLAINT, REPORT) else 0, "reporter": ""}
    row |= {"origin": case.origin.id if case.origin else 0, "satisfaction": _opinion(chance) if rated else ""}
    row |= {"meeting": case.meeting.id if case.meeting else 0, "item": 0, "outcome": "", "disputed": 0}
    row |= {"resolution": case.talk.resolution if case.meeting and case.talk else 0, "recovered": 0}
    return row | {"result": chance.choice(how["results"]) if ended else ""} | _end(chance, case.kind, ended=ended)


def _hold_up(past: Past, chance: Random, cases: list[_PastCase], days: int) -> None:
    """A few demands that were due right before a quarter ended were done only after it."""
    for number in past.numbers():
        end = past.quarter(number).end
        due = (end - dt.timedelta(days=back + days) for back in range(1, 9))
        near = set(due) if end < past.today else set()
        wanted = [each for each in cases if each.kind == DEMAND and each.received in near]
        for each in wanted[: chance.choice((2, 2, 3))]:
            each.stuck = end + dt.timedelta(days=chance.randrange(3, 9))


def _opinion(chance: Random) -> str:
    return chance.choices(("满意", "基本满意", "不满意"), (88, 10, 2))[0]


def _end(chance: Random, kind: str, *, ended: bool) -> dict[str, Any]:
    disputed = chance.randrange(8, 160) * 10_000 if kind == DISPUTE else 0
    if not ended:
        return {"disputed": disputed}
    if kind == DISPUTE:
        settled = chance.random() < 0.9
        recovered = disputed * chance.randrange(60, 100) // 100 if settled else 0
        return {"disputed": disputed, "recovered": recovered, "outcome": "调解成功" if settled else "调解未成"}
    founded = kind in (COMPLAINT, REPORT)
    return {"outcome": chance.choice(("属实", "部分属实", "不属实", "不属实")) if founded else "已解决"}


def _hand_out(meeting: PastMeeting, cases: list[_PastCase]) -> None:
    """Let the items of a meeting name their cases and tasks."""
    for case in cases:
        if case.talk in meeting.talks and case.row and case.talk:
            if case.meeting:
                owner = f"{case.row['unit']}　{case.row['handler']}"
                case.talk.tasks.append((case.title, owner, case.row["due"]))
            else:
                case.talk.case = case.id


def _enter(act: Act, chance: Random, cases: list[_PastCase]) -> None:
    rows = [case.row for case in cases if case.row]
    act.add_many(Case, list(rows[0]), [tuple(row.values()) for row in rows])
    put_many(Case, ((case.id, Case(**row).search_texts()) for case, row in zip(cases, rows, strict=True)))
    steps = [step for case in cases for step in _steps(case)]
    act.add_many(CaseStep, ("case", "on", "what", "stage", "who"), steps)
    ratings = [
        (case.id, side, chance.randint(86, 100), case.row["done"])
        for case in cases
        if case.row and case.row["satisfaction"] and case.kind in (DEMAND, TOPIC, RESOLVED)
        for side in SIDES
    ]
    act.add_many(CaseRating, ("case", "side", "score", "on"), ratings)


def _steps(case: _PastCase) -> Iterator[tuple[Any, ...]]:
    row, kind = case.row or {}, case.way
    yield case.id, row["received"], "登记", kind.stages[0].name, _CLERK
    whom = f"交办 {row['unit']}　{row['handler']}，{spoken(row['due'])}前办结"
    yield case.id, row["received"], whom, kind.first(Phase.DISPATCHED, Phase.WORKING).name, _CLERK
    if row["done"]:
        yield case.id, row["done"], "办结", kind.first(*FINISHED).name, _CLERK
        yield case.id, row["done"], "销号", row["stage"], _CLERK
