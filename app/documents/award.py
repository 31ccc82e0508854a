"""What a plaque or a certificate says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.documents.type import missing, quoted
from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.honours import ENDLESS


@dataclass(frozen=True)
class Award:
    """One honour given to one merchant, in the words that are printed."""

    title: str  # 诚信商户, 党员示范店: three to eight characters
    headline: str  # 大庆市萨尔图区2026年度
    stars: int
    merchant: str
    number: str
    issued: date
    valid_until: date | None  # its last day, None for without end
    issuer: str
    body: str  # the certificate's sentences; a line feed begins a new paragraph
    code_text: str  # what a phone reads from the square code
    endless: str = ENDLESS  # how long it holds where no day is set
    sample: bool = False  # prints 示例 across the page

    @property
    def heading(self) -> str:
        """What a certificate of it has at its head."""
        return "荣誉证书"

    @property
    def validity(self) -> str:
        """The line that says how long the honour lasts."""
        if self.valid_until is None:
            return f"有效期限：{self.endless}"
        return f"有效期至：{spoken(self.valid_until.isoformat())}"


def check_characters(awards: Sequence[Award], texts: Callable[[Award], dict[str, str]]) -> None:
    """Raise Problem when a text, keyed by the font slot it is set in, has a character no font holds."""
    complaints = []
    for award in awards:
        absent = "".join(dict.fromkeys("".join(missing(slot, text) for slot, text in texts(award).items())))
        if absent:
            complaints.append(f"“{award.merchant}”的{'、'.join(map(quoted, absent))}")
    if complaints:
        more = f"等 {len(complaints)} 户" if len(complaints) > _NAMED else ""
        raise Problem(
            f"有的字任何字体里都没有，印不出来：{'；'.join(complaints[:_NAMED])}{more}。"
            "没有生成文件，数据没有改动。请核对是否录错，或换用通行的写法。"
        )


_NAMED = 5
