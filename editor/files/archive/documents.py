"""What the index holds of an issue: one document for each entry, each news item, the masthead and the people.

Only fields with a `Spec` are read, so comments, suggestions and everything else of the review stay out. Lists that are
added to the schema are indexed without a change here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from editor.document.body_names import names_of
from editor.document.path_labels import path_label
from editor.document.paths import ROOT, FieldPath
from editor.document.rules.duplicates import page_key
from editor.document.rules.field_text import comparison_key
from editor.document.sections import lists_of, section_content, section_key, sections
from editor.document.text.inline import plain
from editor.files.archive.tokens import phrase_tokens, tag, tokens
from schemas import Issue, IssuingBody, Item, Kind, Part, specs_of

_CAPITALS = re.compile(r"\b[A-Z][A-Z&]{1,11}\b")
_NOT_INDEXED = frozenset({Kind.LINK, Kind.MAIL, Kind.DATE, Kind.SWITCH, Kind.CHOICE})


@dataclass(frozen=True, slots=True)
class Document:
    """One unit that a search finds. `section` is `masthead`, `entry`, `policy-news` or another key of a section.

    `titles` and `text` are searched; `tags` are tokens for the section and the bodies named. `link` and `chinese` are
    keys to compare the source with: equal for the same page and the same Chinese title.
    """

    path: str
    section: str
    label: str
    number: int | None
    title: str
    titles: str
    text: str
    tags: str
    link: str
    chinese: str


@dataclass(frozen=True, slots=True)
class BodyNames:
    """The names of bodies as sequences of tokens, and the tags of the bodies that have them."""

    tags: Mapping[tuple[str, ...], tuple[str, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    """The lengths of the names that begin with a token, the longest first."""
    abbreviations: Mapping[str, tuple[tuple[str, frozenset[str]], ...]]
    """Names in capitals: the tag of each body, and the words of which one has to be in the text."""

    @classmethod
    def of(cls, bodies: Iterable[IssuingBody]) -> BodyNames:
        """All names of these bodies. A body that succeeded another has its tag on the other's names, too."""
        known = {body.id: body for body in bodies}
        tags: dict[tuple[str, ...], dict[str, None]] = {}
        capitals: dict[str, dict[tuple[str, frozenset[str]], None]] = {}
        for body in known.values():
            own = [body_tag(one) for one in _with_successors(body, known)]
            for name in names_of(body):
                if _CAPITALS.fullmatch(name):
                    for tag in own:
                        capitals.setdefault(name, {})[tag, _only_with(body, name)] = None
                elif key := tuple(phrase_tokens(name)):
                    tags.setdefault(key, {}).update(dict.fromkeys(own))
        lengths: dict[str, set[int]] = {}
        for key in tags:
            lengths.setdefault(key[0], set()).add(len(key))
        return cls(
            {key: tuple(found) for key, found in tags.items()},
            {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
            {name: tuple(found) for name, found in capitals.items()},
        )

    def tags_in(self, texts: Iterable[str]) -> set[str]:
        """Return the tags of all bodies that texts name, and of the abbreviations that they contain."""
        found: set[str] = set()
        for text in texts:
            read = tokens(text)
            capitals = self.abbreviations.keys() & set(_CAPITALS.findall(text))
            for name in capitals:
                found.add(capitals_tag(name))
                meant = (one for one, needed in self.abbreviations[name] if not needed or needed & set(read))
                found.update(meant)
            at = 0
            while at < len(read):
                at += self._named_at(read, at, found)
        return found

    def _named_at(self, read: list[str], at: int, found: set[str]) -> int:
        """Add the tags of the longest name at a position, and return how far to go on."""
        for length in self.lengths.get(read[at], ()):
            tags = self.tags.get(tuple(read[at : at + length]))
            if tags is not None:
                found.update(tags)
                return length
        return 1

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield each name as it is looked up in a query, with one tag."""
        for key, tags in self.tags.items():
            yield from ((" ".join(key), tag) for tag in tags[:1])
        for name, listed in self.abbreviations.items():
            yield from ((name.lower(), tag) for tag, _ in listed[:1])
            yield name, capitals_tag(name)


def body_tag(body: IssuingBody) -> str:
    """Return the token of a body."""
    return tag("body", body.id)


def capitals_tag(name: str) -> str:
    """Return the token of an abbreviation in capitals: `MOST` is a ministry, `most` is not."""
    return tag("capitals", name)


def people_of(issue: Issue) -> tuple[str, ...]:
    """Return the names of authors and editors."""
    return tuple(person.name for person in (*issue.imprint.authors, *issue.imprint.editors) if person.name.strip())


def documents_of(issue: Issue, names: BodyNames) -> Iterator[Document]:
    """Yield the documents of an issue in reading order, the masthead last: its headline repeats the entries' topics.

    Those without a text are left out.
    """
    for section in sorted(sections(issue), key=lambda section: not section.path):
        value = section_content(issue, section.path)
        if not section.path:
            yield from _document(issue, section.path, _texts(issue, section.fields or ()), None, names)
        elif section.items is not None:
            for item in value:
                path = section.path / item.id
                yield from _document(issue, path, _all_texts(item), item, names)
        elif isinstance(value, Item):
            yield from _document(issue, section.path, _all_texts(value), value, names)
        else:
            lists = [name for name, _ in lists_of(value)]
            yield from _document(issue, section.path, _texts(value, lists), None, names)


_Text = tuple[bool, str]
"""Whether it is a title, and the text as read."""


def _document(
    issue: Issue, path: FieldPath, texts: Iterable[_Text], item: Item | None, names: BodyNames
) -> Iterator[Document]:
    found = [(is_title, text) for is_title, text in texts if text.strip()]
    if not found:
        return
    section = _section(path)
    source = getattr(item, "source", None)
    tags = names.tags_in(text for _, text in found)
    yield Document(
        path=str(path),
        section=section,
        label=path_label(issue, path) or "Masthead",
        number=_number(issue, path),
        title=str(getattr(item, "title", "") if item is not None else issue.headline if path == ROOT else ""),
        titles="\n".join(text for is_title, text in found if is_title),
        text="\n".join(text for is_title, text in found if not is_title),
        tags=" ".join(sorted({*tags, tag("section", section)})),
        link=page_key(getattr(source, "link", "").strip()),
        chinese=comparison_key(getattr(source, "title_zh", "")),
    )


def _all_texts(part: Part) -> Iterator[_Text]:
    model: type[Part] = type(part)
    return _texts(part, specs_of(model))


def _texts(part: Part, fields: Iterable[str]) -> Iterator[_Text]:
    """Yield every text of some fields of a part, as read."""
    specs = specs_of(type(part))
    for name in fields:
        value, spec = getattr(part, name), specs[name]
        if isinstance(value, Part):
            yield from _all_texts(value)
        elif isinstance(value, tuple):
            for one in value:
                if isinstance(one, Part):
                    yield from _all_texts(one)
                else:
                    yield False, str(one)
        elif isinstance(value, str) and spec.kind not in _NOT_INDEXED:
            is_title = spec.kind is Kind.CHINESE or (spec.kind is Kind.LINE and spec.english)
            yield is_title, plain(value) if spec.kind is Kind.INLINE else value


def _section(path: FieldPath) -> str:
    key = section_key(path)
    return key.removesuffix(f"-{path[1]}") if len(path) == 2 and key.endswith(f"-{path[1]}") else key


def _number(issue: Issue, path: FieldPath) -> int | None:
    """The number of an entry or of an item in its list, from 1."""
    if not path:
        return None
    items = issue.top5 if len(path) == 2 else getattr(getattr(issue, path[0]), path[1]) if len(path) == 3 else ()
    return next((number for number, item in enumerate(items, 1) if item.id == path[-1]), None)


def _with_successors(body: IssuingBody, known: Mapping[str, IssuingBody]) -> list[IssuingBody]:
    """The body and those that took over its work, one after the other."""
    found = [body]
    while (after := known.get(found[-1].history.successor)) is not None and after not in found:
        found.append(after)
    return found


def _only_with(body: IssuingBody, name: str) -> frozenset[str]:
    """The words of which one has to be in the text for the abbreviation to mean this body."""
    for other in body.history.other_names:
        if other.abbreviation == name:
            return frozenset(word for one in other.only_with for word in tokens(one))
    return frozenset(word for one in body.history.only_with for word in tokens(one))
