"""Asks the archive, in pauses of writing, whether what is written was covered before.

The same link or Chinese title in an earlier issue becomes a warning of the session. The entry that is being written is
also compared with the titles of earlier entries: `hint` is what to show beside its form.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from editor.document.earlier_issues import Reference
from editor.document.paths import ROOT, FieldPath
from editor.document.rules.covered_before import EarlierDocument, covered_before
from editor.document.rules.duplicates import page_key
from editor.document.rules.field_text import comparison_key
from editor.files.archive.covered import Coverage, Covered, Reason, Subject
from editor.files.archive.searching import Hit
from editor.session.archive.archive import Archive
from editor.session.issue.session import Session
from schemas import Entry, NewsItem
from schemas.issue import Source

PAUSE_MS = 500
"""Pause in typing after which the archive is asked."""

_SAME = {Reason.SAME_LINK: ("link", "link"), Reason.SAME_CHINESE_TITLE: ("title_zh", "Chinese title")}
"""For each exact match the field of the source, and what to call it."""


class Covering(QObject):
    """Watches one session. The hint follows the section that is shown."""

    hint_changed = Signal()

    def __init__(self, session: Session, archive: Archive, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._archive = archive
        self._section = ROOT
        self._asked: tuple[Subject, ...] = ()
        self._coverage: tuple[Coverage, ...] = ()
        self._known: dict[str, tuple[Source, tuple[str, str]]] = {}
        self._dismissed: set[tuple[FieldPath, str, str]] = set()
        self.hint: Covered | None = None
        """What an earlier issue has on the entry that is shown."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        session.changed.connect(self._on_changed)
        archive.covered.connect(self._on_covered)
        archive.updated.connect(self._on_updated)
        self._timer.start()

    def show_section(self, section: FieldPath) -> None:
        """Compare the entry at this path from now on."""
        if section != self._section:
            self._section = section
            self._show_hint()
            self._timer.start()

    def dismiss(self) -> None:
        """Do not show this hint for this entry again."""
        if self.hint is not None:
            self._dismissed.add(_key(self._section, self.hint.hit))
            self._show_hint()

    @Slot(object)
    def _on_changed(self, _: object) -> None:
        self._show_findings()  # the field may have changed, or the finding be ignored
        self._timer.start()

    @Slot()
    def _on_updated(self) -> None:
        self._asked = ()
        self._timer.start()

    @Slot()
    def _ask(self) -> None:
        subjects = tuple(self._subjects())
        if subjects != self._asked:
            self._asked = subjects
            self._archive.cover(subjects)

    @Slot(object)
    def _on_covered(self, found: tuple[Coverage, ...]) -> None:
        self._coverage = found
        self._show_findings()
        self._show_hint()

    def _show_findings(self) -> None:
        documents = tuple(self._documents())
        self._session.show_archive_findings(tuple(covered_before(self._session.issue, documents)))

    def _show_hint(self) -> None:
        found = next((one.found for one in self._coverage if one.subject.path == str(self._section)), ())
        shown = (one for one in found if _key(self._section, one.hit) not in self._dismissed)
        hint = next(shown, None)
        if hint != self.hint:
            self.hint = hint
            self.hint_changed.emit()

    def _subjects(self) -> Iterator[Subject]:
        """What to ask about: every document of the issue, and the topic of the entry that is shown."""
        issue = self._session.issue
        file, date = self._session.file, issue.date
        for entry in issue.top5:
            path = FieldPath(("top5", entry.id))
            titles = _titles(entry) if path == self._section else ()
            link, chinese = self._keys(entry)
            if link or chinese or any(titles):
                yield Subject(str(path), link, chinese, titles, entry.issuing_bodies, file, date)
        for name in type(issue.noteworthy).model_fields:
            for item in getattr(issue.noteworthy, name):
                if isinstance(item, NewsItem) and (link := page_key(item.source.link.strip())):
                    path = FieldPath(("noteworthy", name, item.id))
                    yield Subject(str(path), link, file=file, date=date)

    def _keys(self, entry: Entry) -> tuple[str, str]:
        """The keys of an entry's document. Most entries are the same as the last time."""
        known = self._known.get(entry.id)
        if known is None or known[0] is not entry.source:
            keys = page_key(entry.source.link.strip()), comparison_key(entry.source.title_zh)
            known = self._known[entry.id] = (entry.source, keys)
        return known[1]

    def _documents(self) -> Iterator[EarlierDocument]:
        for coverage in self._coverage:
            for one in coverage.found:
                if one.reason in _SAME:
                    field, same = _SAME[one.reason]
                    path = FieldPath.parse(coverage.subject.path) / "source" / field
                    text = self._session.value(path)
                    # Between two answers the field may have become another.
                    if isinstance(text, str) and _is_same(text, coverage.subject, one.reason):
                        yield EarlierDocument(path, text, same, reference_to(one.hit))


def reference_to(hit: Hit) -> Reference:
    """Return the reference to a hit: entries are cited by number, other items by place."""
    return Reference(hit.newsletter, hit.date, hit.label, hit.number if hit.section == "entry" else None)


def _is_same(text: str, subject: Subject, reason: Reason) -> bool:
    if reason is Reason.SAME_LINK:
        return page_key(text.strip()) == subject.link
    return comparison_key(text) == subject.chinese


def _titles(entry: Entry) -> tuple[str, ...]:
    return entry.title, entry.source.title, entry.source.title_zh


def _key(section: FieldPath, hit: Hit) -> tuple[FieldPath, str, str]:
    return section, str(hit.file), hit.path
