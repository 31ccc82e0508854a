"""How the program starts: the input method that Qt is told to ask."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

from app import start

ROOT = Path(__file__).parent.parent


@pytest.fixture
def plugins(tmp_path, monkeypatch):
    """A folder where Qt looks for plugins; gives a way to put one for an input method into it."""
    monkeypatch.setattr(QLibraryInfo, "path", lambda kind: str(tmp_path))
    inputs = tmp_path / "platforminputcontexts"
    inputs.mkdir()
    return lambda name: (inputs / f"lib{name}platforminputcontextplugin.so").touch()


@pytest.mark.parametrize("wanted", ["fcitx", "fcitx5"])
def test_without_the_plugin_of_fcitx_ibus_speaks_for_it(plugins, monkeypatch, wanted):
    monkeypatch.setenv("QT_IM_MODULE", wanted)
    plugins("ibus")
    monkeypatch.delenv("IBUS_USE_PORTAL", raising=False)
    start._choose_input_method()
    assert os.environ["QT_IM_MODULE"] == "ibus"
    assert os.environ.pop("IBUS_USE_PORTAL") == "1"


def test_in_a_list_of_input_methods_ibus_takes_the_place_of_fcitx(plugins, monkeypatch):
    monkeypatch.setenv("QT_IM_MODULES", "wayland;fcitx5;xim")
    monkeypatch.setenv("IBUS_USE_PORTAL", "0")
    start._choose_input_method()
    assert os.environ["QT_IM_MODULES"] == "wayland;ibus;xim"
    assert os.environ["IBUS_USE_PORTAL"] == "0"


@pytest.mark.parametrize("wanted", ["fcitx", "fcitx5"])
def test_with_its_plugin_fcitx_stays(plugins, monkeypatch, wanted):
    monkeypatch.setenv("QT_IM_MODULE", wanted)
    plugins("fcitx5")
    start._choose_input_method()
    assert os.environ["QT_IM_MODULE"] == wanted


@pytest.mark.parametrize("wanted", ["ibus", "compose", ""])
def test_any_other_input_method_is_left_alone(plugins, monkeypatch, wanted):
    monkeypatch.setenv("QT_IM_MODULE", wanted)
    start._choose_input_method()
    assert os.environ["QT_IM_MODULE"] == wanted


def test_where_none_is_named_none_is_named_afterwards(plugins, monkeypatch):
    monkeypatch.delenv("QT_IM_MODULE", raising=False)
    start._choose_input_method()
    assert "QT_IM_MODULE" not in os.environ


@pytest.mark.parametrize(
    ("arguments", "said"), [([], "None False False\n"), (["--data", "folder", "--demo"], "folder True True\n")]
)
def test_the_window_opens_without_knowing_the_commands_unless_something_was_asked(arguments, said):
    script = (
        "import sys, main; from app import start\n"
        "start.run = lambda data, *, demo: print(data, demo, 'app.cli' in sys.modules)\n"
        f"main.main({arguments})"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == said


def test_importing_a_module_does_not_read_its_source():
    """Qt for Python would, of each, on every start."""
    asked = "import app.start, builtins; print(builtins.__import__.__name__)"
    started = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert started.stdout != "__feature_import__\n"
