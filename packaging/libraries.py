"""Which shared libraries a build carries, which it takes from the system, and the Debian packages that hold those."""

import re
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

FROM_SYSTEM = (
    *("ld-linux", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so", "libresolv.so", "libutil.so"),
    *("libstdc++.so", "libgcc_s.so", "libGL.so", "libEGL.so", "libGLX.so", "libOpenGL.so", "libdrm.so", "libz.so"),
    *("libX11.so", "libX11-xcb.so", "libxcb.so", "libwayland-", "libfontconfig.so", "libfreetype.so"),
    *("libglib-2.0.so", "libgthread-2.0.so", "libdbus-1.so", "libcups.so", "libgssapi_krb5.so"),
)
"""Every desktop has these, and they fit its drivers, fonts, printers and buses better than a carried copy would."""
CARRIED_BESIDE = ("PySide6/Qt/lib/", "pillow.libs/")
INFO = Path("/var/lib/dpkg/info")
Entry = tuple[str, str, str]
"""Where a file goes, where it comes from, and PyInstaller's word for its kind."""


def is_of_system(name: str) -> bool:
    """Whether a library, such as "libz.so.1", is left to the system."""
    return name.startswith(FROM_SYSTEM)


def used(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that are loaded by name, and the libraries these need, directly or not; no library of the system."""
    listed = list(entries)
    carried = {Path(entry[0]).name: entry for entry in listed if entry[2] != "SYMLINK" and not is_of_system(entry[0])}
    waiting = [name for name, entry in carried.items() if not _only_needed(entry[0])]
    reached = set(waiting)
    while waiting:
        more = needed(Path(carried[waiting.pop()][1])).keys() & carried.keys() - reached
        reached |= more
        waiting += more
    return [entry for entry in listed if Path(entry[0]).name in reached]


def _only_needed(target: str) -> bool:
    """Whether a file is a library that lies there for others; Python itself and what is imported are not."""
    alone = "/" not in target and target.startswith("lib") and not target.startswith("libpython")
    return alone or target.startswith(CARRIED_BESIDE)


@cache
def needed(path: Path) -> Mapping[str, frozenset[str]]:
    """The libraries a file names, each with the versions of its symbols that are asked for."""
    said = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout
    return read_needs(said)


def read_needs(said: str) -> dict[str, frozenset[str]]:
    """The same from what objdump printed."""
    found: dict[str, set[str]] = {name: set() for name in re.findall(r"^\s+NEEDED\s+(\S+)$", said, re.MULTILINE)}
    library = ""
    for line in said.partition("Version References:")[2].splitlines():
        if start := re.match(r"\s+required from (\S+):", line):
            library = start[1]
        elif version := re.match(r"\s+0x\S+ 0x\S+ \d+ (\S+)$", line):
            found.setdefault(library, set()).add(version[1])
    return {name: frozenset(versions) for name, versions in found.items()}


def binaries(folder: Path) -> list[Path]:
    """Every program and shared library of a folder."""
    return sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink() and _is_elf(each))


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def missing(folder: Path) -> dict[str, frozenset[str]]:
    """The libraries that the files of a folder need and it does not hold, with the versions of symbols asked for."""
    found = binaries(folder)
    here = {path.name for path in found}
    wanted: dict[str, frozenset[str]] = {}
    for path in found:
        for name, versions in needed(path).items():
            if name not in here:
                wanted[name] = wanted.get(name, frozenset()) | versions
    return wanted


def packages(wanted: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The Debian packages of these libraries, each with the lowest version that has the symbols, or ""."""
    found: dict[str, str] = {}
    for name, versions in wanted.items():
        if not (package := holder(name)):
            raise SystemExit(f"Neither the build nor this system has {name}")
        least = max([*_versions(package, versions), found.get(package, "")], key=_rank)
        found[package] = least
    return found


def holder(name: str) -> str:
    """The Debian package that holds a library where the loader of this system finds it; "" if it finds none."""
    place = _places().get(name)
    return _owner(place) if place else ""


@cache
def _places() -> dict[str, Path]:
    """Where the loader of this system finds each library."""
    said = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    pairs = re.findall(r"^\s+(\S+) \(.*\) => (\S+)$", said, re.MULTILINE)
    return {name: Path(place) for name, place in reversed(pairs)}


def _owner(path: Path) -> str:
    """The package of a file; dpkg knows it by the place it was unpacked to, not by the link of merged /usr."""
    for place in (path, path.resolve(), *(Path(str(each).removeprefix("/usr")) for each in (path, path.resolve()))):
        said = subprocess.run(["dpkg", "-S", place], capture_output=True, text=True, check=False).stdout
        if said and not said.startswith("diversion"):
            return said.split(":")[0]
    raise SystemExit(f"No Debian package holds {path}")


def _versions(package: str, symbols: Iterable[str]) -> list[str]:
    """From which version on a package has each of these versions of symbols, as it says itself."""
    lists = [path.read_text() for path in INFO.glob(f"{package}[.:]*symbols")]
    forms = [re.compile(rf"^ {re.escape(each)}@{re.escape(each)} (\S+)", re.MULTILINE) for each in symbols]
    return [found[1] for form in forms for text in lists if (found := form.search(text))]


def _rank(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]
