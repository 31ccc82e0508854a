"""What a password must not be: too short, a name, a run of keys, or what everybody tries first."""

from collections.abc import Iterable
from itertools import pairwise

from app.domain.names import fold

SHORTEST = 8
_LEFT_OVER = 4  # letters a password must have besides a name in it
_RUNS = ("qwertyuiopasdfghjklzxcvbnm", "1234567890", "0123456789", "!@#$%^&*()_+", "qazwsxedcrfvtgbyhnujmikolp")
_COMMON = frozenset(
    """password passw0rd p@ssw0rd password1 password123 admin123 admin888 admin123456 administrator iloveyou
    11223344 12341234 12344321 1234567890 0987654321 123456789a a123456789 a1234567 a12345678 aa123456 aaa123456
    abc12345 abc123456 abcd1234 1234abcd 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz@wsx zaq12wsx q1w2e3r4 qwer1234 1234qwer
    qwe12345 asdf1234 asd12345 zxcv1234 zxc12345 123qweasd qweasdzxc qq123456 qq123123 woaini520 woaini521 woaini1314
    wang1234 li123456 5201314520 52013145 13145200 1314520520 147258369 741852963 789456123 159357456 31415926
    88889999 66668888 19491001 20080808 12312312 123123123 123321123 123456123 123456abc mima1234 mima123456 dangqun123
    shangquan""".split()
)


def complaint(password: str, names: Iterable[str] = ()) -> str:
    """What is wrong with a password, as a sentence; "" for one that will do. `names` are too easily guessed."""
    if len(password) < SHORTEST:
        return f"口令至少 {SHORTEST} 位，现在有 {len(password)} 位。"
    typed = _folded(password)
    if any(len(typed.replace(name, "")) < _LEFT_OVER for name in map(_folded, names) if name and name in typed):
        return "口令不能就是姓名或单位名称，别人一猜就中。请再加几个别的字。"
    if len(set(typed)) <= 2:
        return "口令不能只由一两个字重复而成。请换一个不好猜的。"
    if _is_run(typed):
        return "口令不能是连着的数字、字母或键盘上相邻的键。请换一个不好猜的。"
    if typed in _COMMON:
        return "这个口令太常见，别人首先会试它。请换一个不好猜的。"
    return ""


def _folded(text: str) -> str:
    return fold(text).replace(" ", "")


def _is_run(typed: str) -> bool:
    """12345678, hgfedcba, qwertyui and the like, forwards or backwards."""
    steps = {ord(after) - ord(before) for before, after in pairwise(typed)}
    return steps in ({1}, {-1}) or any(typed in run * 2 or typed in (run * 2)[::-1] for run in _RUNS)
