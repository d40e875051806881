"""Characters that look like a usual one and are another: radicals that PDF producers write for ideographs, ligatures.

`⻔` (U+2ED4 CJK RADICAL C-SIMPLIFIED GATE) is not found by a search for `门`. Kangxi radicals and ligatures have
compatibility decompositions in Unicode; the CJK Radicals Supplement has none, and its equivalents are those of
Unicode's EquivalentUnifiedIdeograph.txt, as far as the radical is also written as a character of its own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_COMPATIBLE = re.compile("[\u2e80-\u2fd5\ufb00-\ufb06]")
_SUPPLEMENT = (
    "⺁厂⺅亻⺆冂⺉刂⺊卜⺋㔾⺎兀⺐尢⺒巳⺓幺⺔彑⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺬示⺭礻"
    "⺯糹⺰纟⺲罒⺶羊⺸羋⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门"
    "⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)


@cache
def _unified(character: str) -> str:
    at = _SUPPLEMENT.find(character)
    if at >= 0 and at % 2 == 0:
        return _SUPPLEMENT[at + 1]
    return unicodedata.normalize("NFKC", character)


def unified(text: str) -> str:
    """The text with usual characters for radicals and ligatures; all else to the letter."""
    if text.isascii():
        return text
    return _COMPATIBLE.sub(lambda found: _unified(found.group()), text)
