"""A Debian in a folder: what is typed there as root, and as a clerk whose home has a space and Chinese in its name."""

import os
import subprocess
from pathlib import Path

USER, HOME = 1000, "/srv/窗口 一号"
PLAIN = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive"}


class Debian:
    """A copy of a bare system for as long as the `with` lasts; nothing in it is started on its own."""

    def __init__(self, bare: Path, root: Path) -> None:
        self.root = root
        subprocess.run(["cp", "-a", bare, root], check=True)

    def __enter__(self) -> "Debian":
        subprocess.run(["mount", "-t", "proc", "proc", self.root / "proc"], check=True)
        (self.root / "etc/resolv.conf").write_bytes(Path("/etc/resolv.conf").read_bytes())
        self.as_root("useradd", "--create-home", "--home-dir", HOME, "--uid", str(USER), "clerk")
        self.as_root("apt-get", "-qq", "update")
        self.install("locales")
        self.as_root("localedef", "-i", "zh_CN", "-f", "UTF-8", "zh_CN.UTF-8")
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", self.root / "proc"], check=True)

    @property
    def home(self) -> Path:
        """The clerk's home, from outside."""
        return self.root / HOME[1:]

    def as_root(self, *command: str) -> str:
        """What a command says that must succeed."""
        line = ["chroot", self.root, "env", "-i", *(f"{name}={value}" for name, value in PLAIN.items()), *command]
        done = subprocess.run(line, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        return done.stdout

    def install(self, *packages: str | Path) -> None:
        """Install packages by name, or a .deb that lies outside, with what they depend on and no more."""
        names = [self.bring(each, "/var/cache") if isinstance(each, Path) else each for each in packages]
        self.as_root("apt-get", "-qq", "install", "-y", "--no-install-recommends", *names)

    def bring(self, file: Path, folder: str = HOME) -> str:
        """Copy a file or a folder in, for the clerk; where it lies inside."""
        subprocess.run(["cp", "-r", file, self.root / folder[1:]], check=True)
        subprocess.run(["chown", "-R", f"{USER}:{USER}", self.root / folder[1:] / file.name], check=True)
        return f"{folder}/{file.name}"

    def line(self, *command: str, network: bool = False, **environment: str) -> list[str]:
        """The words that run a command as the clerk, in his home, without a network unless it is asked for."""
        settings = {"PATH": "/usr/bin:/bin", "HOME": HOME, **environment}
        within = [f"{name}={value}" for name, value in settings.items()]
        alone = [] if network else ["unshare", "--net"]
        return [
            *alone,
            "chroot",
            f"--userspec={USER}:{USER}",
            str(self.root),
            "env",
            "-i",
            "-C",
            HOME,
            *within,
            *command,
        ]

    def as_clerk(self, *command: str, said: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        line = self.line(*command, **environment)
        return subprocess.run(line, input=said, capture_output=True, encoding="utf-8", check=False, timeout=300)

    def files(self, folder: str) -> dict[str, tuple[int, int]]:
        """Every file below a folder with its size and time."""
        found = (self.root / folder[1:]).rglob("*")
        return {
            os.fspath(each): (each.lstat().st_size, each.lstat().st_mtime_ns) for each in found if not each.is_dir()
        }
