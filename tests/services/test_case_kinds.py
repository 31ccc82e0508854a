"""The centre's own kinds of case: no open case stands outside the stages there are."""

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.cases import KNOWN_KINDS, Draft, Kind, Phase, Stage
from app.domain.errors import Invalid
from app.services import case_handling, case_kinds, cases, journal

TODAY = dt.date.today()


def stages_of(*ids):
    return [cases.get(case).stage for case in ids]


def test_open_cases_go_along_when_a_stage_is_called_otherwise(store):
    running, done = (
        cases.save(Draft(kind="诉求", title=title, received=TODAY.isoformat()), None) for title in ("路灯", "井盖")
    )
    case_handling.dispatch(running, case_handling.Assignment("城管办"))
    case_handling.finish(done, TODAY, "换好了")
    before = stages_of(running, done)
    renamed = Kind(
        "诉求", 7, (Stage("登记在册", Phase.RECEIVED), Stage("派下去", Phase.DISPATCHED), Stage("了结", Phase.DONE))
    )
    others = [kind for kind in case_kinds.kinds() if kind.name != "诉求"]
    case_kinds.save([renamed, *others])
    assert stages_of(running, done) == ["派下去", "了结"]
    assert cases.ids(filters={"stage": "派下去"}) == [running]
    journal.undo(journal.last().id)
    assert stages_of(running, done) == before


def test_stages_that_stay_leave_their_cases_alone(store):
    case = cases.save(Draft(kind="诉求", title="路灯", received=TODAY.isoformat()), None)
    before = stages_of(case)
    case_kinds.save([replace(kind, days=kind.days + 1) for kind in case_kinds.kinds()])
    assert stages_of(case) == before


@pytest.mark.parametrize("name", KNOWN_KINDS)
def test_a_kind_that_is_counted_by_its_name_keeps_it(store, name):
    kinds = case_kinds.kinds()
    renamed = [replace(kind, name="新叫法") if kind.name == name else kind for kind in kinds]
    for wanted in (renamed, [kind for kind in kinds if kind.name != name]):
        with pytest.raises(Invalid, match=f"“{name}”在评级、派单和统计里按名称计数"):
            case_kinds.save(wanted)
    assert case_kinds.kinds() == kinds


def test_other_kinds_may_be_renamed_and_dropped(store):
    free = [kind for kind in case_kinds.kinds() if kind.name not in KNOWN_KINDS]
    case_kinds.save([kind for kind in case_kinds.kinds() if kind.name in KNOWN_KINDS])
    assert free
    assert not {kind.name for kind in free} & set(case_kinds.names())
