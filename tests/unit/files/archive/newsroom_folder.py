"""A folder of issues with an index, for tests."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.files.archive.database import index_path, open_to_read
from editor.files.archive.query import Query
from editor.files.archive.searching import Hit, Hits, search
from editor.files.archive.stems import Stemmer
from editor.files.archive.updating import Problem, Progress, problems, update_all
from editor.files.issue_file import save_issue
from schemas import Entry, Issue, Paragraph
from schemas.issue import NewsItem, Noteworthy, Source


@dataclass
class NewsroomFolder:
    """A folder of issues and the folder of its index."""

    folder: Path
    cache: Path

    @property
    def index(self) -> Path:
        """The index file."""
        return index_path(self.cache, self.folder)

    def write(self, name: str, issue: Issue) -> Path:
        """Write an issue into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        save_issue(issue, path)
        return path

    def update(self) -> list[Progress]:
        """Bring the index up to date."""
        return list(update_all(self.cache, self.folder))

    def search(self, words: str = "", most: int = 50, **options: object) -> Hits:
        """Search without an update."""
        connection = open_to_read(self.index)
        assert connection is not None
        with contextlib.closing(connection):
            return search(connection, self.folder, Query(words, **options), Stemmer(), most)  # type: ignore[arg-type]

    def places(self, words: str = "", **options: object) -> list[str]:
        """The hits as `file:path`."""
        return [place(hit) for hit in self.search(words, 50, **options).hits]

    def problems(self) -> Sequence[Problem]:
        """What the last update could not read."""
        connection = open_to_read(self.index)
        assert connection is not None
        with contextlib.closing(connection):
            return problems(connection)


def place(hit: Hit) -> str:
    """A hit as `file:path`."""
    return f"{hit.file.stem}:{hit.path}"


def issue_about(*texts: str, date: dt.date | None = dt.date(2025, 3, 12), chinese: str = "", link: str = "") -> Issue:
    """An issue with an entry `e1`, `e2`, ... for each text, which is the title and the comment."""
    return Issue(
        date=date,
        top5=tuple(
            Entry(
                id=f"e{number}",
                title=text,
                comment=(Paragraph(id="p1", text=text),),
                source=Source(title_zh=chinese, link=link),
            )
            for number, text in enumerate(texts, 1)
        ),
    )


def issue_of_news(*texts: str, date: dt.date = dt.date(2025, 3, 12)) -> Issue:
    """An issue with policy news `n1`, `n2`, ..."""
    news = tuple(NewsItem(id=f"n{number}", text=text) for number, text in enumerate(texts, 1))
    return Issue(date=date, noteworthy=Noteworthy(policy_news=news))
