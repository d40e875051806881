"""A proof that comes back with comments: each becomes a thread on the words that it covers."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pypdfium2
import pytest

from editor.document.text.inline import plain
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from editor.formats.returned.bringing_back import Returned, bring_back
from editor.formats.returned.outcome import NotACopy
from editor.publish.publication import publish
from schemas import Issue

NOW = dt.datetime(2025, 3, 20, 12, 0, tzinfo=dt.UTC)
REVIEWER = Returned("Rita Reader", NOW)


@pytest.fixture(scope="module")
def sample() -> Issue:
    return load_issue(issues_folder() / "china-industries-2025-03-12.json")


@pytest.fixture(scope="module")
def proof(sample: Issue) -> bytes:
    return publish(sample, load_theme(sample.theme), proof=True).write().data


def place(data: bytes, words: str) -> tuple[int, list[tuple[float, float, float, float]]]:
    """The page of words, and a rectangle (left, bottom, right, top) for each of their lines."""
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number].get_textpage()
        found = page.search(words, match_case=True).get_next()
        if found is not None:
            start, count = found
            return number, [page.get_rect(at) for at in range(page.count_rects(start, count))]
    raise AssertionError(words)


def highlighted(data: bytes, words: str, text: str, *, author: str = "Rita Reader", reply: str = "") -> bytes:
    """The proof with words marked and commented, as PDF readers do."""
    number, rects = place(data, words)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        quads = [at for left, low, right, high in rects for at in (left, high, right, high, left, low, right, low)]
        box = [min(r[0] for r in rects), min(r[1] for r in rects), max(r[2] for r in rects), max(r[3] for r in rects)]
        mark = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Highlight, Rect=box, QuadPoints=quads, T=author,
                Contents=text, CreationDate="D:20250314150900Z", NM="note-1",
            )
        )  # fmt: skip
        found = [mark]
        if reply:
            found.append(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=box, T="Ed Other", Contents=reply,
                    IRT=mark, CreationDate="D:20250315080000Z",
                )
            )  # fmt: skip
        page = pdf.pages[number]
        page.Annots = pikepdf.Array([*(page.Annots if "/Annots" in page else ()), *found])
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def test_highlighted_words_become_a_thread_with_its_replies(sample: Issue, proof: bytes) -> None:
    block = sample.top5[0].comment[0]
    assert block.type == "paragraph"
    read = plain(block.text)
    words = " ".join(read.split()[2:6])
    data = highlighted(proof, words, "Who says so?", reply="The ministry.")
    found = bring_back(sample, data, load_theme(sample.theme).declared, REVIEWER)
    (thread,) = found.issue.review.threads
    assert thread.path == f"top5/{sample.top5[0].id}/comment/{block.id}/text"
    assert (thread.words, read[thread.start :][: len(words)]) == (words, words)
    assert [(one.author, one.text) for one in thread.comments] == [
        ("Rita Reader", "Who says so?"),
        ("Ed Other", "The ministry."),
    ]
    assert thread.comments[0].at == dt.datetime(2025, 3, 14, 15, 9, tzinfo=dt.UTC)
    assert found.suggestions == ()
    assert bring_back(found.issue, data, load_theme(sample.theme).declared, REVIEWER).is_empty


def test_words_over_two_lines(sample: Issue, proof: bytes) -> None:
    block = sample.top5[1].comment[0]
    assert block.type == "paragraph"
    words = " ".join(plain(block.text).split()[:24])
    number, rects = place(proof, words.split()[0])
    assert number >= 0
    assert rects
    document = pypdfium2.PdfDocument(proof)
    for page in document:
        text = page.get_textpage()
        found = text.search(" ".join(words.split()[:4])).get_next()
        if found is None:
            continue
        rects = [text.get_rect(at) for at in range(text.count_rects(found[0], len(words)))]
        break
    data = marked(proof, rects, words)
    (thread,) = bring_back(sample, data, load_theme(sample.theme).declared, REVIEWER).issue.review.threads
    assert thread.path == f"top5/{sample.top5[1].id}/comment/{block.id}/text"
    assert thread.words.startswith(" ".join(words.split()[:4]))


def marked(data: bytes, rects: list[tuple[float, float, float, float]], words: str) -> bytes:
    number, _ = place(data, " ".join(words.split()[:4]))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        quads = [at for left, low, right, high in rects for at in (left, high, right, high, left, low, right, low)]
        mark = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Highlight, Rect=list(rects[0]), QuadPoints=quads,
            T="Rita Reader", Contents="Long",
        )  # fmt: skip
        page = pdf.pages[number]
        page.Annots = pikepdf.Array([*(page.Annots if "/Annots" in page else ()), pdf.make_indirect(mark)])
        made = io.BytesIO()
        pdf.save(made)
    return made.getvalue()


def test_a_proof_without_comments_is_told(sample: Issue, proof: bytes) -> None:
    with pytest.raises(NotACopy, match="no comments"):
        bring_back(sample, proof, load_theme(sample.theme).declared, REVIEWER)
