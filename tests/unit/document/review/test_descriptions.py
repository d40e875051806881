"""What is said of a suggestion."""

from editor.document.editing.edits import SetValue, applied
from editor.document.paths import path
from editor.document.review.descriptions import description_of
from editor.document.review.suggestions import suggestions
from schemas import Entry, Issue, Paragraph

TEXT = path("top5/e1/comment/p1/text")
LINKED = "See [the plan](https://a.example/), [the notice](https://b.example/) and [more](https://c.example/) now."


def note(old: str, new: str) -> str:
    """What is said beside the words of the one suggestion that makes `new` of `old`."""
    issue = Issue(top5=(Entry(id="e1", comment=(Paragraph(id="p1", text=old),)),))
    proposed = applied(issue, SetValue(TEXT, new))
    (one,) = suggestions(issue, proposed)
    return description_of(issue, proposed, one).note


def test_words_that_go_take_their_links_along_without_a_word() -> None:
    assert note(LINKED, "See now.") == ""


def test_links_that_come_are_listed() -> None:
    links = "https://a.example/, https://b.example/ and https://c.example/"
    assert note("See now.", LINKED) == f"Link to {links}"
    assert note(LINKED, "See nothing but words now.") == f"No link to {links}"
