"""A small calculator of the formulas that our workbooks hold, independent of the code that writes them."""

import re
from fractions import Fraction

_TOKEN = re.compile(
    r'"([^"]*)"|(SUM|IF|N)(?=\()|((?:[^\W\d]\w*!)?[A-Z]{1,2}\d+(?::[A-Z]{1,2}\d+)?)|(\d+)|(<=|[-+*/=(),])'
)


class Calculator:
    """What the cells of a loaded workbook (formulas, not values) come to."""

    def __init__(self, book):
        self._book, self._known = book, {}

    def cell(self, sheet, at):
        """A number as a fraction, a text, or None."""
        if (sheet, at) not in self._known:
            value = self._book[sheet][at].value
            if isinstance(value, str) and value.startswith("="):
                value = _Reading(self, sheet, value[1:]).all()
            elif isinstance(value, int | float):
                value = Fraction(str(value))
            self._known[sheet, at] = value
        return self._known[sheet, at]

    def area(self, sheet, first, last):
        cells = self._book[sheet][f"{first}:{last}"]
        return [self.cell(sheet, cell.coordinate) for row in cells for cell in row]


class _Reading:
    def __init__(self, calculator, sheet, text):
        self._of, self._sheet = calculator, sheet
        self._tokens = [(found.lastindex, found[found.lastindex]) for found in _TOKEN.finditer(text)]
        assert "".join(found[0] for found in _TOKEN.finditer(text)) == text, text

    def all(self):
        value = self._compared()
        assert not self._tokens
        return value

    def _take(self, *wanted):
        if self._tokens and self._tokens[0][1] in wanted and self._tokens[0][0] == 5:
            return self._tokens.pop(0)[1]
        return ""

    def _compared(self):
        value = self._sum()
        if self._take("<="):
            return value <= self._sum()
        return value == self._sum() if self._take("=") else value

    def _sum(self):
        value = self._product()
        while sign := self._take("+", "-"):
            value = _computed(sign, value, self._product())
        return value

    def _product(self):
        value = self._one()
        while sign := self._take("*", "/"):
            value = _computed(sign, value, self._one())
        return value

    def _one(self):
        kind, text = self._tokens.pop(0)
        if kind == 1:
            return text
        if kind == 2:
            return self._call(text)
        if kind == 3:
            return self._at(text)
        if kind == 4:
            return Fraction(text)
        assert text == "("
        value = self._compared()
        assert self._take(")")
        return value

    def _at(self, text):
        sheet, _, at = text.rpartition("!")
        first, _, last = at.partition(":")
        return self._of.area(sheet or self._sheet, first, last) if last else self._of.cell(sheet or self._sheet, at)

    def _call(self, name):
        assert self._take("(")
        given = [self._compared()]
        while self._take(","):
            given.append(self._compared())
        assert self._take(")")
        if name == "IF":
            return given[1] if given[0] else given[2]
        numbers = [each for each in (given[0] if name == "SUM" else given) if isinstance(each, Fraction)]
        return sum(numbers, Fraction(0))


def _computed(sign, value, other):
    if not isinstance(value, Fraction) or not isinstance(other, Fraction):
        return "#VALUE!"
    if sign == "/":
        return value / other if other else "#DIV/0!"
    return {"+": value + other, "-": value - other, "*": value * other}[sign]
