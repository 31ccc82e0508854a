"""The program's part of each counter task, how soon a stop is obeyed and a preview seen, as its tests say."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
ACTED = (
    "end2end/test_counter_tasks.py",
    "end2end/test_counter_tasks_ratings.py",
    "end2end/test_charity_tasks.py",
    "end2end/test_warehouse_tasks.py",
    "end2end/test_report_tasks.py",
    "ui/test_preview.py",
    "ui/test_import_again.py",
    "ui/test_tasks.py",
)
_TOLD = re.compile(r"([\w ]+: .*?)(\d+\.\d+) s of (\d+\.\d+) s$", re.MULTILINE)


def main() -> int:
    """Print each time beside its bound; 1 where one is longer than it may be, or a test fails."""
    files = [str(ROOT / "tests" / name) for name in ACTED]
    command = [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:xdist", *files]
    offscreen = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    done = subprocess.run(command, cwd=ROOT, env=offscreen, capture_output=True, text=True, check=False)
    late = [_said(*told) for told in sorted(_TOLD.findall(done.stdout))]
    if done.returncode or not late:
        print(done.stdout, done.stderr)
        return 1
    return int(any(late))


def _said(what: str, took: str, most: str) -> bool:
    """Print one time; whether it is longer than it may be."""
    late = float(took) > float(most)
    print(f"{what}{took} s of {most} s{'  MISSED' if late else ''}")
    return late


if __name__ == "__main__":
    raise SystemExit(main())
