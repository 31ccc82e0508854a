"""Which papers left the program: what was printed or saved is journalled, what was only looked at is not."""

from collections.abc import Callable
from io import BytesIO

from app.domain.roles import Right
from app.paths import Out
from app.services.session import anyone, requires
from app.store.journal import Kind
from app.store.writing import note


class Viewed(BytesIO):
    """A paper in memory that is looked at before it is printed or saved; `title` is what the journal will call it,
    `odd` names the characters that are in no font and stand there as boxes."""

    title = ""
    odd = ""


@anyone
def view(write: Callable[[Out], object]) -> Viewed:
    """Write a paper into memory, to be looked at; raises what `write` raises."""
    from app.documents.type import boxes_noted, quoted

    out = Viewed()
    with boxes_noted() as odd:
        write(out)
    out.odd = "、".join(quoted(character, whose) for character, whose in odd.items())
    return out


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
