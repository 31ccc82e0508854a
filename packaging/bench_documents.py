"""1,000 certificates against the best plain reportlab for the same page: CPU, size, memory; then every page is read."""

import datetime as dt
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COUNT = 1000
ROUNDS = 3
LIBRE_OFFICE = 74.0  # seconds for as many certificates, its best run
LINES = (
    "在2026年度诚信商户评选中，经自愿申报、资格初审、实",
    "地核查、部门联审和社会公示，成绩优异，综合评分96.5分，被",
    "认定为“五星级诚信商户”。",
    "特发此证，以资鼓励。",
)
ISSUER, DATE, UNTIL = "会战商圈综合党委", "二〇二六年十一月二十日", "有效期至：2028年11月19日"


def main() -> None:
    """Print the figures and whether each page's text and code can be read."""
    with tempfile.TemporaryDirectory() as folder:
        plain_file, file = Path(folder, "plain.pdf"), Path(folder, "certificates.pdf")
        rounds = [(_fresh("plain", plain_file), _fresh("ours", file)) for _ in range(ROUNDS)]
        plain, ours = (min(pairs) for pairs in zip(*rounds, strict=True))
        size = file.stat().st_size / COUNT / 1024
        ratio = ours[0] / plain[0]
        print(f"{COUNT} certificates: {ours[0]:.2f} s of CPU, plain reportlab {plain[0]:.2f} s: {ratio:.2f} x")
        print(f"{LIBRE_OFFICE / ours[0]:.0f} x as fast as LibreOffice; {size:.2f} KB each; {ours[1]:.0f} MB at most")
        texts, codes = _read(file)
        print(f"text extracted from {texts}, code decoded on {codes} of {COUNT} pages")


def _fresh(what: str, out: Path) -> tuple[float, float]:
    """CPU seconds and peak megabytes of a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, __file__, what, str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


def _merchant(number: int) -> str:
    return f"大庆市萨尔图区镕喆{number:04d}号百货超市"


def _number(number: int) -> str:
    return f"诚信〔2026〕{number:04d}号"


def _code_text(number: int) -> str:
    digits = str(7**220 + number)[-185:]
    said = f"诚信商户，{_merchant(number)}，{_number(number)}，有效期至2028年11月19日，{ISSUER}颁发"
    return f"{said}，监督电话0459-0000000，验真码{digits}"


def _ours(out: Path) -> None:
    from app.documents.award import Award
    from app.documents.certificate import write

    awards = [
        Award(
            title="诚信商户",
            headline="大庆市萨尔图区2026年度",
            stars=5,
            merchant=_merchant(number),
            number=_number(number),
            issued=dt.date(2026, 11, 20),
            valid_until=dt.date(2028, 11, 19),
            issuer=ISSUER,
            body="".join(LINES[:3]) + "\n" + LINES[3],
            code_text=_code_text(number),
        )
        for number in range(COUNT)
    ]
    write(awards, out)


def _plain(out: Path) -> None:
    """The same page by hand: every line broken and placed in advance, the ground one form, the code one grey image."""
    import zxingcpp
    from PIL import Image
    from reportlab.lib.units import mm
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from app.documents.certificate import _ground
    from app.documents.pages import form
    from app.paths import FONTS

    for name in ("LXGWWenKai-Regular", "NotoSansSC_400Regular"):
        registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))
    canvas = Canvas(str(out), pagesize=(297 * mm, 210 * mm), initialFontName="NotoSansSC_400Regular")
    with form(canvas, "ground", (0, 0, 297, 210)):
        _ground(canvas)
    for number in range(COUNT):
        canvas.scale(mm, mm)
        canvas.doForm("ground")
        canvas.setLineWidth(0.25)
        canvas.line(43, 124, 150, 124)
        canvas.setFont("LXGWWenKai-Regular", 7.76)
        canvas.drawString(44, 126.5, _merchant(number), mode=2, charSpace=0.35)
        canvas.setFont("LXGWWenKai-Regular", 7.06)
        for row, line in enumerate(LINES):
            canvas.drawString(44, 113 - 13.2 * row, line, charSpace=0.32)
        canvas.drawCentredString(215, 48.5, ISSUER, mode=2, charSpace=0.42)
        canvas.drawCentredString(215, 40.5, DATE, charSpace=0.28)
        canvas.setFont("NotoSansSC_400Regular", 3.7)
        canvas.drawString(78, 49, f"证书编号：{_number(number)}", charSpace=0.1)
        canvas.drawString(78, 41.5, UNTIL, charSpace=0.1)
        code = zxingcpp.create_barcode(_code_text(number), zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        pixels = code.to_image(scale=1, add_quiet_zones=False)
        image = Image.frombytes("L", pixels.shape, bytes(pixels))
        canvas.drawImage(ImageReader(image), 44, 33, 28, 28)
        canvas.showPage()
    canvas.save()


def _read(file: Path) -> tuple[int, int]:
    """On how many pages the text is whole, and on how many the code is read from the paper at 200 dpi."""
    import pypdfium2
    import zxingcpp

    pdf = pypdfium2.PdfDocument(file)
    texts = codes = 0
    around = (41, 30, 297 - 75, 210 - 64)  # millimetres cut away to leave the code: left, bottom, right, top
    for number, page in enumerate(pdf):
        text = page.get_textpage().get_text_range()
        texts += all(part in text for part in (_merchant(number), _number(number), ISSUER, DATE, UNTIL, *LINES))
        picture = page.render(scale=200 / 72, crop=[side / 25.4 * 72 for side in around], grayscale=True)
        found = zxingcpp.read_barcodes(picture.to_pil())
        codes += [code.text for code in found] == [_code_text(number)]
    return texts, codes


if __name__ == "__main__":
    {"ours": _ours, "plain": _plain}[sys.argv[1]](Path(sys.argv[2]))
    print(time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
