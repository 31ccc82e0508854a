"""Imports point one way: ui, cli -> services -> store, documents, exchange -> domain. Files stay short."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path.relative_to(ROOT).as_posix() for path in [*(ROOT / "app").rglob("*.py"), *ROOT.glob("main.py")])
OURS = [*(ROOT / name for name in SOURCES), *(ROOT / "packaging").glob("*.py"), *(ROOT / "tests").rglob("*.py")]
LONGEST = 300

RANK = {
    "paths": 0,
    "domain": 1,
    "store": 2,
    "documents": 2,
    "exchange": 2,
    "services": 3,
    "logbook": 3,
    "ui": 4,
    "cli": 4,
    "start": 5,
}
HOMES = {
    "PySide6": {"ui", "start"},
    "shiboken6": {"ui", "start"},
    "peewee": {"store", "services"},
    "playhouse": {"store", "services"},
    "sqlcipher3": {"store", "services"},
    "reportlab": {"documents"},
    "pypdfium2": {"documents"},
    "openpyxl": {"exchange"},
    "python_calamine": {"exchange"},
}
LATE = [
    "openpyxl",
    "reportlab",
    "pypinyin",
    "cryptography",
    "argon2",
    "zxingcpp",
    "pypdfium2",
    "chinese_calendar",
    "PIL",
]
KIT_MAY_ASK = [
    ["services", name] for name in ("journal", "drafts", "views", "session", "attachments", "entries")
]  # the services that know no tab
READERS_OF_RESOURCES = {f"app/domain/{name}.py" for name in ("rules", "presets", "names", "development", "schemes")}


def imported(source: str, package: str) -> Iterator[str]:
    """Every name imported anywhere in a source, dotted and absolute; also those inside functions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            yield from (".".join([*above, *filter(None, [node.module]), alias.name]) for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            yield from (word.value for word in node.args[:1] if isinstance(word, ast.Constant))


def layer_of(module: str) -> str:
    """The layer of a module directly in app: cli_trust, too, is of cli."""
    return module.partition("_")[0]


def is_allowed(path: str, module: str) -> bool:
    """Whether this file of ours may import that module."""
    layer = layer_of(path.removeprefix("app/").split("/")[0].removesuffix(".py"))
    top, *rest = module.split(".")
    if top != "app" or not rest:
        return top not in HOMES or layer in HOMES[top]
    if layer == "main":
        return rest[0] in {"start", "cli"}
    if path.startswith("app/ui/kit/") and (rest[0] == "services" or rest[:2] == ["ui", "pages"]):
        return rest[:2] in KIT_MAY_ASK
    if layer == "domain" and rest[0] == "paths":
        return path in READERS_OF_RESOURCES and rest == ["paths", "RESOURCES"]
    asked = layer_of(rest[0])
    return asked == layer or RANK[asked] < RANK[layer]


def wrong_imports(path: str, source: str) -> list[str]:
    """The modules that a file of ours imports although it must not."""
    package = ".".join(PurePosixPath(path).parent.parts)
    return sorted({module for module in imported(source, package) if not is_allowed(path, module)})


@pytest.mark.parametrize("path", SOURCES)
def test_imports_point_one_way(path):
    assert wrong_imports(path, (ROOT / path).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("app/ui/pages/merchants.py", "from app.services import merchants\nfrom app.ui.kit.page import Page"),
        ("app/ui/pages/merchants.py", "from . import home\nfrom ..kit import page\nimport PySide6.QtWidgets"),
        ("app/ui/kit/tasks.py", "from app.store.database import own_connection"),
        ("app/ui/kit/page.py", "from app.services import journal\nfrom app.services.journal import revision"),
        ("app/services/imports.py", "def read():\n    from app.exchange import sheets"),
        ("app/services/merchants.py", "import peewee\nfrom app.domain import merchants"),
        ("app/store/search.py", "from app.domain.names import tokens\nfrom .database import db"),
        ("app/domain/rules.py", "from app.paths import RESOURCES"),
        ("app/documents/type.py", "from app.paths import FONTS\nfrom reportlab.pdfbase import ttfonts"),
        ("app/start.py", "import app.ui.main_window\nfrom app import services\nimport PySide6"),
        ("main.py", "from app import cli\nfrom app.start import main"),
    ],
)
def test_a_right_import_passes(path, source):
    assert wrong_imports(path, source) == []


@pytest.mark.parametrize(
    ("path", "source", "wrong"),
    [
        ("app/services/merchants.py", "from app.ui.kit import table", "app.ui.kit.table"),
        ("app/services/merchants.py", "def f():\n    from app import ui", "app.ui"),
        ("app/services/merchants.py", "from PySide6.QtCore import QDate", "PySide6.QtCore.QDate"),
        ("app/store/search.py", "from ..services import merchants", "app.services.merchants"),
        ("app/store/search.py", "import app.exchange.sheets", "app.exchange.sheets"),
        ("app/documents/award.py", "from app.store import honours", "app.store.honours"),
        ("app/exchange/sheets.py", "from app.documents import award", "app.documents.award"),
        ("app/exchange/sheets.py", "import pypdfium2", "pypdfium2"),
        ("app/domain/names.py", "import peewee", "peewee"),
        ("app/domain/period.py", "from app.paths import RESOURCES", "app.paths.RESOURCES"),
        ("app/domain/rules.py", "from app.paths import Folder", "app.paths.Folder"),
        ("app/ui/kit/page.py", "from app.ui.pages import merchants", "app.ui.pages.merchants"),
        ("app/ui/kit/page.py", "from ..pages import merchants", "app.ui.pages.merchants"),
        ("app/ui/kit/page.py", "def f():\n    from app.services import todo", "app.services.todo"),
        ("app/ui/pages/home.py", "import openpyxl", "openpyxl"),
        ("app/ui/pages/home.py", "import importlib\nimportlib.import_module('app.start')", "app.start"),
        ("app/ui/pages/home.py", "from app import cli", "app.cli"),
        ("app/cli.py", "from app.ui import main_window", "app.ui.main_window"),
        ("app/cli.py", "import reportlab.lib", "reportlab.lib"),
        ("app/cli_trust.py", "from app.ui import main_window", "app.ui.main_window"),
        ("app/paths.py", "from app.domain import names", "app.domain.names"),
        ("main.py", "import PySide6", "PySide6"),
        ("main.py", "from app.services import centres", "app.services.centres"),
    ],
)
def test_a_wrong_import_is_found(path, source, wrong):
    assert wrong_imports(path, source) == [wrong]


def run_at_import(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported, but for what is there for types alone."""
    for node in body:
        if isinstance(node, ast.Try):
            yield from run_at_import(node.body)
        elif isinstance(node, ast.If):
            yield from run_at_import(node.orelse if ast.unparse(node.test) == "TYPE_CHECKING" else node.body)
        else:
            yield node


def needed_first(module: str, source: str, modules: set[str]) -> set[str]:
    """The modules of ours that must be there before this one can be imported."""
    tree = ast.Module(list(run_at_import(ast.parse(source).body)), [])
    tree.body = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = imported(ast.unparse(tree), module.rpartition(".")[0])
    return {name if name in modules else name.rpartition(".")[0] for name in names} & modules - {module}


def order_of_import(sources: dict[str, str]) -> list[str]:
    """The modules so that each comes after those it needs; raises CycleError where some need each other."""
    return list(TopologicalSorter({m: needed_first(m, text, {*sources}) for m, text in sources.items()}).static_order())


def test_every_module_can_be_imported_first():
    names = {path: path.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for path in SOURCES}
    assert {*order_of_import({names[path]: (ROOT / path).read_text("utf-8") for path in SOURCES})} == {*names.values()}


def test_modules_that_need_each_other_are_found():
    circle = {
        "app.a.x": "from app.a import y",
        "app.a.y": "if True:\n    from app.a.z import f",
        "app.a.z": "import app.a.x",
    }
    with pytest.raises(CycleError):
        order_of_import(circle)
    late = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import app.a.x\ndef f():\n    import app.a.y"
    assert order_of_import(circle | {"app.a.z": late}) == ["app.a.z", "app.a.y", "app.a.x"]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_stay_short(path):
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_what_is_slow_to_import_is_imported_where_it_is_used():
    script = f"import sys, main, app.start; print(*(name for name in {LATE} if name in sys.modules))"
    started = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (started.stdout, started.returncode) == ("\n", 0), started.stderr
