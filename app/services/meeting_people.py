"""Who is due at a meeting of an organisation on a day."""

import datetime as dt

from app.domain.meetings import Attendee
from app.domain.members import MEMBERS, Stage
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import members, merchants, organization_views, trees
from app.services.organization_figures import COMMITTEE
from app.services.session import requires
from app.store.database import among
from app.store.members import Person, PersonStage
from app.store.organizations import Seat


@requires(Right.READ)
def due_people(who: str, organization: int, day: dt.date) -> list[Attendee]:
    """The people (or organisations below) that `who`, one of domain.meetings.WHO, names; nobody where it names none."""
    if not organization or not who:
        return []
    if who == "委员":
        return _committee(organization, day)
    if who == "下级组织":
        return _organizations(organization, day)
    return _members(organization, day, full_only=who == "正式党员")


def _members(organization: int, day: dt.date, *, full_only: bool) -> list[Attendee]:
    """Full members vote; those on probation are due but do not."""
    here = trees.placed(Tree.ORGANIZATIONS, "person", organization, day, deep=False)
    on = day.isoformat()
    held = (PersonStage.start <= on, (PersonStage.end == "") | (PersonStage.end > on), PersonStage.removed_at == "")
    wanted = [Stage.FULL] if full_only else list(MEMBERS)
    query = (
        PersonStage.select(Person.id, Person.name, Person.employer, PersonStage.stage)
        .join(Person)
        .where(*held, PersonStage.stage.in_(wanted), among(Person.id, here), Person.removed_at == "")
        .order_by(Person.sort_key)
    )
    return [
        Attendee(name=name, unit=unit, voting=stage == Stage.FULL, noun="person", row=person)
        for person, name, unit, stage in query.tuples()
    ]


def _committee(organization: int, day: dt.date) -> list[Attendee]:
    on = day.isoformat()
    mine = (Seat.tree == Tree.ORGANIZATIONS, Seat.node == organization, Seat.removed_at == "", Seat.start <= on)
    held = (Seat.end == "") | (Seat.end > on)
    found = {seat.name: seat for seat in Seat.select().where(*mine, held, Seat.post.in_(COMMITTEE)).order_by(-Seat.id)}
    ordered = sorted(found.values(), key=lambda seat: (COMMITTEE.index(seat.post), seat.id))
    return [
        Attendee(name=seat.name, unit=seat.duty or seat.post, noun="person" if seat.person else "", row=seat.person)
        for seat in ordered
    ]


def _organizations(organization: int, day: dt.date) -> list[Attendee]:
    """Each organisation right below is due, by its head where that is known."""
    return [
        Attendee(name=node.head or node.name, unit=node.name, noun="organization", row=node.id)
        for node in trees.nodes(Tree.ORGANIZATIONS, day)
        if node.parent == organization
    ]


@requires(Right.READ)
def find(words: str, most: int) -> list[Attendee]:
    """People, organisations and merchants that words or initials fit, at most so many of each, to sit in or be due."""
    people = members.rows(members.ids(words)[:most])
    matched = merchants.rows(merchants.ids(words)[:most])
    return [
        *(Attendee(row.name, row.organization or row.employer, noun="person", row=row.id) for row in people),
        *(
            Attendee(name, kind, noun="organization", row=node)
            for node, name, kind in organization_views.search(words, most)
        ),
        *(Attendee(row.owner or row.name, row.name, noun="merchant", row=row.id) for row in matched),
    ]
