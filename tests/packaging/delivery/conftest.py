"""A bare Debian, and in it the package: as `packaging/dev.py build --prove` asks for it, and only then."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
BARE = ROOT / "build/bare"
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT / "tests/data/schemas"), str(Path(__file__).parent)]


def pytest_addoption(parser):
    parser.addoption("--package", help="the .deb to prove")


@pytest.fixture(autouse=True, scope="session")
def clock_of_children():
    """The installed program has the machine's clock, and so has what it is compared with."""


@pytest.fixture(scope="session")
def package(request):
    given = request.config.getoption("--package")
    if not given:
        pytest.exit("This proof is run by: python3 packaging/dev.py build --prove", returncode=2)
    return Path(given)


@pytest.fixture(scope="session")
def debian(package, tmp_path_factory):
    """A fresh Debian 12 with no more than its essential packages and one ordinary user."""
    from bare_debian import Debian

    if not BARE.exists():
        draft = BARE.with_name("bare.new")
        shutil.rmtree(draft, ignore_errors=True)
        subprocess.run(["debootstrap", "--variant=minbase", "bookworm", draft], check=True, stdout=subprocess.DEVNULL)
        draft.rename(BARE)
    with Debian(BARE, tmp_path_factory.mktemp("debian") / "root") as made:
        yield made
