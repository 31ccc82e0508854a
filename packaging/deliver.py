"""Make dist/shangquan and, where there is dpkg-deb, the Debian package; print their sizes and how fast they start.

With --prove the package is then installed in a bare Debian and used there (tests/packaging/delivery); needs root.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
DIST = ROOT / "dist"
PROGRAM = DIST / "shangquan"
FONTS = PROGRAM / "_internal/resources/fonts"
LIMIT = 170_000_000
"""Bytes of the program without its fonts."""
PROOF = "tests/packaging/delivery/prove_package.py"


def main(words: list[str]) -> int:
    """Build, measure, and prove if asked to; the exit code. Any other word only tells what can be asked."""
    if set(words) - {"--prove"}:
        print(__doc__.strip())
        return 2
    moment = _moment()
    freeze(moment)
    fits = say_sizes()
    package = make_package(moment) if shutil.which("dpkg-deb") else None
    if sys.platform == "linux":
        _run("packaging/bench_delivery.py")
    if "--prove" in words and package:
        return _run("-m", "pytest", PROOF, "-v", "-s", "-p", "no:randomly", f"--package={package}", check=False)
    return 0 if fits else 1


def freeze(moment: int) -> None:
    """Let PyInstaller make the folder."""
    settings = {"SOURCE_DATE_EPOCH": str(moment), "PYTHONHASHSEED": "1"}
    _run("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN", "packaging/shangquan.spec", **settings)


def say_sizes() -> bool:
    """Print what the folder weighs; whether it keeps to the limit."""
    whole, fonts = _bytes(PROGRAM), _bytes(FONTS)
    print(f"dist/shangquan: {whole / 1e6:.1f} MB, of it fonts {fonts / 1e6:.1f} MB; without fonts", end=" ")
    print(f"{(whole - fonts) / 1e6:.1f} MB of {LIMIT / 1e6:.0f} MB allowed")
    parts = {path.name: _bytes(path) for path in (PROGRAM / "_internal").iterdir() if not path.is_symlink()}
    largest = sorted({**parts, PROGRAM.name: _bytes(PROGRAM / PROGRAM.name)}.items(), key=lambda part: -part[1])
    print("  ".join(f"{name} {size / 1e6:.1f}" for name, size in largest[:12]), flush=True)
    return whole - fonts <= LIMIT


def make_package(moment: int) -> Path:
    """Write dist/shangquan_VERSION_ARCHITECTURE.deb; returns it."""
    import deb
    from PySide6.QtWidgets import QApplication

    import app
    from app.ui.kit import theme

    screen = QApplication([])
    theme.apply(screen, 11, False)
    target = DIST / f"{deb.NAME}_{app.__version__}_{deb.architecture()}.deb"
    with tempfile.TemporaryDirectory(dir=DIST) as folder:
        tree = Path(folder, "tree")
        deb.lay_out(PROGRAM, tree, app.__version__)
        print((tree / "DEBIAN/control").read_text("utf-8"))
        deb.pack(tree, target, moment)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.1f} MB", flush=True)
    return target


def _moment() -> int:
    """SOURCE_DATE_EPOCH, or when the last commit was made, or where there is no git when the version was written."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    if not shutil.which("git") or not (ROOT / ".git").exists():
        return int((ROOT / "app/__init__.py").stat().st_mtime)
    said = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(said.stdout)


def _bytes(place: Path) -> int:
    """What a file, or all files of a folder, weigh; a link weighs next to nothing."""
    return sum(path.lstat().st_size for path in [place, *place.rglob("*")] if path.is_symlink() or path.is_file())


def _run(*arguments: str | Path, check: bool = True, **environment: str) -> int:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=check).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
