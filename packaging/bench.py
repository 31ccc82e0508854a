"""The measured speeds, each beside what it is compared with. Times are of this machine; the ratios travel."""

import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

if __name__ == "__main__":
    for name in sys.argv[1:] or ["start", "exchange", "documents"]:
        module = f"bench_{name}"
        if importlib.util.find_spec(module):
            print(f"== {name}", flush=True)
            importlib.import_module(module).main()
