"""The program as a process of its own."""

import subprocess
import sys


def check(folder, name, password):
    """Have another process check a folder in somebody's name; gives how it ended and what it said."""
    command = [sys.executable, "main.py", "--data", str(folder.root), "--user", name, "--password-stdin", "check"]
    return subprocess.run(command, input=password, capture_output=True, text=True, encoding="utf-8", check=False)
