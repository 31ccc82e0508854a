"""What a build carries and what it leaves to the system, and how its needs are read."""

import subprocess
import sys
from pathlib import Path

import libraries
import pytest

SAID = """
program.so:     file format elf64-x86-64

Dynamic Section:
  NEEDED               libQt6Core.so.6
  NEEDED               libc.so.6
  SONAME               program.so

Version References:
  required from libc.so.6:
    0x09691a75 0x00 04 GLIBC_2.2.5
    0x069691b4 0x00 03 GLIBC_2.34
  required from libQt6Core.so.6:
    0x00000000 0x00 02 Qt_6
"""


@pytest.fixture
def needs(monkeypatch):
    """What each file needs, by its name."""
    told = {}
    monkeypatch.setattr(libraries, "needed", lambda path: {name: frozenset() for name in told.get(path.name, ())})
    return told


def entries(*targets):
    return [(target, f"/somewhere/{Path(target).name}", "BINARY") for target in targets]


def test_needs_are_read_with_the_versions_of_their_symbols():
    assert libraries.read_needs(SAID) == {
        "libQt6Core.so.6": {"Qt_6"},
        "libc.so.6": {"GLIBC_2.2.5", "GLIBC_2.34"},
    }


def test_a_library_is_carried_for_what_is_loaded_by_name(needs):
    needs |= {"libqxcb.so": ["libQt6Core.so.6"], "libQt6Core.so.6": ["libicu.so.73"], "libgtk-3.so.0": ["libpango.so"]}
    plugin, core = "PySide6/Qt/plugins/platforms/libqxcb.so", "PySide6/Qt/lib/libQt6Core.so.6"
    kept = libraries.used(entries(plugin, core, "libicu.so.73", "libgtk-3.so.0", "libpango.so", "libpython3.11.so.1.0"))
    assert [entry[0] for entry in kept] == [plugin, core, "libicu.so.73", "libpython3.11.so.1.0"]


def test_two_libraries_that_need_each_other_are_no_endless_walk(needs):
    needs |= {"one.so": ["liba.so"], "liba.so": ["libb.so"], "libb.so": ["liba.so"]}
    assert len(libraries.used(entries("folder/one.so", "liba.so", "libb.so"))) == 3


def test_a_link_goes_where_its_library_goes(needs):
    needs |= {"one.so": ["liba.so"]}
    links = [("liba.so", "pillow.libs/liba.so", "SYMLINK"), ("libb.so", "pillow.libs/libb.so", "SYMLINK")]
    kept = libraries.used([*entries("PIL/one.so", "pillow.libs/liba.so", "pillow.libs/libb.so"), *links])
    assert [entry[0] for entry in kept] == ["PIL/one.so", "pillow.libs/liba.so", "liba.so"]


def test_the_system_keeps_what_fits_its_drivers(needs):
    needs |= {"one.so": ["libGL.so.1", "libxcb.so.1", "libxcb-cursor.so.0"]}
    kept = libraries.used(entries("folder/one.so", "libGL.so.1", "libxcb.so.1", "libxcb-cursor.so.0"))
    assert [entry[0] for entry in kept] == ["folder/one.so", "libxcb-cursor.so.0"]


@pytest.mark.skipif(sys.platform != "linux", reason="Debian's packages")
def test_a_package_is_asked_for_from_the_version_that_has_the_symbols(monkeypatch, tmp_path):
    (tmp_path / "libc6:amd64.symbols").write_text(
        "libc.so.6 libc6 #MINVER#\n GLIBC_2.2.5@GLIBC_2.2.5 2.2.5\n GLIBC_2.34@GLIBC_2.34 2.34\n"
        " GLIBC_2.4@GLIBC_2.4 2.4\n"
    )
    monkeypatch.setattr(libraries, "INFO", tmp_path)
    monkeypatch.setattr(libraries, "holder", {"libc.so.6": "libc6", "libm.so.6": "libc6", "libGL.so.1": "libgl1"}.get)
    wanted = {
        "libc.so.6": frozenset({"GLIBC_2.2.5", "GLIBC_2.4"}),
        "libm.so.6": frozenset({"GLIBC_2.34"}),
        "libGL.so.1": frozenset(),
    }
    assert libraries.packages(wanted) == {"libc6": "2.34", "libgl1": ""}


def test_a_library_that_is_nowhere_ends_the_build_by_name(monkeypatch):
    monkeypatch.setattr(libraries, "holder", lambda name: "")
    with pytest.raises(SystemExit, match=r"libodd\.so\.1"):
        libraries.packages({"libodd.so.1": frozenset()})


def test_what_the_built_program_starts_gets_the_system_s_libraries():
    script = Path(libraries.__file__).with_name("frozen_environment.py")
    told = f"import os, runpy; runpy.run_path({str(script)!r}); print(os.environ.get('LD_LIBRARY_PATH'))"
    for before, after in (({}, "None"), ({"LD_LIBRARY_PATH_ORIG": "/opt/own"}, "/opt/own")):
        environment = {"LD_LIBRARY_PATH": "/opt/shangquan/_internal", **before}
        command = [sys.executable, "-c", told]
        assert (
            subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout == f"{after}\n"
        )
