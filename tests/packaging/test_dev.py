"""The set-up script on machines that lack this or that; no network, nothing installed."""

import ast
import importlib.util
import io
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent.parent / "packaging" / "dev.py"
INSTALL = "sudo apt-get update && sudo apt-get install -y --no-install-recommends "


@pytest.fixture
def dev(tmp_path, monkeypatch):
    """The script as a module that believes an empty folder to be the project, and calls nothing."""
    spec = importlib.util.spec_from_file_location("dev", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("ROOT", "PACKAGING", "VENV", "PYTHON", "STAMP", "RUN_LOCK", "DEV_LOCK"):
        monkeypatch.setattr(module, name, tmp_path / getattr(module, name).relative_to(SCRIPT.parent.parent))
    module.called = []
    monkeypatch.setattr(module, "call", lambda *words, **_: module.called.append([str(word) for word in words]) or 0)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv(module.locks.PRETENDED, "2.36")
    monkeypatch.delenv(module.locks.FOLDER, raising=False)
    monkeypatch.setattr(module.locks.platform, "machine", lambda: "x86_64")
    module.PACKAGING.mkdir()
    module.RUN_LOCK.write_text("peewee==4.5.3\n")
    module.DEV_LOCK.write_text("peewee==4.5.3\npytest==9.2.0\n")
    for lock in (module.RUN_LOCK, module.DEV_LOCK):
        module.locks.older(lock).write_text(f"{lock.read_text()}pyside6-essentials==6.9.3\n")
    return module


@pytest.fixture
def with_venv(dev):
    """The environment's Python exists and answers."""
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.touch()
    dev.complaint = lambda *_, **__: ""
    return dev


def replies(dev, *answers):
    """Let the project's Python complain like this, one answer after the other."""
    rest = iter(answers)
    dev.complaint = lambda *_, **__: next(rest)


def installs(dev):
    return [words for words in dev.called if "install" in words]


def become(dev, monkeypatch, *, root=False, sudo=False, apt=True):
    """Be root or a clerk, with or without sudo, on a system with or without apt-get."""
    found = {"sudo": sudo, "apt-get": apt}
    monkeypatch.setattr(dev.os, "geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}" if found[name] else None)
    monkeypatch.setattr(sys, "stdin", io.StringIO())


@pytest.mark.parametrize("old", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
def test_an_older_python_is_told_which_one_is_needed(old, monkeypatch):
    monkeypatch.setattr(sys, "version_info", old)
    with pytest.raises(SystemExit, match=rf"3\.11 or newer is needed; this is {old[0]}\.{old[1]}\.") as end:
        runpy.run_path(str(SCRIPT))
    assert "需要 Python 3.11" in str(end.value)


def test_an_older_python_can_read_the_script():
    ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("words", [[], ["instal"], ["--help"]])
def test_without_a_known_command_all_of_them_are_listed(dev, words):
    with pytest.raises(SystemExit) as end:
        dev.main(words)
    assert all(f"\n{name} " in str(end.value) for name in dev.COMMANDS)


def test_wheels_are_installed_once_by_hash_and_never_built(with_venv):
    with_venv.install_wheels(with_venv.RUN_LOCK)
    with_venv.install_wheels(with_venv.RUN_LOCK)
    (words,) = with_venv.called
    assert words[-1] == str(with_venv.RUN_LOCK)
    assert {"--require-hashes", "--only-binary=:all:"} <= set(words)


@pytest.mark.parametrize("lock", ["RUN_LOCK", "DEV_LOCK"])
def test_a_changed_lock_file_is_installed_again(with_venv, lock):
    with_venv.install_wheels(getattr(with_venv, lock))
    getattr(with_venv, lock).write_text("peewee==4.5.4\n")
    with_venv.install_wheels(getattr(with_venv, lock))
    assert len(with_venv.called) == 2


def test_the_tools_bring_what_running_needs_but_not_the_other_way_round(with_venv):
    with_venv.install_wheels(with_venv.RUN_LOCK)
    assert not with_venv.is_installed(with_venv.DEV_LOCK)
    with_venv.install_wheels(with_venv.DEV_LOCK)
    assert with_venv.is_installed(with_venv.RUN_LOCK)


def test_another_python_installs_again(with_venv, monkeypatch):
    with_venv.install_wheels(with_venv.RUN_LOCK)
    monkeypatch.setattr(sys, "version_info", type("Version", (), {"major": 3, "minor": 99}))
    assert not with_venv.is_installed(with_venv.RUN_LOCK)


def test_an_installation_that_failed_is_tried_again(with_venv):
    with_venv.install_wheels(with_venv.RUN_LOCK)
    with_venv.RUN_LOCK.write_text("peewee==0\n")
    with_venv.call = lambda *_, **__: 1
    with pytest.raises(SystemExit, match="network"):
        with_venv.install_wheels(with_venv.RUN_LOCK)
    with_venv.RUN_LOCK.write_text("peewee==4.5.3\n")
    assert not with_venv.is_installed(with_venv.RUN_LOCK)


def test_an_environment_that_answers_is_kept(with_venv):
    with_venv.ensure_venv()
    assert with_venv.called == []


def test_an_environment_whose_python_is_gone_is_made_anew(with_venv):
    replies(with_venv, "No module named pip")
    with_venv.ensure_venv()
    assert with_venv.called == [[sys.executable, "-m", "venv", "--clear", str(with_venv.VENV)]]


def test_debians_python_without_venv_gets_its_package_first(dev, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    become(dev, monkeypatch, root=True)
    dev.ensure_venv()
    update, install, make = dev.called
    assert update == ["apt-get", "update"]
    assert install[-1] == f"python3.{sys.version_info.minor}-venv"
    assert make[1:3] == ["-m", "venv"]


def test_a_machine_whose_qt_starts_is_left_alone(dev):
    replies(dev, "")
    dev.ensure_qt(QT_QPA_PLATFORM="offscreen")
    assert dev.called == []


@pytest.mark.parametrize(("root", "prefix"), [(True, []), (False, ["sudo"])])
def test_missing_libraries_are_installed_after_an_update(dev, monkeypatch, root, prefix):
    replies(dev, "ImportError: libEGL.so.1: cannot open shared object file", "")
    become(dev, monkeypatch, root=root, sudo=True)
    dev.ensure_qt(QT_QPA_PLATFORM="offscreen")
    update, install = [words for words in dev.called if words != ["sudo", "-n", "true"]]
    assert update == [*prefix, "apt-get", "update"]
    assert install[: len(prefix)] == prefix
    assert install[-len(dev.QT_PACKAGES) :] == list(dev.QT_PACKAGES)


@pytest.mark.parametrize("system", [{"sudo": False}, {"root": True, "apt": False}])
def test_who_may_not_install_reads_the_exact_line(dev, monkeypatch, system):
    replies(dev, "ImportError: libEGL.so.1: cannot open shared object file")
    become(dev, monkeypatch, **system)
    with pytest.raises(SystemExit) as end:
        dev.ensure_qt(QT_QPA_PLATFORM="offscreen")
    assert (
        INSTALL + "libglib2.0-0 libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libgssapi-krb5-2 "
        "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libxcb-randr0\n"
    ) in str(end.value)
    assert installs(dev) == []


def test_a_package_that_cannot_be_fetched_ends_with_the_line(dev, monkeypatch):
    become(dev, monkeypatch, root=True)
    dev.call = lambda *words, **_: 100 if "install" in words else 0
    with pytest.raises(SystemExit, match=INSTALL + "python3.11-venv"):
        dev.install_packages(("python3.11-venv",), "Python's venv is not installed")


def test_a_library_still_missing_is_named(dev, monkeypatch):
    replies(dev, *["Traceback\nImportError: libodd.so.1: cannot open shared object file"] * 2)
    become(dev, monkeypatch, root=True)
    with pytest.raises(SystemExit, match=r"still does not start: ImportError: libodd\.so\.1"):
        dev.ensure_qt()


def test_a_complaint_is_what_python_said(dev):
    dev.PYTHON = Path(sys.executable)
    assert dev.complaint("-c", "raise SystemExit('libEGL.so.1 is missing')") == "libEGL.so.1 is missing"
    assert dev.complaint("-c", "print('fine')") == ""
    assert dev.complaint("-c", "raise SystemExit(3)") != ""


def test_without_a_display_the_window_is_refused_in_one_sentence(dev, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SystemExit, match="no display here"):
        dev.main(["run"])
    assert dev.called == []


def test_a_display_that_does_not_answer_is_no_display(dev):
    replies(dev, "qt.qpa.xcb: could not connect to display :9\nNo Qt platform plugin could be initialized.")
    with pytest.raises(SystemExit, match="no display here"):
        dev.ensure_qt()
    assert dev.called == []


def test_arguments_reach_the_tests(with_venv):
    with_venv.main(["test", "-x", "tests/domain"])
    assert with_venv.called[-1][1:] == ["-m", "pytest", "-n", "2", "-x", "tests/domain"]


def test_a_failing_command_fails_the_script(with_venv):
    with_venv.call = lambda *words, **_: 5 if "pytest" in words else 0
    with pytest.raises(SystemExit) as end:
        with_venv.main(["test"])
    assert end.value.code == 5


def test_ci_runs_the_tests_and_nothing_else():
    script = SCRIPT.parent.parent / ".ci" / "run"
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    assert script.stat().st_mode & 0o111
    assert [line for line in script.read_text().splitlines() if "python" in line] == [
        'exec python3 packaging/dev.py test "$@"'
    ]


@pytest.mark.parametrize("command", ["setup", "test", "check"])
def test_a_folder_of_wheels_keeps_pip_from_the_network(with_venv, tmp_path, command):
    with_venv.main([command, "--wheels", str(tmp_path)])
    words = installs(with_venv)[0]
    at = words.index("--no-index")
    assert words[at : at + 3] == ["--no-index", "-f", str(tmp_path)]
    assert {"--require-hashes", "--only-binary=:all:"} <= set(words)
    assert not any(str(tmp_path) in words[1:] and "pytest" in words for words in with_venv.called)


def test_a_folder_that_lacks_a_wheel_is_named(with_venv, tmp_path):
    with_venv.call = lambda *_, **__: 1
    with pytest.raises(SystemExit, match=r"dev\.py wheels DIR") as end:
        with_venv.main(["setup", "--wheels", str(tmp_path)])
    assert f"文件夹“{tmp_path}”" in str(end.value)


def test_an_old_c_library_is_told_which_lock_it_gets(with_venv, monkeypatch, capsys):
    monkeypatch.setenv(with_venv.locks.PRETENDED, "2.28")
    with_venv.main(["setup"])
    assert installs(with_venv)[0][-1].endswith("requirements-dev-glibc228.lock")
    assert "glibc 2.28 is too old for the newest" in capsys.readouterr().out
    assert with_venv.is_installed(with_venv.RUN_LOCK)
    monkeypatch.setenv(with_venv.locks.PRETENDED, "2.36")
    assert not with_venv.is_installed(with_venv.RUN_LOCK)


def test_a_machine_without_wheels_installs_nothing(with_venv, monkeypatch):
    monkeypatch.setattr(with_venv.locks.platform, "machine", lambda: "loongarch64")
    with pytest.raises(SystemExit, match="no wheels of Qt for loongarch64"):
        with_venv.main(["setup"])
    assert with_venv.called == []


def test_wheels_are_fetched_into_the_folder_with_their_checksums(with_venv, tmp_path):
    usb = tmp_path / "usb"
    with_venv.main(["wheels", str(usb), "--platform", "windows", "--python", "3.11"])
    (words,) = with_venv.called
    assert words[1:4] == ["-m", "pip", "download"]
    assert words[words.index("--platform") + 1] == "win_amd64"
    assert (usb / "SHA256SUMS.txt").read_text() == ""


def test_windows_asks_for_no_administrator(dev, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert dev.administrator() is None


def test_types_are_checked_for_windows_too(with_venv):
    with_venv.main(["check"])
    assert [words[3:4] for words in with_venv.called if "mypy" in words] == [[], ["--platform=win32"]]
