"""Search without an index: read all issues and look through them. For a Python whose SQLite has no FTS5."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from editor.document.body_names import names_of
from editor.files.archive.documents import BodyNames, Document, documents_of, people_of
from editor.files.archive.indexing import known_bodies, newsletter_of
from editor.files.archive.query import Needle, Query, quoted_and_words
from editor.files.archive.scanning import scan
from editor.files.archive.searching import COUNTED, MOST_HITS, Hit, Hits
from editor.files.archive.snippets import SnippetMaker
from editor.files.archive.stems import Stemmer
from editor.files.archive.tokens import normalized, phrase_tokens, tokens
from editor.files.damaged_review import parse_with_damaged_review
from editor.files.errors import FileError
from editor.files.reading import read_bytes
from schemas import Issue, IssuingBody


def plain_search(
    folder: Path, query: Query, most: int = MOST_HITS, *, go_on: Callable[[], bool] = lambda: True
) -> Hits:
    """Return the hits of a query, the newest first. Words are found inside other words. Raises FileError."""
    if query.is_empty:
        return Hits()
    bodies = tuple(known_bodies(folder))
    wanted = [_alternatives(word, bodies) for word in quoted_and_words(query.words)]
    wanted += [_alternatives(query.body, bodies)] if query.body.strip() else []
    maker = SnippetMaker([Needle(tuple(phrase_tokens(one))) for names in wanted for one in names], Stemmer())
    found: list[Hit] = []
    for path, issue in _issues(folder, query, go_on):
        for document in documents_of(issue, BodyNames.of(())):
            if query.section in ("", document.section) and _contains(document, wanted):
                found.append(_hit(path, issue, document, maker))
    found.sort(key=lambda hit: hit.date.toordinal() if hit.date is not None else 0, reverse=True)
    return Hits(tuple(found[:most]), min(len(found), COUNTED + 1))


def _issues(folder: Path, query: Query, go_on: Callable[[], bool]) -> Iterator[tuple[Path, Issue]]:
    """Yield the readable issues of the dates and the person that are asked for."""
    for one in scan(folder).files:
        if not go_on():
            return
        path = folder / one.path
        try:
            issue, _ = parse_with_damaged_review(read_bytes(path), str(path))
        except FileError:
            continue
        names = normalized("\n".join(people_of(issue)))
        if all(part in names for part in tokens(query.person)) and _is_within(issue, query):
            yield path, issue


def _is_within(issue: Issue, query: Query) -> bool:
    if query.since is None and query.until is None:
        return True
    return (
        issue.date is not None
        and (query.since is None or query.since <= issue.date)
        and (query.until is None or issue.date <= query.until)
    )


def _alternatives(text: str, bodies: Sequence[IssuingBody]) -> tuple[str, ...]:
    """A word or, where it is the name of a body, all names of the body."""
    key = phrase_tokens(text)
    for body in bodies:
        names = names_of(body)
        if any(phrase_tokens(name) == key for name in names):
            return names
    return (text,)


def _contains(document: Document, wanted: Sequence[Sequence[str]]) -> bool:
    text = " ".join(normalized(f"{document.titles}\n{document.text}").split())
    return all(any(" ".join(normalized(one).split()) in text for one in names) for names in wanted)


def _hit(path: Path, issue: Issue, document: Document, maker: SnippetMaker) -> Hit:
    return Hit(
        file=path,
        path=document.path,
        section=document.section,
        label=document.label,
        number=document.number,
        title=document.title,
        newsletter=newsletter_of(issue.theme),
        headline=issue.headline,
        date=issue.date,
        page=None,
        snippet=maker.snippet_of(document.title, document.titles, document.text),
        title_spans=maker.spans(document.title),
    )
