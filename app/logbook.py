"""What went wrong and when, for whoever repairs the program. Nothing personal is ever logged."""

import logging
import logging.handlers
import traceback
from contextlib import suppress
from pathlib import Path

from app.paths import Folder

FILES, _HALF_MEGABYTE = 4, 512 * 1024
_OURS = ("app", "playhouse.migrations")
"""Whose words are known to be about nobody; of what others say only the place is kept."""
_open: list[logging.Handler] = []


class _Log(logging.handlers.RotatingFileHandler):
    """Goes without where nothing can be written, and on in the same file where another program holds it."""

    def doRollover(self) -> None:
        with suppress(OSError):
            super().doRollover()

    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk is told by what could not be saved, not by the log."""


class _Line(logging.Formatter):
    """A line without a word of what an error, or a part that we did not write, has to say."""

    def format(self, record: logging.LogRecord) -> str:
        own = logging.makeLogRecord({**record.__dict__, "exc_text": None})
        if not record.name.startswith(_OURS):
            own.msg, own.args, own.exc_info = f"{record.module}:{record.lineno}", (), None
        return super().format(own)

    def formatException(self, ei: object) -> str:
        return details(ei[1])  # type: ignore[index]


def open_in(folder: Folder) -> None:
    """Write the log into this data folder from now on, four files of half a megabyte at most.

    A read-only place goes without.
    """
    close()
    try:
        folder.logs.mkdir(parents=True, exist_ok=True)
        handler = _Log(folder.logs / "运行.log", maxBytes=_HALF_MEGABYTE, backupCount=FILES - 1, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(_Line("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    _open.append(handler)


def close() -> None:
    """Let go of the log, so that its folder can be deleted."""
    while _open:
        handler = _open.pop()
        logging.getLogger().removeHandler(handler)
        handler.close()


def details(error: BaseException) -> str:
    """Kind of error and places in the code, without the error's text: that may quote a person's data."""
    import platform

    cause = error.__cause__ or error.__context__
    causes = ["from " + _named(cause), *_places(cause)] if cause else []
    return "\n".join([_named(error), *_places(error), *causes, f"{platform.system()} {platform.release()}"])


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]


def _named(error: BaseException) -> str:
    number = getattr(error, "errno", None)
    return type(error).__name__ + (f" {number}" if number else "")
