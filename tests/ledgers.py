"""A small ledger of merchants as an office sends it, as text and as a workbook."""

import re
from io import BytesIO

import openpyxl

HEAD = "店铺招牌,统一社会信用代码,业态,负责人,联系电话,开业日期"
GOOD = "瑞和茶庄,无,食品零售,吴国庆,13800006620,2020年3月"
FOREIGN = re.compile(r"[A-Za-z]{2,}|[/\\]|[,;:!?](?!\d)")
"""What no sentence for a clerk may hold."""
CHINESE = re.compile("[\u4e00-\u9fff]")


def ledger(*rows):
    return "\n".join((HEAD, *rows)).encode()


def workbook(*rows, merged="", head=None):
    book, stream = openpyxl.Workbook(), BytesIO()
    for row in (head or HEAD.split(","), *rows):
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    book.save(stream)
    return stream.getvalue()
