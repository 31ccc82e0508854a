"""The slip with the recovery code, to be cut to size and locked away: A6 across."""

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents.pages import PT, write_pages
from app.documents.type import Face, draw
from app.paths import Out

WIDTH, HEIGHT = 148.0, 105.0
_INK, _RULE = HexColor("#1F2329"), HexColor("#8A9099")
_TITLE, _CODE, _WORDS = Face("xbs", 16 * PT), Face("heib", 15 * PT), Face("song", 10 * PT)
_ADVICE = (
    "忘记口令时，管理员选好自己的姓名，把它当作口令输入，就能打开数据。",
    "只能用一次：用过以后会换新的，请把这张作废。",
    "请锁进保险柜。谁拿到它，谁就能打开数据。",
)


def write(code: str, day: str, out: Out) -> int:
    """Write the slip, with the day in words on which the code was made; returns the number of pages."""

    def page(canvas: Canvas, shown: str) -> None:
        canvas.setStrokeColor(_RULE)
        canvas.setLineWidth(0.2)
        canvas.rect(6, 6, WIDTH - 12, HEIGHT - 12)
        canvas.rect(14, 56, WIDTH - 28, 18)
        canvas.setFillColor(_INK)
        draw(canvas, WIDTH / 2, 84, "恢复码", _TITLE, "centre")
        draw(canvas, WIDTH / 2, 62.5, shown, _CODE, "centre")
        for place, sentence in enumerate(_ADVICE):
            draw(canvas, 14, 46 - place * 7, sentence, _WORDS)
        draw(canvas, 14, 16, f"生成日期：{day}　　保管人：", _WORDS)

    return write_pages(out, (WIDTH, HEIGHT), "恢复码", [code], lambda canvas: None, page)
