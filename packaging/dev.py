"""From an empty clone to the window, the tests and the delivery, with the standard library alone.

    python3 packaging/dev.py COMMAND [ARGUMENTS]

run       open the window (arguments go to main.py)
test      run the tests without a screen (arguments go to pytest)
setup     only prepare .venv and the system's libraries
check     formatting, style, types and tests
bench     print the measured speeds; with --faults what kills, power cuts and turned bits leave behind
pictures  draw every page, dialog and document into the folder named
build     make dist/shangquan, a folder that runs without Python, and of it a .deb; print sizes and how fast it starts;
          with --prove install the package in a bare Debian and use it there (as root; downloads that Debian)
wheels    download the locked wheels into the folder named; --platform and --python choose for which machine
lock      resolve the packages anew (arguments go to uv, such as --upgrade)

With --wheels DIR (or SHANGQUAN_WHEELS set to it) packages come from that folder and never from the network.
Where glibc is older than 2.34 an older Qt is taken; SHANGQUAN_GLIBC=2.28 has it taken elsewhere, to try it.
"""

import sys

# Older Pythons must be able to read this file as far as here, and therefore to parse all of it.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "Python 3.11 or newer is needed; this is %d.%d. Try: python3.11 packaging/dev.py\n"  # noqa: UP031
        "需要 Python 3.11 或更新的版本，现在是 %d.%d。" % (sys.version_info[:2] * 2)
    )

import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NoReturn

import locks

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
STAMP = VENV / "installed.txt"
RUN_LOCK = PACKAGING / "requirements.lock"
DEV_LOCK = PACKAGING / "requirements-dev.lock"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}

QT_PACKAGES = (
    *("libglib2.0-0", "libegl1", "libgl1", "libdbus-1-3", "libfontconfig1", "libxkbcommon0", "libgssapi-krb5-2"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0", "libxcb-randr0"),
)
BUILD_PACKAGES = (
    *QT_PACKAGES,
    *("libcups2", "libwayland-client0", "libwayland-cursor0", "libwayland-egl1", "binutils", "xvfb"),
)
PROOF_PACKAGES = ("debootstrap", "xdotool")
LOAD_QT = """
import ctypes, pathlib, PySide6
for plugin in ("platforms/libqxcb", "platforms/libqwayland", "printsupport/libcupsprintersupport"):
    ctypes.CDLL(pathlib.Path(PySide6.__file__).parent / f"Qt/plugins/{plugin}.so")
"""
START_QT = "import PySide6.QtPrintSupport, PySide6.QtWidgets as widgets; widgets.QApplication([])"
NO_DISPLAY = (
    "There is no display here to open a window on: type this line in a terminal of the desktop.",
    "这里没有图形桌面，无法打开窗口。请登录桌面后在终端里重试；无窗口的命令见 README.md。",
)


def stop(english: str, chinese: str) -> NoReturn:
    """End here, saying why and what to do in both languages."""
    sys.exit(f"{english}\n{chinese}")


def call(*command: str | Path, **environment: str) -> int:
    """Run a command in the project's folder and give its exit code."""
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def python(*arguments: str | Path, **environment: str) -> None:
    """Run the project's own Python; if that fails, so does this script."""
    code = call(PYTHON, *arguments, **environment)
    if code:
        sys.exit(code)


def complaint(*arguments: str, **environment: str) -> str:
    """What the project's Python says when it fails at this; empty if it succeeds."""
    trial = subprocess.run([PYTHON, *arguments], env={**os.environ, **environment}, capture_output=True, check=False)
    words = trial.stderr.decode("utf-8", "replace").strip()
    return (words or "it ended without a word") if trial.returncode else ""


def apt_line(packages: tuple[str, ...]) -> str:
    """What an administrator of a Debian-like system would type."""
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def administrator() -> list[str] | None:
    """The words that make a command run as root: none for root itself, sudo where it would answer, else None."""
    if sys.platform == "win32":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and (sys.stdin.isatty() or call("sudo", "-n", "true") == 0):
        return ["sudo"]
    return None


def install_packages(packages: tuple[str, ...], reason: str) -> None:
    """Install Debian packages, or end with the exact line to type."""
    prefix = administrator() if shutil.which("apt-get") else None
    if prefix is not None:
        print(f"{reason}: installing {' '.join(packages)}", flush=True)
        call(*prefix, "apt-get", "update")
        line = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "--no-install-recommends"]
        if call(*line, *packages) == 0:
            return
    stop(
        f"{reason}. Type this line, then start again:\n    {apt_line(packages)}",
        "缺少系统组件。请由管理员执行上面这一行，再重新启动；其他发行版请安装名称相近的软件包。",
    )


def ensure_venv() -> None:
    """Make .venv, or make it anew where its Python no longer answers."""
    if PYTHON.exists() and not complaint("-m", "pip", "--version"):
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        install_packages((f"python3.{sys.version_info.minor}-venv",), "Python's venv is not installed")
    print("Making .venv", flush=True)
    if call(sys.executable, "-m", "venv", "--clear", VENV):
        stop("The environment .venv could not be made; the lines above say why.", "未能建立运行环境，原因见上。")


def digest(lock: Path) -> str:
    """What a finished installation is known by: the lock file's hash and the Python it was made with."""
    return f"{hashlib.sha256(lock.read_bytes()).hexdigest()} Python {sys.version_info.major}.{sys.version_info.minor}\n"


def is_installed(lock: Path) -> bool:
    """Whether .venv holds what the lock file says now; the lock for development holds what running needs as well."""
    enough = {digest(locks.serving(each)) for each in (lock, DEV_LOCK)}
    return PYTHON.exists() and STAMP.is_file() and STAMP.read_text() in enough


def install_wheels(lock: Path) -> None:
    """Install a lock file's wheels unless that was done before; every wheel must have the recorded hash."""
    if is_installed(lock):
        return
    reasons = locks.obstacle()
    if reasons:
        stop(*reasons)
    ensure_venv()
    STAMP.unlink(missing_ok=True)
    chosen = locks.serving(lock)
    print(f"Installing the wheels of {chosen.name}{locks.remark(lock)}", flush=True)
    form = ["--require-hashes", "--only-binary=:all:", *locks.source(), "-r", str(chosen)]
    if call(PYTHON, "-m", "pip", "install", "-q", *form):
        stop(*locks.failure())
    STAMP.write_text(digest(chosen))


def ensure_display() -> None:
    """End with one sentence where no window can be opened."""
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        stop(*NO_DISPLAY)


def ensure_qt(**environment: str) -> None:
    """See that Qt starts under this environment, after installing the system's libraries if need be."""
    words = complaint("-c", START_QT, **environment) if sys.platform == "linux" else ""
    if not words:
        return
    if "could not connect to display" in words:
        stop(*NO_DISPLAY)
    install_packages(QT_PACKAGES, "Qt lacks libraries of the system")
    words = complaint("-c", START_QT, **environment)
    if words:
        stop(f"Qt still does not start: {words.splitlines()[-1]}", "图形组件仍无法启动，原因见上。")


def prepare() -> None:
    """Everything the work on the program needs, on a machine that had none of it."""
    install_wheels(DEV_LOCK)
    ensure_qt(**OFFSCREEN)


def setup(arguments: list[str]) -> None:
    prepare()
    print(f"Ready: {PYTHON}")


def run(arguments: list[str]) -> None:
    ensure_display()
    install_wheels(RUN_LOCK)
    ensure_qt()
    python("main.py", *arguments)


def test(arguments: list[str]) -> None:
    prepare()
    python("-m", "pytest", "-n", "2", *arguments, **OFFSCREEN)


def check(arguments: list[str]) -> None:
    prepare()
    python("-m", "ruff", "format", "--check")
    python("-m", "ruff", "check")
    python("-m", "mypy")
    python("-m", "mypy", "--platform=win32", "--cache-dir=.mypy_cache/win32")
    test(arguments)


def bench(arguments: list[str]) -> None:
    prepare()
    python(PACKAGING / "bench.py", *arguments, **OFFSCREEN)


def pictures(arguments: list[str]) -> None:
    prepare()
    python(PACKAGING / "pictures.py", *arguments, **OFFSCREEN)


def build(arguments: list[str]) -> None:
    prepare()
    tools = ["objdump", "Xvfb"] + ["debootstrap", "xdotool"] * ("--prove" in arguments)
    if sys.platform == "linux" and (not all(map(shutil.which, tools)) or complaint("-c", LOAD_QT)):
        wanted = BUILD_PACKAGES + PROOF_PACKAGES * ("--prove" in arguments)
        install_packages(wanted, "Building needs more of the system")
    python(PACKAGING / "deliver.py", *arguments, **OFFSCREEN)


def wheels(arguments: list[str]) -> None:
    """Download what the lock for development names, for this machine or another, with a list of checksums."""
    asked = locks.wanted(arguments)
    ensure_venv()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        pins = Path(place) / "pins.txt"
        pins.write_text(locks.pinned(DEV_LOCK, asked.platform), "utf-8")
        if call(PYTHON, "-m", "pip", *locks.download(asked, pins)):
            stop("The wheels could not be downloaded; the lines above say why.", "未能下载所需组件，原因见上。")
    print(f"{locks.write_sums(asked.folder)} wheels and {locks.SUMS} are in {asked.folder}")


def lock(arguments: list[str]) -> None:
    """Write the lock files: names, versions and hashes, and no address."""
    form = ["--python-version=3.11", "--generate-hashes", "--no-header", "--quiet", *arguments]
    with tempfile.TemporaryDirectory() as folder:
        uv = Path(folder) / PYTHON.relative_to(VENV)
        if call(sys.executable, "-m", "venv", folder) or call(uv, "-m", "pip", "install", "-q", "uv"):
            stop("uv could not be installed; the lines above say why.", "未能安装 uv，原因见上。")
        for target, sources in {RUN_LOCK: ["requirements"], DEV_LOCK: ["requirements", "requirements-dev"]}.items():
            paths = [f"packaging/{name}.in" for name in sources]
            for written, words in locks.resolutions(target):
                if call(uv, "-m", "uv", "pip", "compile", *form, *words, *paths, "-o", written.relative_to(ROOT)):
                    stop("The packages do not resolve; the lines above say why.", "依赖无法解析，原因见上。")


COMMANDS = {each.__name__: each for each in (run, test, setup, check, bench, pictures, build, wheels, lock)}


def main(words: list[str]) -> None:
    """Carry out one command; without a known one, say which there are."""
    if not words or words[0] not in COMMANDS:
        sys.exit(__doc__.strip())
    try:
        words = locks.take_folder(words)
    except ValueError:
        stop("--wheels needs the folder that holds the wheels.", "--wheels 后面要写存放安装包的文件夹。")
    try:
        COMMANDS[words[0]](words[1:])
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1:])
