"""Chinese names in Latin letters: words that consist of syllables of Hanyu Pinyin."""

from __future__ import annotations

import re
from functools import lru_cache

# Source: the table of syllables of the Scheme for the Chinese Phonetic Alphabet (汉语拼音方案), by their initials.
_TABLE = """
: a ai an ang ao e ei en eng er o ou
b: a ai an ang ao ei en eng i ian iao ie in ing o u
p: a ai an ang ao ei en eng i ian iao ie in ing o ou u
m: a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
f: a an ang ei en eng o ou u
d: a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
t: a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
n: a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue un uo ü üe v
l: a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo ü üe v
g: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
k: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
h: a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j: i ia ian iang iao ie in ing iong iu u uan ue un
q: i ia ian iang iao ie in ing iong iu u uan ue un
x: i ia ian iang iao ie in ing iong iu u uan ue un
zh: a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
ch: a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
sh: a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r: an ang ao e en eng i ong ou u ua uan ui un uo
z: a ai an ang ao e ei en eng i ong ou u uan ui un uo
c: a ai an ang ao e en eng i ong ou u uan ui un uo
s: a ai an ang ao e en eng i ong ou u uan ui un uo
y: a an ang ao e i in ing o ong ou u uan ue un
w: a ai an ang ei en eng o u
"""


# v stands for ü, behind l and n: Lvliang, but not Lenvo.
_V_BEFORE_VOWEL = re.compile(r"v[aeiou]")


@lru_cache(maxsize=1)
def _word() -> tuple[re.Pattern[str], re.Pattern[str]]:
    syllables = [
        initial + final
        for initial, finals in (line.split(":") for line in _TABLE.strip().splitlines())
        for final in finals.split()
    ]
    one = "|".join(sorted(syllables, key=len, reverse=True))
    return re.compile(rf"(?:{one})(?:[’']?(?:{one}))*"), re.compile(rf"(?:{one})(?:[’'](?:{one})|(?![aeo])(?:{one}))*")


def is_pinyin(word: str, *, strictly: bool = False) -> bool:
    """Whether a word is made of these syllables, whatever its capitals: Shenzhen, Xi’an, Taihang.

    Strictly, a vowel at the beginning of a syllable has its apostrophe: “penalise” is no Pinyin.
    """
    lower = word.lower()
    return _word()[strictly].fullmatch(lower) is not None and not _V_BEFORE_VOWEL.search(lower)
