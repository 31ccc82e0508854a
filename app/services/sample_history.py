"""The history of the sample store: two years of a busy centre, from its organisations to its reports."""

from collections.abc import Callable

from app.domain.roles import Right
from app.services import (
    sample_day,
    sample_past_cases,
    sample_past_councils,
    sample_past_deeds,
    sample_past_gifts,
    sample_past_owed,
    sample_past_people,
    sample_past_points,
    sample_past_reports,
    sample_past_rounds,
    sample_past_services,
    sample_past_shape,
    sample_past_trust,
)
from app.services.sample_past import Past
from app.services.session import requires


@requires(Right.ENTER)
def fill(past: Past, step: Callable[[], object]) -> list[int]:
    """Bring in what happened before the last weeks, calling `step` before each part; returns the new merchants."""
    step()
    shape = sample_past_shape.fill(past)
    step()
    people = sample_past_people.fill(past, list(shape.branches))
    sample_past_shape.seat(past, shape, people)
    sample_past_councils.fill(past)
    step()
    sample_past_deeds.fill(past, list(shape.branches.values()))
    step()
    sample_past_trust.fill(past, shape.merchants)
    step()
    sample_past_gifts.fill(past, shape.merchants)
    step()
    sample_past_points.fill(past, shape.merchants)
    committee = [name for _, name in people["会战大街社区党支部"] + people["中八路社区党支部"]]
    step()
    sample_past_cases.fill(past, shape.merchants, ["单海", "仇立新", *committee])
    step()
    sample_past_owed.fill(past)
    step()
    sample_past_services.fill(past)
    step()
    sample_past_rounds.fill(past)
    return shape.merchants


@requires(Right.ENTER)
def close(past: Past, merchants: list[int], step: Callable[[], object]) -> None:
    """Submit the reports of the quarters, then enter what came in today."""
    sample_past_reports.fill(past, step)
    step()
    sample_day.fill(past, merchants)
