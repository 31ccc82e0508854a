"""The measured speeds, each beside what it is compared with. Times are of this machine; the ratios travel."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ALL = (
    *("start", "window", "lists", "people", "exchange", "documents", "meetings", "ratings", "cases", "charity"),
    "reports",
    "tasks",
)


def main(words: list[str]) -> int:
    """Run the measurements named, or all but the faults; the exit code of the first that failed."""
    if "--faults" in words:
        wanted = {"faults": repr([word for word in words if word != "--faults"])}
    else:
        wanted = dict.fromkeys(words or ALL, "")
    with tempfile.TemporaryDirectory() as compiled:
        paths = {"PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent)]), "PYTHONPYCACHEPREFIX": compiled}
        environment = {**os.environ, **paths, "PYTHONDONTWRITEBYTECODE": ""}
        # What is delivered is compiled: let no measurement pay for it.
        subprocess.run(
            [sys.executable, "-m", "compileall", "-q", HERE, HERE.parent / "app"], env=environment, check=True
        )
        return next((code for name, given in wanted.items() if (code := _measured(name, given, environment))), 0)


def _measured(name: str, given: str, environment: dict[str, str]) -> int:
    """Take one measurement in a process of its own: peak memory is handed down to whatever a process starts."""
    print(f"== {name}", flush=True)
    script = f"import sys, bench_{name}; sys.exit(bench_{name}.main({given}))"
    return subprocess.run([sys.executable, "-c", script], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
