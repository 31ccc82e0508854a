"""What went wrong and when, for whoever repairs the program. Nothing personal is ever logged."""

import logging
import platform
import traceback
from pathlib import Path

from app.paths import Folder

_HALF_MEGABYTE = 512 * 1024
_open: list[logging.Handler] = []


def open_in(folder: Folder) -> None:
    """Write the log into this data folder from now on, four files of half a megabyte at most.

    A read-only place goes without.
    """
    from logging.handlers import RotatingFileHandler

    close()
    try:
        folder.logs.mkdir(parents=True, exist_ok=True)
        file = folder.logs / "运行.log"
        handler = RotatingFileHandler(file, maxBytes=_HALF_MEGABYTE, backupCount=3, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
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
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or error.__context__
    causes = ["from " + _named(cause)] if cause else []
    return "\n".join([_named(error), *causes, *places, f"{platform.system()} {platform.release()}"])


def _named(error: BaseException) -> str:
    number = getattr(error, "errno", None)
    return type(error).__name__ + (f" {number}" if number else "")
