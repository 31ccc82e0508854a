"""How one page sends the clerk to another without knowing it: the window hands the visit over."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Visit:
    """Go to the page `page`; there begin the act `act` ("add" …), or show only what `filters` let through.

    A page that can be visited has `receive(visit)`; one that sends has a signal `visited` that carries a Visit.
    """

    page: str
    act: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
