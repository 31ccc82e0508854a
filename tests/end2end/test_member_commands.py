"""A street's form of members and a sheet of organisations, brought in, listed and given out by commands."""

import pytest

from app.services import centres

FORM = "tests/data/党员信息表.xls"


@pytest.fixture
def desk(folder, admin, answered):
    centres.create(folder, "会战商圈党群服务中心", *admin, centres.new_recovery_code())
    centres.close()
    return answered


def test_members_are_imported_listed_exported_and_known_again(desk, tmp_path):
    reasons = {"bad_id": 2, "excel_truncated": 7, "sex_contradicts_id": 4}
    first = {"rows": 400, "new": 387, "updated": 0, "skipped": 0, "refused": 13, "reasons": reasons}
    wanted = ("import", "members", FORM, "--create-organizations")
    assert desk(*wanted, "--dry-run", "--errors", str(tmp_path / "有错.xlsx")) == first
    assert (tmp_path / "有错.xlsx").exists()
    assert desk("list", "members")["total"] == 0
    assert desk(*wanted) == first
    assert desk(*wanted) == first | {"new": 0, "skipped": 387}
    (row,) = desk("list", "members", "--search", "wzz", "--limit", "5")["rows"]
    assert row == {"number": "dy0001", "name": "文振振", "stage": "正式党员", "organization": "餐饮行业联合党支部"}
    branches = desk("list", "organizations")
    assert (branches["total"], sum(row["members"] for row in branches["rows"])) == (6, 387)
    for noun, count in (("members", 387), ("organizations", 6)):
        out = str(tmp_path / f"{noun}.xlsx")
        assert desk("export", noun, out) == {"rows": count}
        again = desk("import", noun, out)
        assert again == {"rows": count, "new": 0, "updated": 0, "skipped": count, "refused": 0, "reasons": {}}


def test_a_sheet_without_names_is_refused_in_a_sentence(desk, tmp_path):
    (tmp_path / "表.csv").write_text("民族,学历\n汉,本科\n", "utf-8")
    assert "没有导入任何内容" in desk("import", "members", str(tmp_path / "表.csv"))
