"""The measured speeds, each beside what it is compared with. Times are of this machine; the ratios travel."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ALL = ("start", "window", "lists", "exchange", "documents")

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as compiled:
        paths = {"PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent)]), "PYTHONPYCACHEPREFIX": compiled}
        environment = {**os.environ, **paths, "PYTHONDONTWRITEBYTECODE": ""}
        # What is delivered is compiled: let no measurement pay for it.
        subprocess.run(
            [sys.executable, "-m", "compileall", "-q", HERE, HERE.parent / "app"], env=environment, check=True
        )
        for name in sys.argv[1:] or ALL:
            print(f"== {name}", flush=True)
            # A process of its own: peak memory is handed down to whatever a process starts.
            script = f"import bench_{name}; bench_{name}.main()"
            subprocess.run([sys.executable, "-c", script], env=environment, check=True)
