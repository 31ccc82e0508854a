"""Power cut at any moment: what may be on the disk then, rebuilt from the calls of a program at work."""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import fault_clerk
from fault_trace import Reader, Step, command

from app.paths import Folder
from app.services import centres

MODES = ("none", "subset", "torn")
"""Of what was not yet synced, nothing is on the disk, or some of it, or some of it torn between sectors."""
SECTOR = 512
PROJECT = str(Path(__file__).parent.parent)
NAMING = {"make", "move", "drop"}


def run(acts: int, images: int, seconds: float) -> tuple[int, int, list[str]]:
    """So many images, as far as the time lasts: images tried, acts acknowledged, and what was found wrong."""
    end = time.monotonic() + seconds
    dice = random.Random(20261121)
    with tempfile.TemporaryDirectory() as place:
        root, told, log = (Path(place, name) for name in ("数据", "acknowledged", "calls"))
        program = [sys.executable, __file__, str(root), str(told), str(acts)]
        subprocess.run(command(log, *program), env={**os.environ, "PYTHONPATH": PROJECT}, check=True)
        steps = list(Reader(root, told).steps(log))
        tried, wrong = 0, []
        for image, acknowledged in _images(steps, root, images, dice):
            wrong += _tried(image, acknowledged)
            tried += 1
            if time.monotonic() > end:
                break
        return tried, sum(step.kind == "tell" for step in steps), wrong


def _images(
    steps: list[Step], root: Path, wanted: int, dice: random.Random
) -> Iterator[tuple[dict[str, bytes], list[str]]]:
    """Contents by name in the folder, and what had been acknowledged; cuts are spread over the whole of the work."""
    first = next(place for place, step in enumerate(steps) if step.kind == "make")
    cuts = {first + (len(steps) - first) * n * len(MODES) // wanted for n in range(-(-wanted // len(MODES)))}
    disk, acknowledged = Disk(), []
    for place, step in enumerate(steps):
        if step.kind == "tell":
            acknowledged.append(step.content.decode().strip())
        disk.take(step)
        if place in cuts:
            for mode in MODES:
                image = disk.after_a_cut(mode, dice)
                yield {os.path.relpath(name, root): content for name, content in image.items()}, list(acknowledged)


class Disk:
    """What is surely on the disk, and what was done since; names are kept in order, as a file system's journal does,
    and every sync brings along the names before it."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.contents: dict[int, bytearray] = {}
        self.pending: list[Step] = []

    def take(self, step: Step) -> None:
        """Do a step; what is not synced stays uncertain."""
        if step.kind != "sync":
            self.pending += [step] if step.kind != "tell" else []
            return
        for each in self.pending:
            if each.kind in NAMING or each.file == step.file:
                self._apply(each)
        self.pending = [each for each in self.pending if each.kind not in NAMING and each.file != step.file]

    def after_a_cut(self, mode: str, dice: random.Random) -> dict[str, bytes]:
        """Contents by name as they may be found when the power is back."""
        found = Disk()
        found.names = dict(self.names)
        found.contents = {file: bytearray(content) for file, content in self.contents.items()}
        if mode != "none":
            kept = dice.randint(0, sum(step.kind in NAMING for step in self.pending))
            for step in self.pending:
                if step.kind in NAMING:
                    kept -= 1
                    if kept >= 0:
                        found._apply(step)
                elif dice.random() < 0.5:
                    found._apply(_torn(step, dice) if mode == "torn" else step)
        return {name: bytes(found.contents.get(file, b"")) for name, file in found.names.items()}

    def _apply(self, step: Step) -> None:
        if step.kind == "make":
            self.names[step.name] = step.file
        elif step.kind == "move":
            self.names[step.other] = self.names.pop(step.name)
        elif step.kind == "drop":
            self.names.pop(step.name, None)
        else:
            content = self.contents.setdefault(step.file, bytearray())
            if step.kind == "cut":
                del content[step.place :]
            content.extend(bytes(max(0, step.place - len(content))))
            content[step.place : step.place + len(step.content)] = step.content


def _torn(step: Step, dice: random.Random) -> Step:
    """Only the first sectors of a write."""
    kept = dice.randrange(len(step.content) // SECTOR + 1) * SECTOR
    return Step(step.kind, step.file, place=step.place, content=step.content[:kept])


def _tried(image: dict[str, bytes], acknowledged: list[str]) -> list[str]:
    """What the program finds in a folder with these files; nothing need be there before the first start ended."""
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(Path(place, "数据"))
        for name, content in image.items():
            path = folder.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return fault_clerk.faults(folder, acknowledged) if acknowledged or centres.exists(folder) else []


def _be_the_clerk(root: str, told: str, acts: str) -> None:
    folder = Folder(Path(root))
    with open(told, "wb", buffering=0) as file:

        def tell(seal: str) -> None:
            file.write(f"{seal}\n".encode())

        fault_clerk.make_store(folder)
        fault_clerk.work(folder, random.Random(7), tell, int(acts))
        centres.close()


if __name__ == "__main__":
    _be_the_clerk(*sys.argv[1:])
