"""What a build asks of the system first, what it says of its size, and when the proof runs."""

import sys
from pathlib import Path

import deliver
import dev
import pytest

HERE = Path(__file__).parent


@pytest.fixture
def system(monkeypatch):
    """A Linux that lacks the tools named; keeps what would be installed and run."""
    lacking, asked = set(), []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev, "complaint", lambda *_: "")
    monkeypatch.setattr(dev.shutil, "which", lambda name: None if name in lacking else f"/usr/bin/{name}")
    monkeypatch.setattr(dev, "install_packages", lambda packages, reason: asked.append(set(packages)))
    monkeypatch.setattr(dev, "python", lambda *words, **_: asked.append([str(word) for word in words]))
    return lacking, asked


def test_a_system_that_has_everything_is_left_alone(system):
    dev.main(["build"])
    assert system[1] == [[str(dev.PACKAGING / "deliver.py")]]


def test_building_first_brings_what_the_system_lacks(system):
    lacking, asked = system
    lacking.add("objdump")
    dev.main(["build"])
    assert {"libxcb-cursor0", "libcups2", "binutils", "xvfb"} <= asked[0]
    assert "debootstrap" not in asked[0]


def test_a_plugin_of_qt_that_does_not_load_brings_its_libraries(system, monkeypatch):
    monkeypatch.setattr(dev, "complaint", lambda *_: "OSError: libcups.so.2: cannot open shared object file")
    dev.main(["build"])
    assert "libcups2" in system[1][0]


def test_the_proof_needs_a_bare_debian(system):
    lacking, asked = system
    lacking.add("debootstrap")
    dev.main(["build", "--prove"])
    assert {"debootstrap", "xdotool"} <= asked[0]
    assert asked[1] == [str(dev.PACKAGING / "deliver.py"), "--prove"]


def test_the_proof_is_run_only_when_it_is_asked_for():
    assert (HERE.parents[1] / deliver.PROOF).parent == HERE / "delivery"
    assert (HERE.parents[1] / deliver.PROOF).is_file()
    assert [path for path in (HERE / "delivery").iterdir() if path.name.startswith("test_")] == []


def test_the_fonts_do_not_count_against_the_limit(tmp_path, monkeypatch, capsys):
    fonts = tmp_path / "_internal/resources/fonts"
    fonts.mkdir(parents=True)
    (fonts / "宋体.ttf").write_bytes(b"f" * 900)
    (tmp_path / "shangquan").write_bytes(b"p" * 100)
    (tmp_path / "_internal/link").symlink_to("resources")
    own = 100 + len("resources")
    for name, value in {"PROGRAM": tmp_path, "FONTS": fonts}.items():
        monkeypatch.setattr(deliver, name, value)
    for limit, fits in ((own, True), (own - 1, False)):
        monkeypatch.setattr(deliver, "LIMIT", limit)
        assert deliver.say_sizes() is fits
    assert "resources 0.0" in capsys.readouterr().out


def test_a_word_that_is_not_known_builds_nothing(monkeypatch, capsys):
    monkeypatch.setattr(deliver, "freeze", lambda moment: pytest.fail("it was built"))
    assert deliver.main(["--help"]) == 2
    assert "--prove" in capsys.readouterr().out
