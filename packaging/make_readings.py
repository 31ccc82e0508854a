"""Write resources/readings.txt: of characters with many readings, those that words or surnames still use.

A dictionary lists 市 as fu and 餐 as sun too; nobody types that, and every reading of a name multiplies what the search
has to keep. A reading stays when one of pypinyin's phrases has it, or a surname below; a character without any phrase
keeps all of its readings.
"""

from collections import defaultdict
from pathlib import Path

from pypinyin.contrib.tone_convert import to_normal
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

SURNAMES = (
    "区ou 盖ge 翟zhai 翟di 覃qin 覃tan 黑he 乜nie 员yun 冼xian 缪miao 洗xian 折she 撒sa 牟mu 逯lu 隗kui 隗wei "
    "郗xi 莘shen 郇huan 郇xun 阙que 种chong 繁po 秘bi 葛ge 召shao 车che 祭zhai 佴nai 郄qie 万mo 尉yu 单shan 仇qiu "
    "曾zeng 朴piao 解xie 查zha 任ren 华hua 纪ji 宁ning 应ying 那na 哈ha 曲qu 谌chen 谌shen 晟sheng 晟cheng 乐yue"
).split()
OUT = Path(__file__).parent.parent / "resources" / "readings.txt"


def main() -> None:
    """Write one line for each character that loses readings: the character and those it keeps."""
    used = defaultdict(set)
    for phrase, readings in phrases_dict.items():
        for character, reading in zip(phrase, readings, strict=False):
            used[character].add(plain(reading[0]))
    for surname in SURNAMES:
        used[surname[0]].add(surname[1:])
    lines = []
    for code, listed in sorted(pinyin_dict.items()):
        every = list(dict.fromkeys(map(plain, listed.split(","))))
        kept = [reading for reading in every if reading in used[chr(code)]]
        if kept and len(kept) < len(every):
            lines.append(f"{chr(code)} {' '.join(kept)}\n")
    OUT.write_text("".join(lines), "utf-8")


def plain(reading: str) -> str:
    """A syllable without tone, ü written v."""
    return to_normal(reading).replace("ü", "v")


if __name__ == "__main__":
    main()
