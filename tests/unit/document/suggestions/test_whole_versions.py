"""What somebody suggests by another version of an issue is that version, whatever its lines are called."""

import datetime as dt

from editor.document.suggestions.review import as_suggested
from schemas import Bullet, Bullets, Entry, Issue
from tests.suggesting import with_suggested

NOW = dt.datetime(2025, 3, 10, 9, 30, tzinfo=dt.UTC)


def issue_of(**bullets: str) -> Issue:
    items = tuple(Bullet(id=name, text=text) for name, text in bullets.items())
    return Issue(top5=(Entry(id="e", title="One", at_a_glance=(Bullets(id="b", items=items),)),))


def test_a_bullet_parted_at_its_start_keeps_its_words_where_others_were_joined() -> None:
    issue = issue_of(x="First thought", y="Second thought", z="Third thought")
    version = issue_of(x="First thoughtSecond thought", z="", new="Third thought")
    seen = as_suggested(with_suggested(issue, "Edda", version, NOW), "Edda").issue
    (bullets,) = seen.top5[0].at_a_glance
    assert isinstance(bullets, Bullets)
    assert [one.text for one in bullets.items] == ["First thoughtSecond thought", "", "Third thought"]
