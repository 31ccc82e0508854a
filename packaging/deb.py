"""The built program as a Debian package: /opt/shangquan, a command, a menu entry, icons and the licences."""

import hashlib
import importlib.metadata
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import libraries

NAME = "shangquan"
HERE = Path(__file__).parent
PARTS = HERE / "deb"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
DOCUMENTS = Path("/usr/share/doc")
NOTE = """\
商圈党群服务台。本包内另有下列部分，各按其许可证；文本在旁边的 licences 文件夹里。
Qt 6, PySide6 and shiboken6: LGPL-3 (/usr/share/common-licenses/LGPL-3). They are separate files below
/opt/shangquan/_internal/PySide6 and may be replaced by other builds of the same version.
Fonts and icons: the licences lie beside them in /opt/shangquan/_internal/resources.
Python: PSF-2.

"""


def lay_out(program: Path, tree: Path, version: str) -> None:
    """Put the package's files below `tree` as they will lie below /, and what dpkg wants to know of them."""
    shutil.copytree(program, tree / "opt" / NAME, symlinks=True)
    _place(PARTS / f"{NAME}.desktop", tree / f"usr/share/applications/{NAME}.desktop")
    _place(PARTS / f"{NAME}.xml", tree / f"usr/share/mime/packages/{NAME}.xml")
    command = tree / f"usr/bin/{NAME}"
    command.parent.mkdir(parents=True)
    command.symlink_to(f"/opt/{NAME}/{NAME}")
    draw_icons(tree / "usr/share/icons/hicolor")
    copy_licences(program, tree / "usr/share/doc" / NAME)
    describe(tree, control(version, architecture(), depends(program), _kib(tree)))


def describe(tree: Path, said: str) -> None:
    """Write what dpkg reads: the control file and the sums of all other files."""
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n" for path in files]
    folder = tree / "DEBIAN"
    folder.mkdir()
    (folder / "control").write_text(said, "utf-8")
    (folder / "md5sums").write_text("".join(sums), "utf-8")


def control(version: str, machine: str, needs: Iterable[str], kib: int) -> str:
    """The control file; `machine` is dpkg's word for it, such as "amd64"."""
    form = (PARTS / "control").read_text("utf-8")
    return form.format(version=version, architecture=machine, depends=", ".join(needs), kib=kib)


def depends(program: Path) -> list[str]:
    """What the package asks of the system, such as "libc6 (>= 2.35)": the libraries the program does not carry."""
    found = libraries.packages(libraries.missing(program))
    return [f"{package} (>= {version})" if version else package for package, version in sorted(found.items())]


def architecture() -> str:
    """The word of this system's dpkg for the machine."""
    return _said("dpkg", "--print-architecture").strip()


def pack(tree: Path, target: Path, moment: int, compression: str = "xz") -> None:
    """Write the package; `moment`, seconds since 1970, is the time of every file in it, so that a repeat is equal."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
    command = ["dpkg-deb", f"-Z{compression}", "--root-owner-group", "--build", tree, target]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def copy_licences(program: Path, folder: Path) -> None:
    """Put beside the note the licences of the Python packages and of the system's libraries that are carried."""
    for package in _pins():
        for file in importlib.metadata.files(package) or ():
            if "licenses" in file.parts:
                _place(Path(str(file.locate())), folder / "licences" / package / file.name)
    for path in sorted(program.glob("_internal/lib*.so*")):
        if not path.is_symlink() and (package := libraries.holder(path.name)):
            _place(DOCUMENTS / package / "copyright", folder / "licences" / package / "copyright")
    (folder / "copyright").write_text(
        NOTE + "\n".join(sorted(each.name for each in (folder / "licences").iterdir())) + "\n"
    )


def draw_icons(folder: Path) -> None:
    """The mark of the program in the sizes of a menu; needs a QApplication."""
    from PySide6.QtCore import Qt

    from app.ui.kit import icons

    mark = icons.brand().pixmap(256)
    for size in ICON_SIZES:
        target = folder / f"{size}x{size}/apps/{NAME}.png"
        target.parent.mkdir(parents=True)
        smooth = Qt.TransformationMode.SmoothTransformation
        mark.scaled(size, size, Qt.AspectRatioMode.KeepAspectRatio, smooth).save(str(target))


def _pins() -> list[str]:
    lock = (HERE / "requirements.lock").read_text("utf-8")
    return re.findall(r"^([\w-]+)==\S+ \\$", lock, re.MULTILINE)


def _place(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _kib(tree: Path) -> int:
    return sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir()) // 1024


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
