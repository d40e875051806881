"""Comments of an OpenDocument text, put together into threads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editor.formats.odt.changes import author_and_time
from editor.formats.source.document import Anchor, SourceComment, SourceThread


@dataclass(frozen=True, slots=True)
class _Comment:
    name: str
    parent: str
    content: SourceComment
    is_resolved: bool


@dataclass
class CommentCollector:
    """The comments in the order of the text."""

    _comments: list[_Comment] = field(default_factory=list)

    def add(self, element: Element) -> str:
        """Take in an `office:annotation`. Returns its name, by which its end is found; "" for an empty one."""
        name = element.get("name") or f"comment {len(self._comments) + 1}"
        author, time = author_and_time(element)
        text = "\n".join(filter(None, (plain_text(child) for child in element if child.tag in ("p", "list"))))
        if not text and not author:
            return ""
        comment = SourceComment(author, time, text)
        # LibreOffice 7 and later write `loext:resolved`, 24.8 and later `loext:parent-name`.
        self._comments.append(
            _Comment(name, element.get("parent-name", ""), comment, element.get("resolved") == "true")
        )
        return name

    def threads(self, anchors: Mapping[str, tuple[Anchor, str]]) -> tuple[SourceThread, ...]:
        """Comments with their replies; `anchors` are the places and words of comments by name."""
        parents = {comment.name: comment.parent for comment in self._comments}
        replies: dict[str, list[SourceComment]] = {}
        roots: list[_Comment] = []
        for comment in self._comments:
            root, seen = comment.name, {comment.name}
            while (above := parents[root]) in parents and above not in seen:
                seen.add(above)
                root = above
            if root == comment.name:
                roots.append(comment)
            else:
                replies.setdefault(root, []).append(comment.content)
        found = []
        for comment in roots:
            anchor, words = anchors.get(comment.name, (None, ""))
            said = (comment.content, *replies.get(comment.name, ()))
            found.append(SourceThread(said, anchor, words, comment.is_resolved))
        return tuple(found)


def plain_text(element: Element) -> str:
    """The words of an element's paragraphs, with a space for each tab, break and end of a paragraph."""
    words: list[str] = []
    for inner in element.iter():
        if inner.tag in ("p", "h", "tab", "s", "line-break"):
            words.append(" ")
        words.append(inner.text or "")
        words.append(inner.tail or "" if inner is not element else "")
    return " ".join("".join(words).split())
