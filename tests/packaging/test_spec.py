"""What the spec keeps and drops, tried with the names that files have on Windows; PyInstaller itself is not run."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

SPEC = Path(__file__).parent.parent.parent / "packaging" / "shangquan.spec"
KEPT = (
    *("vcruntime140.dll", "python311.dll", "sqlcipher3/_sqlite3.cp311-win_amd64.pyd", "_argon2_cffi_bindings/_ffi.pyd"),
    *(
        "zxingcpp.cp311-win_amd64.pyd",
        "pypdfium2_raw/pdfium.dll",
        "python_calamine/_python_calamine.cp311-win_amd64.pyd",
    ),
    *("PySide6/Qt6Core.dll", "PySide6/Qt6Gui.dll", "PySide6/Qt6Widgets.dll", "PySide6/Qt6PrintSupport.dll"),
    *("PySide6/Qt6Svg.dll", "PySide6/QtCore.pyd", "PySide6/pyside6.abi3.dll", "PySide6/msvcp140.dll"),
    *("PySide6/plugins/platforms/qwindows.dll", "PySide6/plugins/imageformats/qjpeg.dll"),
    *("PySide6/plugins/styles/qmodernwindowsstyle.dll", "PySide6/plugins/iconengines/qsvgicon.dll"),
)
DROPPED = (
    *("PySide6/opengl32sw.dll", "PySide6/Qt6Quick.dll", "PySide6/Qt6Qml.dll", "PySide6/Qt6VirtualKeyboard.dll"),
    *("PySide6/plugins/platforms/qdirect2d.dll", "PySide6/plugins/imageformats/qpdf.dll"),
    *("PySide6/plugins/networkinformation/qnetworklistmanager.dll",),
    "PySide6/plugins/platforminputcontexts/qtvirtualkeyboardplugin.dll",
)
DATA = (
    *("PySide6/translations/qtbase_zh_CN.qm", "pypdfium2/version.json"),
    *("pypinyin/pinyin_dict.json", "pypinyin/phrases_dict.json"),
)
MODULES = ("chinese_calendar.constants", "reportlab.pdfbase.ttfonts", "stdnum.cn.uscc", "playhouse.migrations")


def entries(names):
    """As PyInstaller lists files on Windows."""
    return [(name.replace("/", "\\"), name, "BINARY") for name in names]


@pytest.fixture
def built(monkeypatch, tmp_path):
    """Let the spec believe to be run on Windows with these files; what it made, by name."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "path", list(sys.path))
    dress = SimpleNamespace(icon=lambda folder: f"{folder}/ico", version=lambda folder: f"{folder}/version")
    monkeypatch.setitem(sys.modules, "dress", dress)
    warnings = tmp_path / "warn.txt"
    warnings.write_text("")
    config = SimpleNamespace(CONF={"warnfile": str(warnings), "workpath": str(tmp_path / "build" / "shangquan")})
    for name in ("PyInstaller", "PyInstaller.config"):
        monkeypatch.setitem(sys.modules, name, config)

    def build(binaries):
        made = SimpleNamespace(programs=[], collected=[])

        def analysis(scripts, *, datas, **_):
            own = [(f"{folder}/{Path(source).name}", source, "DATA") for source, folder in datas]
            own += [
                (f"{folder}/{path.name}", str(path), "DATA") for _, folder in datas[:1] for path in walk(datas[0][0])
            ]
            pure = [(name, "", "PYMODULE") for name in MODULES]
            return SimpleNamespace(scripts=scripts, binaries=binaries, datas=[*own, *entries(DATA)], pure=pure)

        def exe(*_, name, console, **worn):
            made.programs.append((name, console, Path(worn["icon"]).parent, Path(worn["version"]).name))
            return name

        def collect(*parts, name, **_):
            made.collected += [
                entry[0].replace("\\", "/") for part in parts if isinstance(part, list) for entry in part
            ]

        space = {"SPECPATH": str(SPEC.parent), "workpath": str(tmp_path / "build" / "shangquan")}
        space |= {"Analysis": analysis, "PYZ": list, "EXE": exe, "COLLECT": collect}
        exec(compile(SPEC.read_text("utf-8"), SPEC.name, "exec"), space)
        return made

    return build


def walk(folder):
    return sorted(path for path in Path(folder).iterdir() if path.is_file())


def test_on_windows_qt_is_carried_as_far_as_it_is_used(built):
    made = built(entries((*KEPT, *DROPPED)))
    assert set(KEPT) <= set(made.collected)
    assert set(DROPPED).isdisjoint(made.collected)


def test_on_windows_the_window_and_the_commands_are_two_programs_in_the_same_dress(built, tmp_path):
    worn = tmp_path / "build" / "windows", "version"
    assert built(entries(KEPT)).programs == [("shangquan", False, *worn), ("shangquan-command", True, *worn)]


@pytest.mark.parametrize("name", ["PySide6/plugins/platforms/qwindows.dll", "PySide6/Qt6PrintSupport.dll"])
def test_a_build_that_lacks_what_is_loaded_by_name_is_refused(built, name):
    with pytest.raises(SystemExit, match=r"The build lacks: .*" + Path(name).stem):
        built(entries(each for each in KEPT if each != name))
