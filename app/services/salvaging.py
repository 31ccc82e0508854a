"""Saving what can be read of a damaged file, for when no copy is good enough."""

from pathlib import Path

from app.domain.errors import Problem
from app.paths import Folder
from app.services.restoring import Secret
from app.services.session import anyone
from app.store import backup, copies, restoring, salvage, vault
from app.store.copies import Copy
from app.store.salvage import Salvage

_ENDING = "-抢救"


@anyone
def save_what_reads(damaged: Path, secret: Secret, usual: Folder) -> Salvage:
    """Write what can be read of a store file into a new one beside it, which can be restored like a copy; the damaged
    file is left as it is. The slots are those beside it, or those of the `usual` folder. No store may be open.
    Raises WrongSecret or Problem."""
    if not damaged.is_file():
        raise Problem("找不到要抢救的文件，没有做任何改动。请核对文件的位置。")
    slots = _slots(damaged, usual)
    keys = vault.unlock(slots, restoring.name_in(slots, secret.name), secret.word).keys
    key = next((each for each in keys if backup.opens(damaged, each)), None)
    if key is None:
        raise Problem("这个文件最前面的部分坏了，或者钥匙与它不符，抢救不了。文件没有改动，请用最近一次备份还原。")
    return salvage.salvage(damaged, key, slots, _free(damaged))


def _slots(damaged: Path, usual: Folder) -> Path:
    own = Copy(damaged, copies.read(damaged).at, "", None).slots
    return own if own.exists() else usual.keys


def _free(damaged: Path) -> Path:
    names = (damaged.with_name(f"{damaged.stem}{_ENDING}{more}.db") for more in ("", *range(2, 100)))
    return next(name for name in names if not name.exists())
