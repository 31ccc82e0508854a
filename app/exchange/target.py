"""Writing a file so that nobody ever finds half of it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from app.domain.errors import Problem, Remedy


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary name in the target's folder; the file takes the target's place when all went well.

    Raises Problem where nothing can be written; after any failure or cancelling nothing is left behind.
    """
    part = path.with_name(f"~{uuid4().hex}.part")
    try:
        if path.is_dir():
            raise IsADirectoryError
        part.touch()
        yield part
        part.replace(path)
    except OSError as error:
        what, advice, remedy = _reason(path, error)
        raise Problem(f"“{path.name}”没有保存成：{what}。程序里的数据不受影响。{advice}", remedy) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _reason(path: Path, error: OSError) -> tuple[str, str, Remedy]:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "磁盘空间不够", "请清理磁盘，或换到别的盘再保存。", Remedy.ELSEWHERE
    if isinstance(error, IsADirectoryError):
        return "那里有一个同名的文件夹", "请换一个文件名再保存。", Remedy.SAVE_AS
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "要保存到的文件夹不在了", "请看看 U 盘是否已拔出，或换一个位置再保存。", Remedy.ELSEWHERE
    if isinstance(error, PermissionError) and os.path.exists(path):
        return "它可能正在 WPS 或 Excel 里打开着", "请先关闭它，或换一个文件名再保存。", Remedy.SAVE_AS
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return "这个位置不允许写入", "请换一个位置（如桌面）再保存。", Remedy.ELSEWHERE
    return "这个位置写不进去", "请换一个位置（如桌面）再保存。", Remedy.ELSEWHERE
