"""Run by the built program first of all: what it starts, such as a file manager, loads the system's libraries."""

import os

NAME = "LD_LIBRARY_PATH"
os.environ.pop(NAME, None)
if (before := os.environ.pop(f"{NAME}_ORIG", None)) is not None:
    os.environ[NAME] = before
