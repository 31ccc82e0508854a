"""余, 近 and 超: round numbers in running text, by one stated rule, never without the exact number beside them."""

RULE = "取前两位有效数字为整数：恰好相等写原数；差不到一成进位写“近”；超出不到一成写“超”；其余写“余”；不足一百写原数。"


def rounded(number: int) -> str:
    """127 as 120余, 500 as 500, 499 as 近500, 1,203 as 超1,200; below a hundred as it is."""
    if number < 100:
        return f"{number:,}"
    unit = 10 ** (len(str(number)) - 2)
    base = number // unit * unit
    rest = number - base
    if not rest:
        return f"{number:,}"
    if (unit - rest) * 10 <= unit:
        return f"近{base + unit:,}"
    if rest * 10 <= unit:
        return f"超{base:,}"
    return f"{base:,}余"


def with_exact(number: int, unit: str) -> str:
    """120余家（127家）; where the round number is exact it stands alone."""
    words = rounded(number)
    exact = f"{number:,}{unit}"
    return exact if words == f"{number:,}" else f"{words}{unit}（{exact}）"
