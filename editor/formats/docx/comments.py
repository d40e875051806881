"""Comments of a Word document, put together into threads: replies and resolved ones are told by paragraph ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from editor.formats.source.document import Anchor, SourceComment, SourceThread
from editor.formats.source.times import valid_time


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it is stored. `paragraph` is the id of its last paragraph, which replies refer to."""

    comment_id: str
    content: SourceComment
    paragraph: str


@dataclass(frozen=True, slots=True)
class Extension:
    """What the extended part says about a comment, by the id of its last paragraph."""

    parent: str
    done: bool


def time_of(element: Element) -> str:
    """The date and time of a comment or a change, "" where it is none."""
    return valid_time(element.get("date") or "")


def read_comments(root: Element | None) -> tuple[Comment, ...]:
    """The comments part."""
    found: list[Comment] = []
    for element in () if root is None else root:
        if element.tag != "comment":
            continue
        paragraphs = [inner for inner in element.iter() if inner.tag == "p"]
        text = "\n".join("".join(texts_of(paragraph)) for paragraph in paragraphs).strip()
        last = paragraphs[-1].get("paraId") or "" if paragraphs else ""
        content = SourceComment(element.get("author") or "", time_of(element), text)
        found.append(Comment(element.get("id") or "", content, last))
    return tuple(found)


def texts_of(part: Element) -> list[str]:
    """The texts in an element, with a space for each tab and line break."""
    texts = []
    for element in part.iter():
        name = element.tag
        if name == "t":
            texts.append(element.text or "")
        elif name in ("tab", "br", "cr"):
            texts.append(" ")
    return texts


def read_extensions(root: Element | None) -> Mapping[str, Extension]:
    """The part that Word 2013 and later write about comments."""
    return {
        element.get("paraId") or "": Extension(
            element.get("paraIdParent") or "", (element.get("done") or "0") in ("1", "true")
        )
        for element in (() if root is None else root)
        if element.tag == "commentEx"
    }


def threads(
    comments: tuple[Comment, ...],
    extensions: Mapping[str, Extension],
    anchors: Mapping[str, tuple[Anchor, str]],
) -> tuple[SourceThread, ...]:
    """Comments with their replies in order; `anchors` are the places and words of comments by id."""
    by_paragraph = {comment.paragraph: comment for comment in comments if comment.paragraph}
    replies: dict[str, list[SourceComment]] = {}
    roots: list[Comment] = []
    for comment in comments:
        extension = extensions.get(comment.paragraph)
        parent = by_paragraph.get(extension.parent) if extension and extension.parent else None
        seen = {comment.comment_id}
        while parent is not None and parent.comment_id not in seen:  # a reply to a reply belongs to the first comment
            seen.add(parent.comment_id)
            above = extensions.get(parent.paragraph)
            following = by_paragraph.get(above.parent) if above and above.parent else None
            if following is None:
                break
            parent = following
        if parent is None or parent is comment:
            roots.append(comment)
        else:
            replies.setdefault(parent.comment_id, []).append(comment.content)
    found = []
    for comment in roots:
        anchor, words = anchors.get(comment.comment_id, (None, ""))
        extension = extensions.get(comment.paragraph)
        said = (comment.content, *replies.get(comment.comment_id, ()))
        found.append(SourceThread(said, anchor, words, resolved=extension.done if extension else False))
    return tuple(found)
