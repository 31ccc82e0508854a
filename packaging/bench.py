"""The measured speeds, each beside what it is compared with. Times are of this machine; the ratios travel."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent

if __name__ == "__main__":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent)])}
    for name in sys.argv[1:] or ["start", "lists", "exchange", "documents"]:
        print(f"== {name}", flush=True)
        # A process of its own: peak memory is handed down to whatever a process starts.
        script = f"import bench_{name}; bench_{name}.main()"
        subprocess.run([sys.executable, "-c", script], env=environment, check=True)
