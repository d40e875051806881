"""Names of bodies in time: what a body is called on the day that a text is about.

The library says from when until when a name is valid. A text is about the year that its sentence names, or else about
the date of its entry; a text without a date is about today.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from editor.words.checks.quantities import sentences, years
from editor.words.hits import Hit, LookAtSection
from editor.words.known import Known
from editor.words.passages import Passage, PassageGroup
from schemas import IssuingBody
from schemas.style import Scope, StyleRule

_TODAY = "9999"
_READ = frozenset({Scope.RUNNING, Scope.BULLETS, Scope.TITLES, Scope.BODIES, Scope.OTHER})
_LOOKING_BACK = re.compile(
    r"\b(?:former|formerly|previously|then-[A-Z]|predecessors?|successor to|renamed|replaced|replacing|merged|"
    r"dissolved|abolished|known as)\b",
    re.IGNORECASE,
)
_ELSEWHERE_BEFORE = re.compile(r"(?:\b[A-Z][\w-]*(?:[’']s?)?|\b(?:state|provincial|local|federal|municipal)) $")
_NOT_FOREIGN = re.compile(r"(?:\bThe|\bChina[’']s|\bBeijing[’']s|\bChinese|\bChina|\bAnd|\bIn|\bBy) $")
_CAPITALIZED = re.compile(
    r"(?<![\w-])(?!The |In |At |By |And )[A-Z][\w’'-]+(?:,? (?:[A-Z][\w’'-]*|of|and|for|the|on|from)(?![\w-]))+"
)
_FEWEST_WORDS = 3
_ALIKE = 0.72
_ELSEWHERE_AFTER = re.compile(r" (?:of|in) (?!China\b|the People)[A-Z]")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that may be out of date, and the body it is a name of. `only_with` words have to be in the sentence."""

    body: IssuingBody
    valid_from: str
    valid_until: str
    is_abbreviation: bool
    only_with: tuple[str, ...] = ()


def names_in_time(rule: StyleRule, known: Known) -> LookAtSection:
    """Names that a body no longer has, or that others give it. The fix is its name on that day."""
    bodies = {body.id: body for body in known.bodies}
    outdated = _outdated(known.bodies)
    current = {
        name for body in known.bodies if not body.history.valid_until for name in (body.abbreviation, body.name) if name
    }
    alternatives = "|".join(re.escape(name) for name in sorted({*outdated, *current}, key=len, reverse=True))
    if not outdated:
        return lambda section: ()
    pattern = re.compile(rf"(?<![\w*])(?P<name>{alternatives})(?: \((?P<short>[A-Z]{{3,8}})\))?(?![\w&-])")

    def look(section: PassageGroup) -> Iterator[tuple[Passage, Hit]]:
        day = section.date.isoformat() if section.date is not None else _TODAY
        for passage in section.passages:
            if passage.scope not in _READ:
                continue
            for start, sentence in sentences(passage.text):
                if passage.scope is not Scope.BODIES and _LOOKING_BACK.search(sentence):
                    continue
                for match in pattern.finditer(sentence):
                    name = outdated.get(match["name"])
                    if name is None or match["name"] in current or not _is_meant(name, sentence, match):
                        continue
                    if any(_is_valid(name, when) for when in years(sentence) or {day}) or _is_valid(name, day):
                        continue
                    yield passage, _hit(name, match, start, day, bodies)

    return look


def full_names(rule: StyleRule, known: Known) -> LookAtSection:
    """A full name and an abbreviation in brackets after it that are not those of the same body."""
    by_abbreviation: dict[str, list[str]] = {}
    for body in known.bodies:
        names = [(body.abbreviation, body.name)]
        names += [(one.abbreviation or body.abbreviation, one.name or body.name) for one in body.history.other_names]
        for abbreviation, name in names:
            if abbreviation and name:
                by_abbreviation.setdefault(abbreviation, []).append(name)
    by_name: dict[str, list[str]] = {}
    for abbreviation, all_names in by_abbreviation.items():
        for name in all_names:
            by_name.setdefault(name, []).append(abbreviation)
    full = "|".join(re.escape(name) for name in sorted(by_name, key=len, reverse=True))
    unknown = re.compile(rf"(?<![\w-])(?P<name>{full}) \((?P<short>[A-Z][A-Za-z]{{0,6}}[A-Z])\)")
    nearly = _nearly(by_name)
    short = "|".join(map(re.escape, by_abbreviation))
    pattern = re.compile(rf"(?:(?:[A-Z][\w’'-]*|of|and|for|the|on)(?: |, )){{2,14}}\((?P<short>{short})\)")

    def look(section: PassageGroup) -> Iterator[tuple[Passage, Hit]]:
        for passage in section.passages:
            told: set[int] = set()
            for match in pattern.finditer(passage.text) if passage.scope in _READ else ():
                end = match.start("short") - 2
                names = by_abbreviation[match["short"]]
                written = passage.text[match.start() : end]
                starts = _starts_of_name(written, names)
                # Another body may come before it: the Ministry of Public Security and the Ministry of Finance (MOF).
                if not starts or any(_is_known(written[start:], names) for start in starts):
                    continue
                start = starts[0]
                message = f"{match['short']} stands for {names[0]}."
                told.add(end)
                yield passage, Hit(match.start() + start, end, names[0], message)
            for match in unknown.finditer(passage.text) if passage.scope in _READ and by_name else ():
                right = by_name[match["name"]]
                if match["short"] in by_abbreviation or _may_stand_for(match["short"], match["name"], right):
                    continue
                if not _is_foreign(passage.text, match.start(), match.end("name")):
                    message = f"The abbreviation of {match['name']} is {right[0]}."
                    yield passage, Hit(*match.span("short"), right[0], message)
            for match in _CAPITALIZED.finditer(passage.text) if passage.scope in _READ else ():
                almost = nearly(match[0])
                if almost is not None:
                    end = match.start() + len(almost[0])
                    if end not in told and not _is_foreign(passage.text, match.start(), end):
                        yield passage, Hit(match.start(), end, almost[1], f"The body is called {almost[1]}.")

    return look


def _nearly(names: Iterable[str]) -> Callable[[str], tuple[str, str] | None]:
    """What finds a name of which one word is written differently at the beginning of a text: as written, and right."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(name.split())
        if len(words) >= _FEWEST_WORDS:
            by_first.setdefault(words[0], []).append(words)

    @lru_cache(maxsize=1000)
    def nearly(written: str) -> tuple[str, str] | None:
        words = tuple(written.split())
        near = by_first.get(words[0], ())
        plain = tuple(map(_plain, words))
        if any(plain[: len(name)] == tuple(map(_plain, name)) for name in near):
            return None
        for name in near:
            other = [(one, two) for one, two in zip(words, name, strict=False) if _plain(one) != _plain(two)]
            if len(words) >= len(name) and len(other) == 1 and _is_slip(*other[0]):
                return " ".join(words[: len(name)]), " ".join(name)
            end = next((end for end in range(len(words), 2, -1) if _content(words[:end]) == _content(name)), 0)
            if end:
                return " ".join(words[:end]), " ".join(name)
        return None

    return nearly


def _content(words: Iterable[str]) -> list[str]:
    """A name without its articles, and with one preposition for all: of Market Regulation, for Market Regulation."""
    return ["of" if word in ("for", "on") else word for word in map(_plain, words) if word != "the"]


def _plain(word: str) -> str:
    return word.strip(",").replace("’", "'")


def _is_slip(one: str, other: str) -> bool:
    return min(len(one), len(other)) > 4 and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _may_stand_for(short: str, name: str, right: list[str]) -> bool:
    """Whether it is an abbreviation of the name, in other capitals, or made of the name's initials."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name)), "".join(re.findall(r"\b[A-Z]", name))
    return short.casefold() in map(str.casefold, (*right, *initials))


def _outdated(bodies: tuple[IssuingBody, ...]) -> Mapping[str, _Name]:
    found: dict[str, _Name] = {}
    for body in bodies:
        if body.history.valid_until:
            for text, short in ((body.abbreviation, True), (body.name, False)):
                if text:
                    only_with = body.history.only_with if short else ()
                    found.setdefault(
                        text, _Name(body, body.history.valid_from, body.history.valid_until, short, only_with)
                    )
        for name in body.history.other_names:
            for text, short in ((name.abbreviation, True), (name.name, False)):
                if text and text not in (body.abbreviation, body.name):
                    only_with = name.only_with if short else ()
                    found.setdefault(text, _Name(body, name.valid_from, name.valid_until, short, only_with))
    return found


def _is_valid(name: _Name, when: str) -> bool:
    """Whether the name is valid at some time of that year or on that day; without an end it is never the desk's."""
    if not name.valid_until:
        return False
    until = name.valid_until
    length = min(len(when), len(until))
    return when[:length] <= until[:length]


def _is_meant(name: _Name, sentence: str, match: re.Match[str]) -> bool:
    if name.only_with:
        lower = sentence.lower()
        return any(re.search(rf"\b{re.escape(word.lower())}\b", lower) for word in name.only_with)
    if name.is_abbreviation:
        return True
    return not _is_foreign(sentence, match.start(), match.end())


def _is_foreign(text: str, start: int, end: int) -> bool:
    """Whether the words around a name say that it is a body of another country, or of a province."""
    before = text[max(0, start - 40) : start]
    foreign = _ELSEWHERE_BEFORE.search(before) and not _NOT_FOREIGN.search(before)
    return bool(foreign) or _ELSEWHERE_AFTER.match(text, end) is not None


def _hit(name: _Name, match: re.Match[str], start: int, day: str, bodies: Mapping[str, IssuingBody]) -> Hit:
    now = _on(name.body, day, bodies)
    end = match.end("name")
    fixed = (now.abbreviation or now.name) if name.is_abbreviation else now.name
    if match["short"] and not name.is_abbreviation:  # State Intellectual Property Office (SIPO)
        end, fixed = match.end(), f"{now.name} ({now.abbreviation})" if now.abbreviation else now.name
    written = f"{now.name} ({now.abbreviation})" if now.abbreviation else now.name
    since = now.history.valid_from or name.valid_until
    if not name.valid_until:
        message = f"The name of “{match['name']}” in the library is {written}."
    elif now is name.body:
        message = f"“{match['name']}” has been called {written} since {since[:4]}."
    else:
        message = f"“{match['name']}” was succeeded by {written} in {since[:4]}."
    return Hit(start + match.start("name"), start + end, fixed, message)


def _on(body: IssuingBody, day: str, bodies: Mapping[str, IssuingBody]) -> IssuingBody:
    """The body that did this body's work on a day."""
    seen: set[str] = set()
    while (
        body.history.valid_until
        and body.history.valid_until < day
        and body.history.successor in bodies
        and body.id not in seen
    ):
        seen.add(body.id)
        body = bodies[body.history.successor]
    return body


def _starts_of_name(written: str, names: list[str]) -> list[int]:
    """Where the name that is written may begin: at the first word of one of the names."""
    firsts = {name.split()[0].split("-")[0] for name in names}
    capitalized = re.finditer(r"\b[A-Z][\w’'-]*", written)
    return [match.start() for match in capitalized if match[0].split("-")[0] in firsts]


def _is_known(written: str, names: list[str]) -> bool:
    key = _key(written)
    return any(key == other or other.startswith(key) or key.startswith(other) for other in map(_key, names))


def _key(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.lower().replace("’", "").replace("'", "")))
