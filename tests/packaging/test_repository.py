"""What is committed: locks without addresses, fonts never rewritten, names that say something, no machine's paths."""

import hashlib
import re
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LOCKS = (
    *("requirements.lock", "requirements-dev.lock"),
    *("requirements-glibc228.lock", "requirements-dev-glibc228.lock"),
)
PIN = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^/]+)? \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")
SOURCE = re.compile(r" +# +(via( [\w.-]+)?|via -r packaging/[\w-]+\.in|[\w.-]+|-r packaging/[\w-]+\.in)")
VAGUE = {"util", "utils", "helper", "helpers", "manager", "base", "common", "misc"}
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|work|mnt|tmp/\w)\w*/|[A-Z]:\\{1,2}Users\\", re.ASCII)
REGISTRY = re.compile(r"pypi[.]org|pythonhosted[.]org|[-]index-url|[-]find-links")


@cache
def tracked() -> tuple[Path, ...]:
    """Every committed file."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    return tuple(ROOT / name for name in listing.decode().split("\0") if name)


def texts():
    """Every committed text with its path."""
    for path in tracked():
        content = path.read_bytes() if path.is_file() else b""
        if b"\0" not in content:
            yield path.relative_to(ROOT).as_posix(), content.decode("utf-8")


def pins(lock: str) -> dict[str, str]:
    lines = (ROOT / "packaging" / lock).read_text().splitlines()
    return dict(line.split(" ")[0].split("==") for line in lines if "==" in line and not line.startswith(" "))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_only(lock):
    lines = (ROOT / "packaging" / lock).read_text().splitlines()
    assert [line for line in lines if not any(form.fullmatch(line) for form in (PIN, HASH, SOURCE))] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_is_hashed(lock):
    lines = (ROOT / "packaging" / lock).read_text().splitlines()
    after = [following for line, following in pairwise(lines) if PIN.fullmatch(line)]
    assert len(after) == len(pins(lock))
    assert all(HASH.fullmatch(line) for line in after)


@pytest.mark.parametrize("run", [0, 2])
def test_what_is_run_is_what_is_developed_with(run):
    assert pins(LOCKS[run]).items() <= pins(LOCKS[run + 1]).items()


def test_qt_is_the_release_that_does_not_kill_python_3_11():
    assert pins(LOCKS[0])["pyside6-essentials"] == "6.11.2"


def test_no_text_names_a_machine_or_a_registry():
    found = {name: hit[0] for name, text in texts() if (hit := MACHINE.search(text) or REGISTRY.search(text))}
    assert found == {}


@pytest.mark.parametrize(("slash", "parts"), [("/", '" home wang'), ("/", "see= root .cache"), ("\\", "C: Users wang")])
def test_a_path_of_a_machine_would_be_found(slash, parts):
    assert MACHINE.search(parts.replace(" ", slash) + slash)


def test_file_names_say_what_is_inside():
    assert [path.name for path in tracked() if path.stem.lower() in VAGUE] == []


def test_the_fonts_are_the_ones_first_committed():
    listed = dict(
        reversed(line.split("  ")) for line in Path(__file__).with_name("fonts.sha256").read_text().splitlines()
    )
    fonts = [path for path in tracked() if "resources/fonts" in path.as_posix()]
    assert {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in fonts} == listed
