"""Kill -9 at random moments: a child does acts over the store, the parent kills it, opens the store and looks."""

import os
import random
import signal
import tempfile
import time
from pathlib import Path
from typing import NoReturn

import fault_clerk

from app.paths import Folder
from app.services import centres

ROUNDS_A_STORE = 50
"""Then a new one, so that looking through it stays cheap."""
WARM_UP = 40
LATEST = 0.15
"""Seconds a child lives at most, counted from its log-in, or in every fifth round from its very start."""


def run(rounds: int, seconds: float) -> tuple[int, int, list[str]]:
    """So many rounds, as far as the time lasts: rounds done, acts acknowledged, and what was found wrong."""
    end = time.monotonic() + seconds
    done, acts, wrong = 0, 0, []
    dice = random.Random(20261121)
    while done < rounds and time.monotonic() < end:
        told: list[str] = []
        with tempfile.TemporaryDirectory() as root:
            folder = Folder(Path(root, "数据"))
            fault_clerk.make_store(folder)
            fault_clerk.work(folder, dice, told.append, WARM_UP)  # what is imported now, no child waits for
            centres.close()
            for _ in range(min(ROUNDS_A_STORE, rounds - done)):
                told += _killed(folder, dice)
                wrong += fault_clerk.faults(folder, told)
                done += 1
                if time.monotonic() > end:
                    break
        acts += len(told)
    return done, acts, wrong


def _killed(folder: Folder, dice: random.Random) -> list[str]:
    """What a child acknowledged before it was killed."""
    seed, life, patient = dice.randrange(2**32), dice.random() * LATEST, dice.random() < 0.8
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _be_the_clerk(folder, seed, writer)
    os.close(writer)
    if patient:
        os.read(reader, 1)
    time.sleep(life)
    os.kill(child, signal.SIGKILL)
    with open(reader, encoding="ascii") as pipe:
        told = list(filter(None, pipe.read().splitlines()))
    os.waitpid(child, 0)
    return told


def _be_the_clerk(folder: Folder, seed: int, writer: int) -> NoReturn:
    """Log in, say so, and work until killed; each act done goes down the pipe at once."""
    try:
        centres.unlock(folder, fault_clerk.USER, fault_clerk.PASSWORD)
        os.write(writer, b"\n")
        fault_clerk.work(folder, random.Random(seed), lambda seal: os.write(writer, f"{seal}\n".encode()))
    finally:
        os._exit(1)
