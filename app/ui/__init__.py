"""The window. Importing it is the first to import Qt."""

import builtins

import PySide6.QtWidgets  # noqa: F401

# Qt for Python now reads the source of each module imported, in case it asks for one of its features: none here does.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
