"""How two records of one person are compared and merged."""

from app.services import member_duplicates
from app.services.member_columns import COLUMNS
from app.services.members import MemberRow
from app.ui.duplicates_dialog import Twins


def _outcome(kept: MemberRow, gone: MemberRow) -> str:
    found = member_duplicates.preview(kept.id, gone.id)
    moved = f"{_called(gone)} 的 {found.rows:,} 条记录移到 {_called(kept)}；" if found.rows else ""
    filled = f"空着的{'、'.join(found.filled)}用 {_called(gone)} 的补上；" if found.filled else ""
    rest = f"其余不同的以 {_called(kept)} 为准；{_called(gone)} 移出名册。合并以后可以撤销。"
    return f"合并后：{moved}{filled}{rest}"


def _called(row: MemberRow) -> str:
    return row.number or f"第 {row.id} 号记录"


TWINS = Twins("person", "人", COLUMNS, _called, _outcome, member_duplicates.merge)
