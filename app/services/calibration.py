"""套打: how far each printer is off with each tray and paper, as it was measured."""

import json

from app.domain.calibration import Calibration, Readings, solve
from app.domain.roles import Right
from app.paths import Out
from app.services.session import requires
from app.store.desk import Setting
from app.store.journal import Kind
from app.store.writing import keeping, note

_KEY = "calibration"


@requires(Right.READ)
def of(printer: str, tray: str, stock: str) -> Calibration:
    """How far a printer is off with a tray and a kind of paper; not at all where it was not measured."""
    row = Setting.get_or_none(Setting.name == _name(printer, tray, stock))
    return Calibration(**json.loads(row.value)) if row else Calibration()


@requires(Right.READ)
def measured(printer: str, tray: str, stock: str) -> bool:
    """Whether this printer was measured with this tray and paper."""
    return Setting.select().where(Setting.name == _name(printer, tray, stock)).exists()


@requires(Right.ENTER)
def keep(printer: str, tray: str, stock: str, readings: Readings, size: tuple[float, float]) -> Calibration:
    """Work out from four readings (mm) of the sheet for this size how far a printer is off, and remember it. The sheet
    must have been printed without what was remembered before. Raises Invalid."""
    found = solve(readings, *size)
    with keeping():
        Setting.replace(name=_name(printer, tray, stock), value=json.dumps(vars(found))).execute()
    note(f"套打校准：{printer}，{tray}，{stock}", Kind.WORK)
    return found


@requires(Right.ENTER)
def forget(printer: str, tray: str, stock: str) -> None:
    """Print again as if the printer were true."""
    with keeping():
        Setting.delete().where(Setting.name == _name(printer, tray, stock)).execute()


@requires(Right.READ)
def write_sheet(out: Out, size: tuple[float, float], about: str, checked: Calibration | None = None) -> int:
    """Write the sheet of nine crosses for paper of a size (mm); with a calibration it shows what is left to be off."""
    from app.documents import calibration_sheet

    return calibration_sheet.write(out, size, about, checked)


def _name(printer: str, tray: str, stock: str) -> str:
    return json.dumps([_KEY, printer, tray, stock], ensure_ascii=False)
