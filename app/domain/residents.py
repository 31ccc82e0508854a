"""The resident identity number (GB 11643): what it says of its holder, and what is wrong with one."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.errors import Complaint, Invalid
from app.domain.identifiers import normal
from app.domain.names import clean

LENGTH = 18
MALE, FEMALE = SEXES = ("男", "女")
ETHNIC_GROUPS = tuple(
    "汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 "
    "傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 "
    "毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 "
    "京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族".split()
)
"""GB/T 3304 in its order."""
EDUCATIONS = ("研究生", "大学本科", "大学专科", "中等专科", "高中", "初中", "小学", "其他")
"""The classes of GB/T 4658 as Party forms print them."""
COLLEGE = EDUCATIONS[:3]
"""大专以上."""

_SEX_WRITTEN_OTHERWISE = {"男性": "男", "女性": "女"}
_LOOKS_LIKE_X = str.maketrans("×ХＸ", "XXX")
_WRITTEN_OTHERWISE = {
    "硕士": "研究生",
    "博士": "研究生",
    "硕士研究生": "研究生",
    "博士研究生": "研究生",
    "大专": "大学专科",
    "专科": "大学专科",
    "本科": "大学本科",
    "大学": "大学本科",
    "中专": "中等专科",
}
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+")


@dataclass(frozen=True)
class Resident:
    """A valid number and the birth date (ISO) and sex it carries."""

    number: str
    birth: str
    sex: str


def read_id(text: str, today: date) -> Resident:
    """What an identity number says; raises Invalid with key "id_number". Check digit and date decide, the place does
    not: places are renamed, and people older than their district's code are real."""
    number = number_written(text)
    complaint = _shape_complaint(number, text) or _truncation_complaint(number)
    born = None if complaint else _birth(number)
    if not complaint and (born is None or not date(1880, 1, 1) <= born <= today):
        complaint = Complaint("bad_id", f"第 7 至 14 位“{number[6:14]}”不是出生日期，请对照身份证改正。")
    if not complaint and not _check_holds(number):
        complaint = Complaint("bad_id", "身份证号的校验位不对，可能有一位写错了，请对照身份证逐位核对。")
    if complaint:
        raise Invalid({"id_number": complaint})
    assert born is not None
    return Resident(number, born.isoformat(), SEXES[(int(number[16]) + 1) % 2])


def number_written(text: str) -> str:
    """An identity number without what people put between and after its digits, × read as X; it need not hold."""
    return normal(text).translate(_LOOKS_LIKE_X)


def contradiction(resident: Resident, sex: str, birth: str) -> dict[str, Complaint]:
    """What sex and birth (ISO day or month) as given say against the number, by field; blanks say nothing."""
    found = {}
    if sex and sex != resident.sex:
        sentence = f"填的是{sex}，身份证号第 17 位说是{resident.sex}，请对照身份证改正其中一项。"
        found["sex"] = Complaint("sex_contradicts_id", sentence)
    if birth and not resident.birth.startswith(birth):
        sentence = f"与身份证号里的 {resident.birth} 不一致，请对照身份证改正其中一项。"
        found["birth"] = Complaint("birth_contradicts_id", sentence)
    return found


def sex(text: str) -> str:
    """男 or 女 of what people write (男性); other words stay as they are."""
    name = clean(text)
    return _SEX_WRITTEN_OTHERWISE.get(name, name)


def ethnic_group(text: str) -> str:
    """The name in GB/T 3304 of what people write (汉, 汉族); "" for none, the text itself where it names no group."""
    name = clean(text)
    whole = name if name.endswith("族") else f"{name}族"
    return whole if whole in ETHNIC_GROUPS else name


def education(text: str) -> str:
    """The class of GB/T 4658 of what people write (大专, 本科毕业); other words stay as they are."""
    name = clean(text).removesuffix("毕业")
    return _WRITTEN_OTHERWISE.get(name, name)


def _shape_complaint(number: str, text: str) -> Complaint | None:
    if _SCIENTIFIC.fullmatch(number):
        return _truncated()
    if re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return None
    if re.fullmatch(r"[0-9]{15}", number):
        return Complaint("bad_id", "这是 15 位的旧身份证号，请改填现在的 18 位号码。")
    missing = LENGTH - len(number)
    if missing:
        odd = f"还差 {missing} 位" if missing > 0 else f"多了 {-missing} 位"
        return Complaint("bad_id", f"身份证号是 18 位，现在有 {len(number)} 位，{odd}，请对照身份证改正。")
    return Complaint("bad_id", f"“{clean(text)[:20]}”里有不该出现的字，身份证号只有数字，末位可以是 X，请改正。")


def _truncation_complaint(number: str) -> Complaint | None:
    """Excel keeps 15 digits of a number and fills up with zeros."""
    return _truncated() if number.endswith("000") and not _check_holds(number) else None


def _truncated() -> Complaint:
    return Complaint("excel_truncated", "Excel 截断：后几位已经丢失，请把该列设为文本，再照身份证重新填写。")


def _birth(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _check_holds(number: str) -> bool:
    from stdnum.cn import ric

    return ric.calc_check_digit(number) == number[-1]
