"""Imports point one way: ui, cli -> services -> store, documents, exchange -> domain. Files stay short."""

import ast
import re
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

MAY_ASK = {
    "paths": set(),
    "domain": set(),
    "logbook": {"paths"},
    "store": {"paths", "domain"},
    "documents": {"paths", "domain"},
    "exchange": {"paths", "domain"},
    "services": {"paths", "domain", "store", "documents", "exchange"},
    "ui": {"paths", "domain", "logbook", "services"},
    "cli": {"paths", "domain", "logbook", "services"},
    "start": {"paths", "domain", "logbook", "store", "services", "ui"},
    "main": {"start", "cli"},
}
"""What each layer may import besides itself."""
PAST_SERVICES = (
    "store.faults",
    "store.stopping",
    "store.database.db",
    "store.database.own_connection",
    "documents.paper",
    "documents.pages.replacing",
    "exchange.form_parts.Grid",
    "exchange.sheets.letter",
)
"""What a window or a command may ask without a service between: it knows no record and writes no list or document."""
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
    **{name: set() for name in ("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "xmlrpc", "asyncio")},
}
"""The layers in which a library is at home; there is no network, so what reaches it is at home nowhere."""
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
    ["ui", "kit"],
    *(["services", name] for name in ("journal", "drafts", "views", "session", "attachments", "entries", "handed_out")),
]
"""Itself, and the services that know no tab."""
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
    if rest == ["__version__"]:
        return True
    if path.startswith("app/ui/kit/") and rest[0] in ("services", "ui"):
        return rest[:2] in KIT_MAY_ASK
    if layer == "domain" and rest[0] == "paths":
        return path in READERS_OF_RESOURCES and rest == ["paths", "RESOURCES"]
    if layer in ("ui", "cli") and rest[0] in ("store", "documents", "exchange"):
        return f"{'.'.join(rest)}.".startswith(tuple(f"{each}." for each in PAST_SERVICES))
    asked = layer_of(rest[0])
    return asked == layer or asked in MAY_ASK[layer]


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
        ("app/ui/kit/tasks.py", "from app.store.database import own_connection\nfrom app.ui.kit import theme"),
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
        ("app/ui/kit/page.py", "from app.ui import masked", "app.ui.masked"),
        ("app/ui/pages/home.py", "import openpyxl", "openpyxl"),
        ("app/ui/pages/home.py", "from app.store.merchants import Merchant", "app.store.merchants.Merchant"),
        ("app/ui/pages/home.py", "from app.store import database", "app.store.database"),
        ("app/services/copies.py", "import urllib.request", "urllib.request"),
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


@pytest.mark.parametrize("asked", sorted(MAY_ASK.keys() - {"main"}))
@pytest.mark.parametrize("layer", sorted(MAY_ASK.keys() - {"main"}))
def test_every_direction_but_the_ways_down_is_refused(layer, asked):
    """Every layer against every other, with modules made up; no two may ask each other."""

    def may(one, other):
        return wrong_imports(f"app/{one}/made_up.py", f"from app.{other} import made_up") == []

    assert may(layer, asked) == (asked == layer or asked in MAY_ASK[layer])
    assert asked == layer or not (may(layer, asked) and may(asked, layer))


CLOCK_OR_FILE = re.compile(r"\.(today|now|read_text|read_bytes|write_text|write_bytes)\(|(?<![.\w])open\(|time\.time\(")


@pytest.mark.parametrize("path", [path for path in SOURCES if path.startswith("app/domain/")])
def test_rules_know_neither_clock_nor_files(path):
    found = {each.group() for each in CLOCK_OR_FILE.finditer((ROOT / path).read_text("utf-8"))}
    assert found <= ({".read_text("} if path in READERS_OF_RESOURCES else set())


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
