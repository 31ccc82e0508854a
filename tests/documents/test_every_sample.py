"""Whatever can say that it is only a sample is told so by the service that makes it."""

import ast
from pathlib import Path

APP = Path(__file__).parents[2] / "app"


def trees(folder):
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted((APP / folder).glob("*.py"))}


def marked():
    """The papers that can bear 示例, and at which place of theirs that is said."""
    found = {}
    for tree in trees("documents").values():
        for made in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
            names = [line.target.id for line in made.body if isinstance(line, ast.AnnAssign)]
            if "sample" in names:
                found[made.name] = names.index("sample")
    return found


def printed(tree):
    """What a service calls the modules and papers it takes from the documents."""
    taken = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {
        each.asname or each.name
        for node in taken
        if (node.module or "").startswith("app.documents")
        for each in node.names
    }


def untold(tree, papers):
    """Papers made without a word on whether they are a sample."""
    known = printed(tree)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func
        whole = isinstance(name, ast.Attribute) and isinstance(name.value, ast.Name) and name.value.id in known
        paper = name.attr if whole else name.id if isinstance(name, ast.Name) and name.id in known else ""
        said = len(call.args) > papers.get(paper, 0) or any(each.arg in ("sample", None) for each in call.keywords)
        if paper in papers and not said:
            yield paper, call.lineno


def test_every_paper_of_the_sample_store_is_told_so():
    papers = marked()
    assert len(papers) >= 15
    made = {path.name: tree for path, tree in trees("services").items() if printed(tree)}
    assert {name: list(untold(tree, papers)) for name, tree in made.items() if list(untold(tree, papers))} == {}


def test_a_paper_that_is_told_nothing_is_found():
    tree = ast.parse(
        "from app.documents import report\nreport.Report('表', (), (), (), '')\nreport.Report(sample=True)"
    )
    assert list(untold(tree, marked())) == [("Report", 2)]
