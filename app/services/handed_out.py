"""Which papers left the program: what was printed or saved is journalled, what was only looked at is not."""

from io import BytesIO

from app.domain.roles import Right
from app.paths import Out
from app.services.session import requires
from app.store.journal import Kind
from app.store.writing import note


class Viewed(BytesIO):
    """A paper in memory that is looked at before it is printed or saved; `title` is what the journal will call it."""

    title = ""


@requires(Right.READ)
def put(title: str, out: Out) -> None:
    """Journal a paper that was written to `out`; one that is only looked at learns its title."""
    if isinstance(out, Viewed):
        out.title = title
    else:
        note_printed(title)


@requires(Right.READ)
def note_printed(title: str) -> None:
    """Journal that a paper was printed or saved."""
    note(f"打印{title}", Kind.PRINT)
