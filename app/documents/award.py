"""What a plaque or a certificate says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.documents.type import are_told, missing, quoted, settable
from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.honours import ENDLESS

_NAMED = 5


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


def printable(awards: Sequence[Award], slots: Mapping[str, str]) -> list[Award]:
    """The awards with a box for each character that no font holds, `slots` naming the font slot of each text. Raises
    Problem naming them where nobody is told of boxes."""
    if not are_told():
        _refuse_odd(awards, slots)
    return [_boxed(award, slots) for award in awards]


def _boxed(award: Award, slots: Mapping[str, str]) -> Award:
    said = {name: settable(getattr(award, name), slot, award.merchant) for name, slot in slots.items()}
    return replace(award, **said)  # type: ignore[arg-type]


def _refuse_odd(awards: Sequence[Award], slots: Mapping[str, str]) -> None:
    complaints = []
    for award in awards:
        texts = (missing(slot, getattr(award, name).replace("\n", "")) for name, slot in slots.items())
        if absent := dict.fromkeys("".join(texts)):
            complaints.append(f"“{award.merchant}”的{'、'.join(map(quoted, absent))}")
    if complaints:
        more = f"等 {len(complaints)} 户" if len(complaints) > _NAMED else ""
        raise Problem(
            f"有的字任何字体里都没有，印不出来：{'；'.join(complaints[:_NAMED])}{more}。"
            "没有生成文件，数据没有改动。请核对是否录错，或换用通行的写法。"
        )
