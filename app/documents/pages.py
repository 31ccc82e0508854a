"""PDF files: a page for each thing to print, what all pages share drawn once, the file written whole or not at all.

All drawing is in millimetres from the lower left corner of the page.
"""

import errno
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app.documents.type import holder
from app.domain.errors import Problem, Remedy
from app.paths import APP_NAME, Out

Thing = TypeVar("Thing")
Progress = Callable[[int, int], None]
PT = 1 / mm  # one point in millimetres

rl_config.useA85 = 0  # streams stay binary and a fifth smaller

_one_file_at_a_time = threading.Lock()  # reportlab reads a font from a position the font itself keeps


def no_progress(done: int, total: int) -> None:
    """Count for nobody."""


def write_pages(
    out: Out,
    size: tuple[float, float],
    title: str,
    things: Sequence[Thing],
    ground: Callable[[Canvas], None],
    page: Callable[[Canvas, Thing], None],
    progress: Progress = no_progress,
) -> int:
    """Write a page for each thing: `ground` is drawn once and shared, `page` is each one's own. Returns their number.

    Raises Problem when there is nothing to write or no place for it, and whatever `progress` raises; `out` stays then.
    """
    if not things:
        raise Problem("没有要打印的内容，请先选择商户。")
    with _one_file_at_a_time, replacing(out) as file:
        canvas = _canvas(file, size, title)
        with form(canvas, "ground", (0, 0, *size)):
            ground(canvas)
        for done, thing in enumerate(things, 1):
            canvas.scale(mm, mm)
            canvas.doForm("ground")
            page(canvas, thing)
            canvas.showPage()
            progress(done, len(things))
        canvas.save()
    return len(things)


@contextmanager
def form(canvas: Canvas, name: str, box: tuple[float, float, float, float]) -> Iterator[None]:
    """Record what is drawn inside a box under a name, to be repeated by `canvas.doForm(name)`."""
    canvas.beginForm(name, *box)
    yield
    resources = pdfdoc.PDFResourceDictionary(ExtGState=canvas._extgstate.getState() or {})
    resources.basicFonts()
    resources.allProcs()
    resources.setShading(canvas._shadingUsed)
    canvas.endForm(Resources=resources)  # reportlab's own leave out shadings and transparency


@contextmanager
def replacing(out: Out) -> Iterator[BinaryIO]:
    """A file that takes the place of `out` once all went well; until then `out` stays as it is. Memory is written to as
    it is. Raises Problem."""
    if not isinstance(out, Path):
        yield out
        return
    draft = out.with_name(f"~{out.name}")
    try:
        with open(draft, "wb") as file:
            yield file
        os.replace(draft, out)
    except OSError as error:
        raise Problem(_sentence(out, error), _remedy(error)) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _canvas(file: BinaryIO, size: tuple[float, float], title: str) -> Canvas:
    canvas = Canvas(
        file,
        pagesize=(size[0] * mm, size[1] * mm),
        pageCompression=1,
        invariant=1,
        initialFontName=holder("hei", "0").fontName,  # else every file names Helvetica and does not carry it
        pdfVersion=(1, 7),
        lang="zh-CN",
    )
    canvas.setTitle(title)
    canvas.setSubject(title)
    for note in (canvas.setAuthor, canvas.setCreator, canvas.setProducer):
        note(APP_NAME)
    return canvas


def _sentence(out: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"没能写出《{out.name}》：磁盘已经满了。数据没有丢，请腾出空间，或换一个盘保存。"
    if not out.parent.is_dir():
        return f"没能写出《{out.name}》：要保存到的文件夹不存在。数据没有丢，请另选一个文件夹。"
    if out.is_dir():
        return f"没能写出《{out.name}》：同名的文件夹已经存在。数据没有丢，请换一个文件名。"
    if isinstance(error, PermissionError):
        return f"没能写出《{out.name}》：它正被别的程序打开，或者这里不许写入。数据没有丢，请先关闭它，或换个位置保存。"
    return f"没能写出《{out.name}》：这个位置写不进去。数据没有丢，请检查磁盘或文件名，或换个位置保存。"


def _remedy(error: OSError) -> Remedy:
    """A file that is open elsewhere gets another name, any other failure another place."""
    return Remedy.SAVE_AS if isinstance(error, PermissionError | IsADirectoryError) else Remedy.ELSEWHERE
