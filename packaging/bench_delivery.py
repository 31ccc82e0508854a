"""The built program beside the same run by Python: a command that lists merchants, and the first thing painted."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from screen import Screen

ROOT = Path(__file__).parent.parent
ROUNDS = 5
USER, PASSWORD = "王建国", "示例口令2026"
Start = tuple[float, float]
"""Seconds by the clock and of CPU."""


def main(built: str = "dist/shangquan/shangquan") -> None:
    """Print the medians of both programs, which take turns, and their ratio."""
    programs = [str(ROOT / built)], [sys.executable, str(ROOT / "main.py")]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*programs[1], "demo", folder], check=True, stdout=subprocess.DEVNULL)
        _compare("merchants listed by a command", _listed, programs, folder)
        if shutil.which("Xvfb"):
            with Screen() as screen:
                _compare("first thing painted", partial(_painted, screen), programs, folder)
        else:
            print("There is no Xvfb here: the window was not measured.")


def _compare(what: str, start: Callable[[list[str], str], Start], programs: tuple[list[str], ...], folder: str) -> None:
    """Start both once for the disk and the compiled modules, then in turns; say the medians."""
    rounds = [[start(program, folder) for program in programs] for _ in range(1 + ROUNDS)][1:]
    medians = [[statistics.median(each) for each in zip(*starts, strict=True)] for starts in zip(*rounds, strict=True)]
    (clock, cpu), (unbuilt_clock, unbuilt_cpu) = medians
    print(f"{what}, built: {clock * 1000:.0f} ms by the clock, {cpu * 1000:.0f} ms of CPU; by Python:", end=" ")
    print(f"{unbuilt_clock * 1000:.0f} and {unbuilt_cpu * 1000:.0f}", end=": ")
    print(f"{clock / unbuilt_clock:.2f} x and {cpu / unbuilt_cpu:.2f} x", flush=True)


def _listed(program: list[str], folder: str) -> Start:
    command = [*program, "--data", folder, "--user", USER, "list", "merchants", "--json"]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, input=f"{PASSWORD}\n", text=True, check=True, stdout=subprocess.DEVNULL)
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _painted(screen: Screen, program: list[str], folder: str) -> Start:
    """Until the log-in is seen; the process is ended then."""
    environment = {**os.environ, "DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"}
    start = time.perf_counter()
    window = subprocess.Popen([*program, "--data", folder], env=environment)
    try:
        while not screen.shows_something():
            if window.poll() is not None or time.perf_counter() - start > 60:
                raise SystemExit(f"{program[0]} showed nothing")
            time.sleep(0.002)
        return time.perf_counter() - start, _cpu(window.pid)
    finally:
        window.kill()
        window.wait()
        while screen.shows_something():
            time.sleep(0.01)


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(*sys.argv[1:])
