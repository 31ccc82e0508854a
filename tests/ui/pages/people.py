"""Two branches and three people, for the tests of the tab 党员."""

import datetime as dt

from app.domain.members import Draft
from app.domain.organizations import Draft as Branch
from app.services import members, organizations

TODAY = dt.date.today()
FOUNDED = dt.date(2015, 1, 1)
BRANCHES = ("快递行业党支部", "五金商会联合党支部")
PEOPLE = (
    Draft(name="陈春梅", phone="13900001134", organization=BRANCHES[1], stage="正式党员", joined="2003-05-23"),
    Draft(name="祁小川", phone="13900002211", organization=BRANCHES[0]),
    Draft(name="艾力·买买提", id_number="11010519491231002X", organization=BRANCHES[0], stage="正式党员"),
)


def found_branches():
    """The ids of the two branches."""
    return [organizations.save(Branch(name=name, kind="党支部"), None, FOUNDED) for name in BRANCHES]


def enter():
    """The ids of the three people, by name."""
    return {draft.name: members.save(draft, None) for draft in PEOPLE}
