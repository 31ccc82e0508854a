"""Which slips were printed before, told by what the journal keeps of every print."""

from app.domain.roles import Right
from app.services.session import requires
from app.store.journal import JournalEntry, Kind


@requires(Right.READ)
def again(called: str, number: str) -> str:
    """补打第 1 次, of a slip (收据, JZ202600131) that was printed or saved before; "" the first time."""
    said = JournalEntry.what.startswith(f"打印{called}") & JournalEntry.what.contains(number)
    times = JournalEntry.select().where(JournalEntry.kind == Kind.PRINT, said).count()
    return f"补打第 {times:,} 次" if times else ""
