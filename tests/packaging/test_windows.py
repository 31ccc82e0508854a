"""The delivery for Windows, as far as it can be judged on another system: names, texts, versions, the icon."""

import ast
import re
import runpy
import struct
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage

import app
from app.paths import APP_NAME

ROOT = Path(__file__).parent.parent.parent
WINDOWS = ROOT / "packaging" / "windows"
SCRIPT = (WINDOWS / "shangquan.iss").read_text("utf-8-sig")
BATCH = (WINDOWS / "build.cmd").read_text("ascii")
DRESS = runpy.run_path(str(WINDOWS / "dress.py"))
KEPT = {
    *("mb", "name", "name/ver", "MB", "KB", "Windows"),  # filled in by setup, or said so by everybody
    *("A", "B", "D", "F", "I", "K", "M", "N", "O", "R", "S", "T", "Y"),  # keys to press
}


def section(name):
    """The lines of one section of the installer's script without its comments."""
    body = re.search(rf"^\[{name}\]\n(.*?)(?=^\[[A-Z]\w+\]$|\Z)", SCRIPT, re.MULTILINE | re.DOTALL)[1]
    return [line for line in body.splitlines() if line and not line.startswith(";")]


def settings(name):
    return dict(line.split("=", 1) for line in section(name))


@pytest.mark.parametrize("path", sorted(WINDOWS.iterdir()), ids=lambda path: path.name)
def test_each_file_says_that_it_was_not_run(path):
    if path.suffix != ".pyc" and path.is_file():
        head = path.read_text("utf-8-sig")[:600]
        assert re.search(r"Not run( on Windows)?: no Windows machine was at hand", head)


def test_the_compiler_takes_the_script_for_unicode():
    assert (WINDOWS / "shangquan.iss").read_bytes().startswith(b"\xef\xbb\xbf; ")


def test_every_file_the_script_takes_exists_or_is_made_by_the_build():
    spec = (ROOT / "packaging/shangquan.spec").read_text("utf-8")
    assert 'COLLECT(*programs, analysis.binaries, analysis.datas, name="shangquan"' in spec
    assert 'Path(workpath).parent / "windows"' in spec
    named = {re.search(r'Source: "([^"]+)"', line)[1] for line in section("Files")}
    assert named == {r"{#Program}\*"}
    assert '#define Program AddBackslash(SourcePath) + "..\\..\\dist\\shangquan"' in SCRIPT
    assert settings("Setup")["SetupIconFile"] == r"..\..\build\windows\shangquan.ico"
    assert settings("Setup")["OutputDir"] == r"..\..\dist"
    assert {line.split('"')[3] for line in section("Languages")} == {"compiler:Default.isl"}


def test_the_script_starts_what_the_spec_makes():
    started = set(re.findall(r"\{app\}\\([\w-]+)\.exe", SCRIPT))
    spec = (ROOT / "packaging/shangquan.spec").read_text("utf-8")
    assert started <= set(re.findall(r'program\("([\w-]+)"', spec))


def test_the_version_is_the_programs_own():
    assert DRESS["number"]() == app.__version__
    assert "GetStringFileInfo(Program" in SCRIPT
    assert settings("Setup")["AppVersion"] == "{#Version}"
    assert app.__version__ not in SCRIPT + BATCH


def test_the_installer_is_for_one_user_and_asks_for_no_administrator():
    setup = settings("Setup")
    assert setup["PrivilegesRequired"] == "lowest"
    assert "PrivilegesRequiredOverridesAllowed" not in setup
    assert setup["DefaultDirName"].startswith("{localappdata}\\")
    places = [line for name in ("Icons", "Tasks", "Run", "InstallDelete") for line in section(name)]
    assert not any(word in line for line in places for word in ("{common", "{sys}", "{win}", "{pf"))


def test_the_program_holds_the_mutex_the_installer_asks_for():
    assert f'CreateMutexW(None, False, "{settings("Setup")["AppMutex"]}")' in (ROOT / "main.py").read_text("utf-8")


def test_neither_setup_nor_uninstallation_reaches_the_data():
    data = rf"{{localappdata}}\{APP_NAME}"
    assert f'#define Title "{APP_NAME}"' in SCRIPT
    assert "ExpandConstant('{localappdata}\\{#Title}')" in SCRIPT
    assert settings("Setup")["DefaultDirName"] == r"{localappdata}\Programs\shangquan" != data
    assert section("InstallDelete") == [r'Type: filesandordirs; Name: "{app}\_internal"']
    assert "[UninstallDelete]" not in SCRIPT


@pytest.mark.parametrize("name", sorted(settings("Messages")))
def test_every_text_is_chinese_and_keeps_its_blanks(name):
    text = settings("Messages")[name]
    plain = re.sub(r"%[n\d]", " ", text)
    assert re.search("[一-鿿]", plain), text
    assert set(re.findall(r"[A-Za-z/]+", plain)) <= KEPT, text
    assert not re.search("[,;:!?]|\\.\\.", plain), text


def test_the_texts_of_all_pages_shown_are_there():
    shown = """SetupWindowTitle ButtonBack ButtonNext ButtonInstall ButtonCancel ButtonFinish ButtonOK ButtonYes
        ButtonNo WizardSelectTasks SelectTasksDesc SelectTasksLabel2 WizardReady ReadyLabel1 ReadyLabel2a
        ReadyMemoTasks WizardPreparing PreparingDesc ApplicationsFound CloseApplications DontCloseApplications
        WizardInstalling InstallingLabel StatusExtractFiles FinishedHeadingLabel FinishedLabel ClickFinish
        ExitSetupTitle ExitSetupMessage SetupAppRunningError UninstallAppRunningError ConfirmUninstall
        UninstallStatusLabel UninstalledAll"""
    assert set(shown.split()) <= settings("Messages").keys()


def test_the_build_is_the_one_command_and_stops_where_a_step_fails():
    lines = BATCH.splitlines()
    steps = [number for number, line in enumerate(lines) if line.startswith(("py ", '"%ISCC%" /'))]
    assert len(steps) == 2
    assert all(lines[number + 1] == "if errorlevel 1 exit /b 1" for number in steps)
    assert lines[steps[0]] == r"py -3.11 packaging\dev.py build %*"
    named = re.findall(r"packaging\\[\w\\.]+\.(?:py|iss)", BATCH)
    assert all((ROOT / name.replace("\\", "/")).is_file() for name in named)
    assert (WINDOWS / "build.cmd").read_bytes().count(b"\r\n") == len(lines)


def test_the_icon_has_every_size_and_shows_the_mark(qapp, tmp_path):
    with Image.open(DRESS["icon"](tmp_path)) as drawn:
        assert drawn.info["sizes"] == {(size, size) for size in DRESS["SIZES"]}
        for size in drawn.info["sizes"]:
            drawn.size = size
            picture = drawn.convert("RGBA")
            assert picture.getpixel((0, 0))[3] < 80, "the corners are round"
            side = size[0]
            red, green, _, opaque = picture.getpixel((side // 2, side // 12))
            assert (opaque, red > 120, green < 100) == (255, True, True)
            whites = sum(number for number, pixel in picture.getcolors(1 << 16) if min(pixel) > 200)
            assert whites > side * side / 20, "the letter is there"


def test_a_picture_of_the_icon_is_kept_from_below(qapp):
    image = QImage(16, 16, QImage.Format.Format_ARGB32)
    image.fill(0)
    image.setPixel(0, 0, 0xFF112233)
    kept = DRESS["_bitmap"](image)
    assert struct.unpack("<3I2H", kept[:16]) == (40, 16, 32, 1, 32)
    assert kept[40 + 15 * 64 :][:4] == b"\x33\x22\x11\xff"
    assert len(kept) == 40 + 16 * 64 + 16 * 4


def test_the_properties_of_the_file_tell_the_version(tmp_path):
    path = DRESS["version"](tmp_path)
    told: dict[str, object] = {}
    makers = {
        "StringStruct": lambda key, word: told.update({key: word}),
        "FixedFileInfo": lambda **given: told.update(given),
        **{name: lambda *_, **__: None for name in ("VSVersionInfo", "StringFileInfo", "StringTable")},
        **{name: lambda *_, **__: None for name in ("VarFileInfo", "VarStruct")},
    }
    eval(compile(ast.parse(Path(path).read_text("utf-8"), mode="eval"), "version.txt", "eval"), makers)
    assert told["ProductVersion"] == told["FileVersion"] == app.__version__
    assert told["filevers"][:3] == tuple(int(part) for part in app.__version__.split("."))
    assert len(told["filevers"]) == 4
    assert told["ProductName"] == APP_NAME


def test_the_spec_asks_for_the_dress_on_windows_alone():
    tree = ast.parse((ROOT / "packaging/shangquan.spec").read_text("utf-8"))
    guards = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "'win32'" in ast.unparse(node.test)]
    guarded = {id(node) for guard in guards for part in guard.body for node in ast.walk(part)}
    asked = [
        node for node in ast.walk(tree) if "dress" in ast.unparse(node) and isinstance(node, ast.Import | ast.Call)
    ]
    assert {ast.unparse(node) for node in asked} == {"import dress", "dress.icon(folder)", "dress.version(folder)"}
    assert all(id(node) in guarded for node in asked)
