"""What the letters of symbol fonts look like: `J` in Wingdings is a face, `a` in Symbol is alpha.

The tables hold the signs that Word and its users put in: arrows, bullets, boxes, ticks, figures in circles, Greek and
mathematics. Sources: Unicode's mapping of Adobe's Symbol encoding (VENDORS/ADOBE/symbol.txt) and the origin of the
Unicode 7.0 additions for Wingdings (L2/11-052), with the older, better supported sign where there are two.
"""

from __future__ import annotations

_PRIVATE = 0xF000
"""Word stores letters of symbol fonts at U+F000 plus their code."""


def _table(*rows: tuple[int, str]) -> dict[int, str]:
    """Codes from the first number on; a space in a row stands for no sign."""
    return {start + at: sign for start, signs in rows for at, sign in enumerate(signs) if sign != " "}


_SYMBOL = _table(
    (0x21, "!∀#∃%&∋()∗+,−./0123456789:;<=>?"),
    (0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
    (0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"),
    (0xF1, "〉∫"),
)
_WINGDINGS = _table(
    (0x21, "✏✂✁  "),
    (0x28, "☎✆✉"),
    (0x36, "⌛⌨"),
    (0x3E, "✇✍"),
    (0x41, "✌"),
    (0x45, "☜☞☝☟"),
    (0x4A, "☺😐☹"),
    (0x4E, "☠"),
    (0x51, "✈☼"),
    (0x54, "❄"),
    (0x56, "✞"),
    (0x58, "✠✡☪☯ॐ"),
    (0x5E, "♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□❐❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞"),
    (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x9E, "·•▪○"),
    (0xA4, "◉◎"),
    (0xA7, "▪□"),
    (0xAA, "✦★✶✴✹✵"),
    (0xD8, "➢"),
    (0xDF, "←→↑↓↖↗↙↘←→↑↓↖↗↙↘⇦⇨⇧⇩⇔⇕⬀⬁⬃⬂▭▫✗✓☒☑"),
)
# In this table 0xE0 is →, as Word puts it in for "-->"; 0xDF is ←.
_WINGDINGS_2 = _table((0x50, "✓✗☑☒☒"), (0x97, "●"), (0xA2, "■"))
_WINGDINGS_3 = _table((0x66, "←→↑↓"), (0x7D, "▶"))
_WEBDINGS = _table((0x34, "▶"), (0x61, "✔"), (0x6E, "●"), (0x67, "■"))

_FONTS = {
    "symbol": _SYMBOL,
    "symbolmt": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}
LIST_MARKS = frozenset("·•▪●○■□➢✓✔❖◆⬥→–—-*o§ØüØ¨§vðq□❑➔")
"""Signs, read or not, with which a list item can begin."""


def symbol_font(family: str) -> str:
    """The name of the symbol font that a font family's first name is, in lower case; "" for any other font."""
    first = family.split(",", 1)[0].strip().strip("\"'").lower()
    return first if first in _FONTS else ""


def read_symbols(text: str, font: str) -> tuple[str, str]:
    """The signs that letters of a symbol font show, and the letters that none is known for."""
    table = _FONTS[font]
    signs: list[str] = []
    unknown: list[str] = []
    for character in text:
        code = ord(character)
        code -= _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else 0
        if character.isspace() or code > 0xFF:
            signs.append(character)
        elif code in table:
            signs.append(table[code])
        else:
            unknown.append(character)
    return "".join(signs), "".join(unknown)
