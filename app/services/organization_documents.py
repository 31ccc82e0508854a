"""What is printed about organisations: the chart of a tree as of a day, and who holds which post."""

import datetime as dt

from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.paths import Out
from app.services import centres, entries, handed_out, trees, watermark
from app.services.session import requires

_TITLES = {Tree.ORGANIZATIONS: "组织架构图", Tree.GRIDS: "网格架构图"}


@requires(Right.ENTER)
def write_chart(out: Out, paper: str = "A4", tree: str = Tree.ORGANIZATIONS, day: dt.date | None = None) -> int:
    """Write the chart of a tree as of a day (today) on A4 or A3 and return its pages; raises Problem."""
    from app.documents import tree_chart

    day = day or dt.date.today()
    nodes = trees.nodes(tree, day)
    if not nodes:
        raise Problem(f"{spoken(day.isoformat())}还没有组织，没有生成架构图。请先新增组织，或换一天。")
    boxes = [tree_chart.Box(node.depth, node.name, _under(node)) for node in nodes]
    centre = centres.current()
    title = f"{centre.name}{_TITLES[Tree(tree)]}"
    mark = watermark.mark(f"截至 {spoken(day.isoformat())}")
    pages = tree_chart.write(tree_chart.Chart(title, boxes, mark, centre.sample), out, paper)
    handed_out.put(_TITLES[Tree(tree)], out)
    return pages


@requires(Right.ENTER)
def write_seats(out: Out, node: int = 0, day: dt.date | None = None) -> int:
    """Write who holds which post, of a node with all below it or of all, as of a day; returns pages, raises Problem."""
    from app.documents import report

    day = day or dt.date.today()
    on, within = day.isoformat(), trees.below(Tree.ORGANIZATIONS, node, day) if node else None
    lines = [
        (one.name, seat.post, seat.name, seat.duty, spoken(seat.start), seat.source or seat.category)
        for one in trees.nodes(Tree.ORGANIZATIONS, day)
        if within is None or one.id in within
        for seat in reversed(entries.of("seat", one.id))
        if seat.tree == Tree.ORGANIZATIONS and seat.start <= on and (not seat.end or seat.end > on)
    ]
    if not lines:
        raise Problem("还没有登记任职，没有生成名单。请先在组织里登记书记、委员等职务。")
    labels = (("组织", 4), ("职务", 2), ("姓名", 2), ("分工", 2), ("任职日期", 2), ("来源", 2))
    columns = [report.Column(label, share) for label, share in labels]
    lead = [f"截至 {spoken(day.isoformat())}，共 {len(lines):,} 个职务。"]
    title = f"{centres.current().name}任职名单"
    pages = report.write(
        report.Report(title, lead, columns, lines, watermark.mark(), sample=centres.current().sample), out
    )
    handed_out.put("任职名单", out)
    return pages


def _under(node: trees.Node) -> str:
    parts = (node.level or node.kind, f"{trees.HEAD} {node.head}" if node.head else "")
    heads = (
        f"党员 {node.members_below:,} 人" if node.tree == Tree.ORGANIZATIONS else f"商户 {node.merchants_below:,} 家"
    )
    return "　".join(filter(None, (*parts, heads)))
