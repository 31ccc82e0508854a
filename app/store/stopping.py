"""A long statement stopped half-way: the engine asks now and then whether it is still wanted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.domain.errors import Cancelled
from app.store.database import EncryptedDatabase

_OPERATIONS = 20000
"""Steps of the engine between two questions; most statements end before the first."""


@contextmanager
def stoppable(own: EncryptedDatabase, look: Callable[[], object]) -> Iterator[None]:
    """Let `look` stop a long statement of this thread by raising Cancelled; what it had written is taken back."""
    stopped: list[Cancelled] = []

    def asked() -> int:
        try:
            look()
        except Cancelled as cancelled:
            stopped.append(cancelled)
        return len(stopped)

    own.connection().set_progress_handler(asked, _OPERATIONS)
    try:
        yield
    except Exception:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        own.connection().set_progress_handler(None, 0)
