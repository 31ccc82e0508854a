"""What went wrong and when, for whoever repairs the program. Nothing personal is ever logged."""

import logging

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
