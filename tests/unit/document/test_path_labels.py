"""Places are named as the forms name them."""

import pytest

from editor.document.path_labels import place_of
from editor.document.paths import FieldPath
from schemas import Bullet, Bullets, Entry, Issue

ISSUE = Issue(top5=(Entry(id="a"), Entry(id="b", comment=(Bullets(id="c", items=(Bullet(id="d"), Bullet(id="e"))),))))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("", ""),
        ("headline", "Headline"),
        ("theme", "theme"),
        ("top5/b", "Entry 2"),
        ("top5/b/comment/c/items/e/text", "Entry 2 › MERICS comment no. 1 › Bullets no. 2 › Bullet"),
        ("top5/gone/title", "Top 5"),
        ("imprint/publisher/city", "Imprint › Publisher › City"),
    ],
)
def test_a_place_in_words(path: str, place: str) -> None:
    assert place_of(ISSUE, FieldPath.parse(path)) == place
