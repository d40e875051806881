"""The numbers of ordered lists, as a browser would write them."""

from __future__ import annotations

from dataclasses import dataclass

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 10_000


@dataclass
class ListNumbers:
    """Counts the items of one list; `kind` is that of `<ol type>`, "" for a list without numbers."""

    kind: str
    following: int = 1
    step: int = 1

    def take(self, value: int | None = None) -> str:
        """The mark of the next item: `1.`, `b.`, `iv.`; "" in a list without numbers."""
        number = self.following if value is None else value
        self.following = number + self.step
        return f"{formatted(number, self.kind)}." if self.kind else ""


def formatted(number: int, kind: str) -> str:
    """A number as `1`, `a`, `A`, `i` or `I` write it. What a kind cannot write is written in figures."""
    if kind in "aA" and 0 < number <= _MOST:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters if kind == "a" else letters.upper()
    if kind in "iI" and 0 < number <= 3999:
        roman = ""
        for value, sign in _ROMAN:
            count, number = divmod(number, value)
            roman += sign * count
        return roman if kind == "i" else roman.upper()
    return str(number)
