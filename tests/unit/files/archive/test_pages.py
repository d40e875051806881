"""Page numbers in the archive."""

import hashlib

from editor.files.archive.pages import store_pages
from tests.unit.files.archive.newsroom_folder import NewsroomFolder, issue_about


def test_pages_are_known_while_the_file_is_the_same(newsroom: NewsroomFolder) -> None:
    path = newsroom.write("a.json", issue_about("Steel", "Copper"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert not store_pages(newsroom.index, digest, {"top5/e1": 3})
    newsroom.update()
    assert store_pages(newsroom.index, digest, {"top5/e1": 3, "top5": 2})
    assert [hit.page for hit in newsroom.search("steel").hits] == [3]
    assert [hit.page for hit in newsroom.search("copper").hits] == [None]
    assert store_pages(newsroom.index, digest, {"top5/e1": 4})
    assert [hit.page for hit in newsroom.search("steel").hits] == [4]
    newsroom.write("a.json", issue_about("Steel", "Copper", "Tin"))
    newsroom.update()
    assert [hit.page for hit in newsroom.search("steel").hits] == [None]
