"""What a traced program did to the files of a folder, as steps that can be taken again elsewhere."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MISSING = "strace is not installed, so no power loss is tried. Type: sudo apt-get install -y strace"
_CALLS = "openat,close,write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink"
_LINE = re.compile(r"(\w+)\((.*)\) += (\d+)$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_NUMBER = re.compile(r"(?<![\w-])\d+")


@dataclass(frozen=True)
class Step:
    """`file` is numbered by its making, 0 for a folder; what a step speaks of depends on its `kind`.

    make: a new file under `name`; move: from `name` to `other`; drop: `name` is no more; write: `content` at `place`;
    cut: the file ends at `place`; sync: all of it is on the disk; tell: `content` was acknowledged.
    """

    kind: str
    file: int = 0
    name: str = ""
    other: str = ""
    place: int = 0
    content: bytes = b""


def installed() -> bool:
    """Whether calls can be traced here."""
    return shutil.which("strace") is not None


def command(log: Path, *program: str) -> list[str]:
    """What runs a program and writes down its calls with every byte."""
    return ["strace", "-xx", "-s", "10000000", "-e", f"trace={_CALLS}", "-o", str(log), *program]


class Reader:
    """Reads a log of calls: what was done under `root`, and what was written to the file `told`."""

    def __init__(self, root: Path, told: Path) -> None:
        self._root, self._told = str(root), str(told)
        self._open: dict[int, str] = {}
        self._places: dict[int, int] = {}
        self._files: dict[str, int] = {}
        self._made = 0

    def steps(self, log: Path) -> Iterator[Step]:
        """Everything that was done, in order."""
        with open(log, encoding="ascii") as lines:
            for line in lines:
                if found := _LINE.match(line):
                    yield from self._step(found[1], found[2], int(found[3]))

    def _step(self, call: str, said: str, gave: int) -> Iterator[Step]:
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(said)]
        if call == "openat":
            self._open[gave], self._places[gave] = texts[0].decode(), 0
            yield from self._opened(texts[0].decode(), said)
        elif call == "rename" and self._counts(texts[0].decode()):
            yield self._moved(*(text.decode() for text in texts))
        elif call == "unlink" and self._files.pop(texts[0].decode(), 0):
            yield Step("drop", name=texts[0].decode())
        elif call not in ("rename", "unlink"):
            numbers = [int(number) for number in _NUMBER.findall(_TEXT.sub("", said))]
            yield from self._written(call, numbers, texts[0] if texts else b"")

    def _opened(self, path: str, said: str) -> Iterator[Step]:
        if "O_CREAT" not in said or not self._counts(path):
            return
        if path not in self._files:
            self._made += 1
            self._files[path] = self._made
            yield Step("make", self._made, path)
        elif "O_TRUNC" in said:
            yield Step("cut", self._files[path])

    def _moved(self, name: str, other: str) -> Step:
        self._files[other] = self._files.pop(name)
        self._open = {number: other if path == name else path for number, path in self._open.items()}
        return Step("move", name=name, other=other)

    def _written(self, call: str, numbers: list[int], content: bytes) -> Iterator[Step]:
        """What was done through an open file: `numbers` are its own, then the length and the place where needed."""
        path, file = self._open.get(numbers[0], ""), self._files.get(self._open.get(numbers[0], ""), 0)
        if call == "write" and path == self._told:
            yield Step("tell", content=content)
        elif call in ("fsync", "fdatasync") and (file or self._counts(path + "/")):
            yield Step("sync", file)
        elif file and call == "pwrite64":
            yield Step("write", file, place=numbers[2], content=content)
        elif file and call == "ftruncate":
            yield Step("cut", file, place=numbers[1])
        elif file and call == "write":
            yield Step("write", file, place=self._places[numbers[0]], content=content)
            self._places[numbers[0]] += len(content)

    def _counts(self, path: str) -> bool:
        """Whether it lies in the folder; the shared memory of the log is made anew at every opening."""
        return path.startswith(self._root + "/") and not path.endswith("-shm")
