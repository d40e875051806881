"""Every view of the window that pictures are taken of, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from tests.gui.photographer import Photographer
from tests.gui.views import pages, publishing, reviewing, writing

VIEWS: Mapping[str, Callable[[Photographer], None]] = {
    "start": pages.start,
    "empty": pages.empty,
    "damaged": pages.damaged,
    "masthead": writing.masthead,
    "writing": writing.writing,
    "news": writing.news,
    "imprint": writing.imprint,
    "problems": writing.problems,
    "exported": publishing.exported,
    "find": writing.find,
    "leaving": writing.leaving,
    "new": writing.new,
    "unsaved-work": writing.unsaved_work,
    "review": reviewing.review,
    "suggesting": reviewing.suggesting,
    "checklist": reviewing.checklist,
    "versions": reviewing.versions,
    "long": writing.long,
    "compare": reviewing.compare,
    "publish": publishing.publish,
    "publish-refused": publishing.publish_refused,
    "email": publishing.email,
    "web-page": publishing.web_page,
    "mishap": writing.mishap,
    "preferences": lambda photographer: photographer.window.navigator.preferences(),
    "shortcuts": lambda photographer: photographer.window.navigator.shortcuts(),
    **{f"tour-{step}": partial(pages.tour, step=step) for step in range(1, 7)},
    "guide": pages.guide,
    "guide-nothing": pages.guide_search,
    "themes": pages.themes,
    "print": publishing.print_issue,
    "palette": writing.palette,
    "archive": pages.archive,
    "library": pages.library,
    "import": pages.import_source,
    "words": writing.words,
    "templates": pages.templates,
    "batch": pages.batch,
    "link": writing.link,
    "messages": reviewing.messages,
    "conflicts": reviewing.conflicts,
    "bring-back": reviewing.bring_back,
}
"""Each opens its view in a window that shows the start page, with no issue open."""
