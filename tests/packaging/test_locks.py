"""Which lock serves a machine, installation from a folder of wheels, and the making of such a folder."""

import hashlib
import platform
import re
import subprocess
import sys
from importlib import metadata
from itertools import pairwise
from pathlib import Path

import locks
import pytest

PACKAGING = Path(__file__).parent.parent.parent / "packaging"
LOCK = PACKAGING / "requirements.lock"
PINS = """\
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:aa
macholib==1.16.4 ; sys_platform == 'darwin' \\
    --hash=sha256:bb
peewee==4.5.3 \\
    --hash=sha256:cc \\
    --hash=sha256:dd
    # via -r packaging/requirements.in
pycparser==3.12 ; implementation_name != 'PyPy' \\
    --hash=sha256:ee
"""


@pytest.fixture
def machine(monkeypatch):
    """Let this be another machine."""

    def become(processor="x86_64", glibc="2.36", system="linux"):
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setattr(platform, "machine", lambda: processor)
        monkeypatch.setenv(locks.PRETENDED, glibc)
        monkeypatch.delenv(locks.FOLDER, raising=False)

    become()
    return become


@pytest.mark.parametrize(
    ("glibc", "chosen"),
    [("2.28", "requirements-glibc228.lock"), ("2.33", "requirements-glibc228.lock"), ("2.34", "requirements.lock")],
)
def test_an_old_c_library_gets_the_lock_with_the_older_qt_and_is_told(machine, glibc, chosen):
    machine(glibc=glibc)
    assert locks.serving(LOCK).name == chosen
    assert (glibc in locks.remark(LOCK)) == (chosen != LOCK.name)


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_have_no_such_c_library(machine, system):
    machine(glibc="", system=system)
    assert (locks.glibc(), locks.serving(LOCK), locks.obstacle()) == ((), LOCK, None)


@pytest.mark.skipif(sys.platform != "linux", reason="Windows has no such C library")
def test_the_real_c_library_is_known(machine):
    machine(glibc="")
    assert locks.glibc() >= (2, 17)


@pytest.mark.parametrize(
    ("processor", "glibc", "words"),
    [
        ("x86_64", "2.27", "x86_64 need glibc 2.28 or newer; this system has 2.27"),
        ("aarch64", "2.28", "aarch64 need glibc 2.39 or newer; this system has 2.28"),
        ("loongarch64", "2.38", "no wheels of Qt for loongarch64"),
    ],
)
def test_a_machine_without_wheels_of_qt_is_told_so_in_both_languages(machine, processor, glibc, words):
    machine(processor, glibc)
    english, chinese = locks.obstacle()
    assert words in english
    assert processor in chinese


@pytest.mark.parametrize(("processor", "glibc"), [("x86_64", "2.28"), ("x86_64", "2.41"), ("aarch64", "2.39")])
def test_a_machine_with_wheels_of_qt_meets_no_obstacle(machine, processor, glibc):
    machine(processor, glibc)
    assert locks.obstacle() is None


@pytest.mark.parametrize("words", [["test", "--wheels", "usb", "-x"], ["test", "-x", "--wheels", "usb"]])
def test_a_folder_of_wheels_is_remembered_from_where_the_clerk_stood(machine, monkeypatch, tmp_path, words):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(locks.FOLDER, "")
    assert locks.source() == []
    assert locks.take_folder(words) == ["test", "-x"]
    assert locks.source() == ["--no-index", "-f", str(tmp_path / "usb")]


@pytest.mark.parametrize(
    ("processor", "glibc", "system", "usual"),
    [
        ("x86_64", "2.36", "linux", "linux"),
        ("x86_64", "2.28", "linux", "linux-glibc228"),
        ("aarch64", "2.39", "linux", "linux-arm64"),
        ("AMD64", "", "win32", "windows"),
    ],
)
def test_wheels_are_fetched_for_this_machine_unless_another_is_named(machine, processor, glibc, system, usual):
    machine(processor, glibc, system)
    asked = locks.wanted(["usb"])
    assert (asked.platform, asked.python) == (usual, f"3.{sys.version_info.minor}")
    other = locks.wanted(["usb", "--platform", "windows", "--python", "3.12"])
    assert (other.platform, other.python) == ("windows", "3.12")


def test_pip_is_asked_for_locked_wheels_of_the_other_machine(machine, tmp_path):
    asked = locks.wanted([str(tmp_path), "--platform", "linux-glibc228", "--python", "3.11"])
    words = locks.download(asked, tmp_path / "pins.txt")
    assert {"--require-hashes", "--only-binary=:all:", "--no-deps"} <= set(words)
    tags = [tag for word, tag in pairwise(words) if word == "--platform"]
    assert tags[0] == "manylinux_2_28_x86_64"
    assert "manylinux2014_x86_64" in tags
    assert words[-4:] == ["-d", str(tmp_path), "-r", str(tmp_path / "pins.txt")]


@pytest.mark.parametrize(
    ("name", "packages"),
    [("windows", {"colorama", "peewee", "pycparser"}), ("linux-arm64", {"peewee", "pycparser"})],
)
def test_the_pins_for_another_system_are_judged_here_and_keep_their_hashes(tmp_path, name, packages):
    lock = tmp_path / "requirements.lock"
    lock.write_text(PINS)
    text = locks.pinned(lock, name)
    assert set(re.findall(r"^(\w+)==", text, re.MULTILINE)) == packages
    assert ";" not in text
    assert text.count("--hash") == len(packages) + 1


def test_the_older_lock_is_the_one_fetched_for_older_systems(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text(PINS)
    locks.older(lock).write_text("peewee==0.1 \\\n    --hash=sha256:ff\n")
    assert "peewee==0.1" in locks.pinned(lock, "linux-glibc228")


def test_the_checksums_are_those_sha256sum_reads(tmp_path):
    (tmp_path / "b-1-py3-none-any.whl").write_bytes(b"two")
    (tmp_path / "a-1-py3-none-any.whl").write_bytes(b"one")
    (tmp_path / "note.txt").write_bytes(b"not a wheel")
    assert locks.write_sums(tmp_path) == 2
    assert (tmp_path / locks.SUMS).read_text().splitlines() == [
        f"{hashlib.sha256(content).hexdigest()}  {name}-1-py3-none-any.whl"
        for name, content in (("a", b"one"), ("b", b"two"))
    ]


def blocks(lock):
    """The hashes of each pin of a lock, markers aside."""
    found: dict[str, set[str]] = {}
    for line in lock.read_text().splitlines():
        if "==" in line and not line.startswith(" "):
            held = found.setdefault(line.split(" ")[0], set())
        elif "--hash" in line:
            held.add(line.strip(" \\"))
    return found


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_the_older_lock_differs_in_qt_and_what_other_systems_need_alone(name):
    newer, old = blocks(PACKAGING / name), blocks(locks.older(PACKAGING / name))
    assert {pin for pin in old if newer.get(pin) != old[pin]} == {"pyside6-essentials==6.9.3", "shiboken6==6.9.3"}
    elsewhere = {"colorama", "macholib", "pefile", "pywin32-ctypes", "pyside6-essentials", "shiboken6"}
    assert {pin.split("==")[0] for pin in newer if pin not in old} <= elsewhere


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="says which glibc the wheels need"
)
def test_no_installed_wheel_needs_a_newer_c_library_than_is_said():
    for pin in blocks(PACKAGING / "requirements-dev.lock"):
        name = pin.split("==")[0]
        try:
            wheel = metadata.distribution(name).read_text("WHEEL") or ""
        except metadata.PackageNotFoundError:
            continue  # another system's
        minors = [int(minor) for minor in re.findall(r"^Tag: .*manylinux_2_(\d+)_", wheel, re.MULTILINE)]
        assert min(minors, default=0) <= locks.NEWEST_QT[1], name


def test_uv_is_told_to_refuse_what_has_no_wheel_for_the_older_system(tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("peewee==4.5.3\n")
    (new, words), (old, strict) = locks.resolutions(lock)
    assert (new, words) == (lock, ["--universal"])
    assert {"--python-platform=x86_64-manylinux_2_28", "--only-binary=:all:"} <= set(strict)
    assert old.read_text() == lock.read_text()
    assert (PACKAGING.parent / strict[-1]).read_text() == "PySide6_Essentials==6.9.3\n"


def test_the_command_says_which_folder_is_missing():
    said = subprocess.run(
        [sys.executable, PACKAGING / "dev.py", "setup", "--wheels"], capture_output=True, text=True, check=False
    )
    assert said.returncode == 1
    assert "--wheels needs the folder" in said.stderr
