"""Cases by the thousand, put into the open store as one act."""

import datetime as dt

from app.domain import cases as rules
from app.store.cases import Case, CaseRating
from app.store.meetings import AgendaItem, Meeting, Resolution
from app.store.writing import writing

TODAY = dt.date.today()
_COLUMNS = ("kind", "year", "serial", "number", "title", "received", "month", "stage", "phase")


def fill(count, kind="诉求", **columns):
    """So many cases; `columns` hold a value, or what gives one for the place of a case. Gives their ids."""
    received = columns.pop("received", TODAY.isoformat())
    first = (Case.select().count() or 0) + 1
    rows = []
    for place in range(count):
        serial = first + place
        more = [value(place) if callable(value) else value for value in columns.values()]
        name = rules.number(TODAY.year, serial)
        day = received(place) if callable(received) else received
        rows.append((kind, TODAY.year, serial, name, f"{kind}第{serial}件", day, day[:7], "办理", "办理", *more))
    with writing(f"载入 {count} 件") as act:
        return list(act.add_many(Case, (*_COLUMNS, *columns), rows))


def funnel(demands, topics, meetings, done):
    """Demands of which some became topics, several a meeting, with a resolution a meeting and results of the
    resolutions; all of them rated. Gives ids of demands, topics, meetings, resolutions and results."""
    day = TODAY.isoformat()
    asked = fill(demands)
    made = fill(topics, "议题", origin=lambda place: asked[place])
    with writing("载入会议") as act:
        held = [("联席会议", TODAY.year, n, f"第 {n} 次", day, day[:7], "已定稿", day) for n in range(1, meetings + 1)]
        columns = ("kind", "year", "session", "title", "held", "month", "state", "entered")
        met = list(act.add_many(Meeting, columns, held))
        items = [(met[n % meetings], n, f"议题 {n}", "已议", made[n]) for n in range(topics)]
        on = list(act.add_many(AgendaItem, ("meeting", "position", "title", "state", "case"), items))
        voted = [(met[n], 1, on[n], "同意") for n in range(meetings)]
        resolved = list(act.add_many(Resolution, ("meeting", "position", "item", "text"), voted))
    results = fill(done, "决议事项", resolution=lambda place: resolved[place % meetings], done=day)
    with writing("载入评价") as act:
        given = [(number, "群众评价", 95, day) for number in results]
        act.add_many(CaseRating, ("case", "side", "score", "on"), given)
    return asked, made, met, resolved, results
