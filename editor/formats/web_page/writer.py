"""Write an issue as one web page, and as a fragment that a content management system takes."""

from __future__ import annotations

import nh3

from editor.document.installed_theme import InstalledTheme
from editor.formats.online.logo import logo_address
from editor.formats.online.templates import OnlineTemplates, json_ld
from schemas import Issue


def write_web_page(
    issue: Issue, theme: InstalledTheme, *, proof: bool = False, templates: OnlineTemplates | None = None
) -> str:
    """The issue as a complete HTML document. Ids are field paths. Raises OutputError."""
    templates = templates or OnlineTemplates(theme)
    about = json_ld(issue, theme.declared)
    return templates.render("web.html.j2", issue, proof=proof, json_ld=about, logo=logo_address(theme))


def write_fragment(
    issue: Issue,
    theme: InstalledTheme,
    *,
    proof: bool = False,
    heading_level: int = 2,
    templates: OnlineTemplates | None = None,
) -> str:
    """The issue as HTML without head, styles or ids. Raises OutputError, and ValueError for another heading level.

    `heading_level` is that of section titles, 1 to 5. The result passes the default rules of nh3 (Ammonia) unchanged,
    which content management systems use or resemble.
    """
    if not 1 <= heading_level <= 5:
        raise ValueError("A fragment's section titles have a level from 1 to 5.")
    templates = templates or OnlineTemplates(theme)
    html = templates.render("fragment.html.j2", issue, proof=proof, level=heading_level)
    return nh3.clean(html)
