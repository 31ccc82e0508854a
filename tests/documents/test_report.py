"""A plain report: every word in it, over as many pages as it takes, signed at the end."""

import pypdfium2
import pytest

from app.documents.report import Column, Report, write

COLUMNS = (Column("所在的表", 1), Column("内容", 3))


def pages_of(out):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(out.read_bytes())]


def plain(text):
    return "".join(text.split())


def written(out, rows, **more):
    count = write(Report("删除报告", ["共几处。"], COLUMNS, rows, "制表人：王管理", **more), out)
    texts = pages_of(out)
    assert len(texts) == count
    return texts


def test_one_page_holds_title_sentences_heads_rows_and_mark(tmp_path):
    (text,) = written(tmp_path / "a.pdf", [("商户", "瑞和超市")], signatures=("申请人", "复核人"))
    for word in ("删除报告", "共几处。", "所在的表", "瑞和超市", "制表人：王管理", "申请人：", "第1页，共1页"):
        assert word in plain(text)


def test_many_rows_go_over_pages_with_the_heads_on_each(tmp_path):
    texts = written(tmp_path / "a.pdf", [("商户", f"第{number}家") for number in range(200)], signatures=("申请人",))
    assert len(texts) > 3
    assert all("所在的表" in plain(text) and "制表人：王管理" in plain(text) for text in texts[:-1])
    whole = "".join(map(plain, texts))
    assert all(whole.count(f"第{number}家") == 1 for number in range(200))
    assert ["申请人：" in plain(text) for text in texts] == [False] * (len(texts) - 1) + [True]


def test_a_value_longer_than_a_page_loses_nothing(tmp_path):
    words = "".join(f"{number}号，" for number in range(3000))
    texts = written(tmp_path / "a.pdf", [("办理记录", words)])
    assert len(texts) > 1
    assert f"{2999}号" in plain(texts[-1])


@pytest.mark.parametrize("odd", ["\U0001f600", "a\x00b", "", "\n"])
def test_what_no_font_holds_does_not_stop_it(tmp_path, odd):
    assert "永泰" in plain("".join(written(tmp_path / "a.pdf", [("商户", odd), ("商户", "永泰")])))


def test_nothing_to_tell_is_still_a_report(tmp_path):
    assert "共几处。" in plain(written(tmp_path / "a.pdf", [])[0])


def test_a_sample_says_so_on_every_page(tmp_path):
    texts = written(tmp_path / "a.pdf", [("商户", "一家")] * 60, sample=True)
    assert all("示例" in plain(text) for text in texts)
