"""Threads as Word comments: where each is in the document, and the parts that hold what was said.

A reply names the comment that it answers, and a thread says that it is resolved, by the id of a comment's last
paragraph (MS-DOCX 2.5.4): in `comments.xml`, not in the text. The id is below 0x80000000.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.document.paths import FieldPath, NoSuchField
from editor.document.review.threads import anchor_of
from editor.document.suggestions.record_paths import item_path, story_of
from editor.document.suggestions.story import story_at, story_path
from editor.formats.docx.look import COMMENT_TEXT, MAIN
from editor.formats.docx.review.markup import CommentRange
from editor.formats.docx.review.pieces import Signed
from editor.formats.docx.wordml import escaped, run
from schemas import Issue
from schemas.suggestion import SuggestionRecord

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@dataclass(frozen=True, slots=True)
class WordComment:
    """One comment. `parent` is the number of the first comment of its thread; None for that itself."""

    number: int
    by: Signed
    text: str
    parent: int | None
    resolved: bool

    @property
    def paragraph(self) -> str:
        """The id of its last paragraph."""
        said = f"{self.number}\0{self.by.author}\0{self.by.time}\0{self.text}"
        digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()
        return f"{int.from_bytes(digest[:4], 'big') % 0x7FFFFFFE + 1:08X}"


class DocumentComments:
    """The comments of a document, and the fields that they are on."""

    def __init__(self, issue: Issue, shown: Iterable[SuggestionRecord], written: Sequence[str]) -> None:
        """`written` are the paths of the fields of the document, in its order."""
        self._issue = issue
        self.comments: list[WordComment] = []
        self.ranges: dict[str, list[CommentRange]] = {}
        for thread in issue.review.threads:
            if thread.comments:
                said = [(Signed(one.author, one.at), one.text) for one in thread.comments]
                numbers = self._add(said, resolved=thread.resolved)
                anchor = anchor_of(issue, thread)
                span = (anchor.start, anchor.end) if anchor is not None else None
                self._put(thread.path, numbers, span, written)
        for record in shown:
            if record.replies:
                numbers = self._add([(Signed(one.author, one.at), one.text) for one in record.replies], resolved=False)
                story = story_of(issue, record)
                path = str(story) if story is not None and str(story) in written else item_path(record)
                self._put(path, numbers, None, written, record.id)

    def _add(self, said: Sequence[tuple[Signed, str]], *, resolved: bool) -> tuple[int, ...]:
        first = len(self.comments)
        for number, (by, text) in enumerate(said, first):
            self.comments.append(WordComment(number, by, text, None if number == first else first, resolved))
        return tuple(range(first, len(self.comments)))

    def _put(
        self,
        path: str,
        numbers: tuple[int, ...],
        span: tuple[int, int] | None,
        written: Sequence[str],
        record: str = "",
    ) -> None:
        target = _written_path(path, written)
        if target is None:
            return
        if span is not None and target == path:
            story, start = self._in_story(path, span[0])
            one = CommentRange(numbers, start, start + span[1] - span[0])
            self.ranges.setdefault(story, []).append(one)
            return
        self.ranges.setdefault(target, []).append(CommentRange(numbers, record=record))

    def _in_story(self, path: str, start: int) -> tuple[str, int]:
        """A position in a text as one in the whole field."""
        found = story_path(self._issue, FieldPath.parse(path))
        if found is None:
            return path, start
        position = story_at(self._issue, found).position_of(FieldPath.parse(path), start)
        return (path, start) if position is None else (str(found), position)

    def on(self, path: str) -> list[CommentRange]:
        """The comments on a field, or on letters of it."""
        return self.ranges.get(path, [])

    def position(self, path: str) -> int:
        """Where a line begins in its field; 0 in an item that is only suggested, on whose letters is no comment."""
        try:
            return self._in_story(path, 0)[1]
        except NoSuchField:
            return 0

    def xml(self) -> str:
        """The comments part."""
        return (
            f'<w:comments xmlns:w="{MAIN}" xmlns:w14="{W14}" xmlns:mc="{_COMPATIBILITY}" mc:Ignorable="w14">'
            f"{''.join(map(_comment, self.comments))}</w:comments>"
        )

    def extended_xml(self) -> str:
        """The part about replies and resolved threads."""
        return (
            f'<w15:commentsEx xmlns:w15="{W15}" xmlns:mc="{_COMPATIBILITY}" mc:Ignorable="w15">'
            f"{''.join(map(self._extended, self.comments))}</w15:commentsEx>"
        )

    def _extended(self, one: WordComment) -> str:
        parent = f' w15:paraIdParent="{self.comments[one.parent].paragraph}"' if one.parent is not None else ""
        return f'<w15:commentEx w15:paraId="{one.paragraph}"{parent} w15:done="{int(one.resolved)}"/>'


def _written_path(path: str, written: Sequence[str]) -> str | None:
    """The field that a comment is put on: its own, the first below it, or the nearest one around it."""
    if path in written:
        return path
    while True:
        inside = f"{path}/" if path else ""
        found = next((one for one in written if one.startswith(inside)), None)
        if found is not None or not path:
            return found
        path = path.rpartition("/")[0]


def _comment(one: WordComment) -> str:
    initials = "".join(word[0] for word in one.by.author.split()[:3])
    *lines, last = one.text.split("\n")
    text = "".join(f"<w:p>{_commented(line)}</w:p>" for line in lines)
    return (
        f'<w:comment w:id="{one.number}" w:author="{escaped(one.by.author)}" w:date="{one.by.time}" '
        f'w:initials="{escaped(initials)}">{text}<w:p w14:paraId="{one.paragraph}">{_commented(last)}</w:p></w:comment>'
    )


def _commented(line: str) -> str:
    return f'<w:pPr><w:pStyle w:val="{COMMENT_TEXT}"/></w:pPr>{run(line)}'
