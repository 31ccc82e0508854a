"""Which lock serves a machine, and a folder of its wheels where there is no network; the standard library alone."""

import argparse
import hashlib
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

FOLDER = "SHANGQUAN_WHEELS"
PRETENDED = "SHANGQUAN_GLIBC"
"""Set to a version such as 2.28, the C library is taken to be that old; for trying the older lock on a newer system."""
SUMS = "SHA256SUMS.txt"
OLDER = "-glibc228"
NEWEST_QT = (2, 34)
OLDEST_QT = {"x86_64": (2, 28), "aarch64": (2, 39)}
"""The C library that the wheels of Qt in either lock were built for, by machine."""
PLATFORMS = {
    "linux": ("linux", "x86_64", 34),
    "linux-glibc228": ("linux", "x86_64", 28),
    "linux-arm64": ("linux", "aarch64", 39),
    "windows": ("win32", "amd64", 0),
}
"""What `dev.py wheels --platform` can name: Python's word for the system, its machine, its glibc 2.x."""


def glibc() -> tuple[int, ...]:
    """The version of the C library here; empty where it is another one, as on Windows."""
    words = os.environ.get(PRETENDED, "")
    if sys.platform == "linux" and not words:
        with suppress(ValueError, OSError):
            words = os.confstr("CS_GNU_LIBC_VERSION") or ""
    return tuple(int(part) for part in re.findall(r"\d+", words)[:2])


def older(lock: Path) -> Path:
    """The lock beside this one that has the older Qt."""
    return lock.with_stem(lock.stem + OLDER)


def serving(lock: Path) -> Path:
    """The lock for this machine: the older one where its C library is older than the newer Qt needs."""
    return older(lock) if platform.machine() == "x86_64" and () < glibc() < NEWEST_QT else lock


def remark(lock: Path) -> str:
    """What is said of the lock taken: nothing, or why it is the one with the older Qt."""
    return f", which has an older Qt: glibc {_here()} is too old for the newest" if serving(lock) != lock else ""


def resolutions(lock: Path) -> Iterator[tuple[Path, list[str]]]:
    """Each file made of a lock's sources, with the words that make uv resolve it; the older differs in Qt alone.

    For the older one uv takes only versions with a wheel for that C library, or refuses.
    """
    yield lock, ["--universal"]
    shutil.copyfile(lock, older(lock))
    system = ["--python-platform=x86_64-manylinux_2_28", "--only-binary=:all:", "--no-annotate"]
    yield older(lock), [*system, "--override", f"packaging/requirements{OLDER}.in"]


def _here() -> str:
    return ".".join(map(str, glibc()))


def obstacle() -> tuple[str, str] | None:
    """Why there are no wheels of Qt for this machine, in both languages; None where there are."""
    if sys.platform != "linux":
        return None
    machine = platform.machine()
    needed = OLDEST_QT.get(machine)
    if needed is None:
        return f"There are no wheels of Qt for {machine}.", f"图形组件没有 {machine} 处理器的安装包，这台电脑无法安装。"
    if () < glibc() < needed:
        least = ".".join(map(str, needed))
        return (
            f"The wheels of Qt for {machine} need glibc {least} or newer; this system has {_here()}.",
            f"图形组件在 {machine} 处理器上需要 glibc {least} 或更新的系统，这台电脑是 {_here()}，无法安装。",
        )
    return None


def failure() -> tuple[str, str]:
    """What may be wrong where wheels could not be installed, in both languages."""
    place = folder()
    if place is None:
        return (
            "The wheels could not be installed; the lines above say why. Is there a network, and room on the disk?",
            "未能安装所需组件，原因见上。请检查网络和磁盘空间后重试。",
        )
    return (
        f"The wheels could not be installed from {place}; the lines above say why. Where there is a network, "
        f"`dev.py wheels DIR --platform … --python 3.{sys.version_info.minor}` fetches those for this machine.",
        f"未能用文件夹“{place}”里的组件安装，原因见上。请在能上网的电脑上按本机的系统和 Python 版本重新下载后再拷来。",
    )


def take_folder(words: list[str]) -> list[str]:
    """Take `--wheels DIR` out of a command's words and remember the folder; raises ValueError where none is named."""
    if "--wheels" not in words:
        return words
    at = words.index("--wheels")
    if at + 1 == len(words):
        raise ValueError("--wheels")
    os.environ[FOLDER] = words[at + 1]
    return words[:at] + words[at + 2 :]


def folder() -> Path | None:
    """The folder of wheels to install from instead of the network."""
    named = os.environ.get(FOLDER)
    return Path(named).resolve() if named else None


def source() -> list[str]:
    """The words that keep pip away from the network where a folder of wheels is named."""
    place = folder()
    return ["--no-index", "-f", str(place)] if place else []


def wanted(words: list[str]) -> argparse.Namespace:
    """What `dev.py wheels` is asked for: the folder, for which system and which Python."""
    usual = {"win32": "windows", "linux": "linux-arm64" if platform.machine() == "aarch64" else "linux"}
    if () < glibc() < NEWEST_QT:
        usual["linux"] = "linux-glibc228"
    form = argparse.ArgumentParser(prog="dev.py wheels", description="download the locked wheels into a folder")
    form.add_argument("folder", type=Path, help="where to put them, such as a USB stick")
    form.add_argument("--platform", choices=PLATFORMS, default=usual.get(sys.platform), help="for which system")
    form.add_argument("--python", default=f"3.{sys.version_info.minor}", help="for which Python, such as 3.11")
    asked = form.parse_args(words)
    if asked.platform is None:
        form.error("--platform must be named on this system")
    return asked


def tags(name: str) -> list[str]:
    """The tags of the wheels that one of PLATFORMS takes, best first."""
    system, machine, newest = PLATFORMS[name]
    if system == "win32":
        return [f"win_{machine}"]
    return [f"manylinux_2_{minor}_{machine}" for minor in range(newest, 4, -1)] + [f"manylinux2014_{machine}"]


def download(asked: argparse.Namespace, requirements: Path) -> list[str]:
    """The words that make pip fetch what a list of pins names, for a machine that need not be this one."""
    form = ["--require-hashes", "--only-binary=:all:", "--no-deps", "--python-version", asked.python]
    chosen = [word for tag in tags(asked.platform) for word in ("--platform", tag)]
    return ["download", "-q", *form, *chosen, "-d", str(asked.folder.absolute()), "-r", str(requirements)]


def pinned(lock: Path, name: str) -> str:
    """What one of PLATFORMS needs of a lock: pip judges markers by the machine it runs on, so none is left to it."""
    chosen = older(lock) if name.endswith(OLDER) else lock
    return "".join(_for_system(chosen.read_text("utf-8").splitlines(keepends=True), PLATFORMS[name][0]))


def _for_system(lines: list[str], system: str) -> Iterator[str]:
    kept = True
    for line in lines:
        pin, marker, condition = line.partition(" ; ")
        if not line.startswith(" "):
            only = re.search(r"sys_platform == '(\w+)'", condition)
            kept = only is None or only[1] == system
        if kept:
            yield f"{pin} \\\n" if marker else line


def write_sums(place: Path) -> int:
    """Write the list by which `sha256sum -c` checks a folder of wheels after a copy; how many there are."""
    files = sorted(place.glob("*.whl"))
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    (place / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return len(files)
