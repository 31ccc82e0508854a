"""How one page sends the clerk to another without knowing it: the window hands the visit over."""

from collections.abc import Mapping
from dataclasses import dataclass, field

DESK = "desk"
"""In place of a page: an entry of the desk menu, named by `words`."""
ONLY = "only"
"""Among filters the ids of the only rows to be shown, parted by commas."""
RESUME = "resume"
"""The act of going on with a form that was left half filled in."""


@dataclass(frozen=True)
class Visit:
    """Go to the page `page`; there show the record of id `record`, what `words` find, or what
    `filters` let through; and begin the act `act` ("add", or what an entry of a menu says …).

    A page that can be visited has `receive(visit)`; one that sends has a signal `visited` that carries a Visit.
    """

    page: str
    act: str = ""
    words: str = ""
    record: int = 0
    filters: Mapping[str, str] = field(default_factory=dict)
