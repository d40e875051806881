"""The shipped theme, with and without a base address."""

from dataclasses import replace

from editor.document.installed_theme import InstalledTheme
from editor.files.issue_file import load_issue
from editor.files.themes import issues_folder, load_theme
from schemas import Entry, Issue, Paragraph

THEME = load_theme("merics")
SAMPLE = load_issue(issues_folder() / "china-industries-2025-03-12.json")
ADDRESS = "https://example.org/news/"
PAGE = f"{ADDRESS}MERICS-China-Industries-2025-03-12.html"


def based() -> InstalledTheme:
    """The theme with an address of web pages."""
    online = THEME.declared.online.model_copy(update={"base_address": ADDRESS})
    return replace(THEME, declared=THEME.declared.model_copy(update={"online": online}))


def with_text(text: str) -> Issue:
    return Issue(top5=(Entry(id="e1", title="Title", at_a_glance=(Paragraph(id="p1", text=text),)),))


def with_entries(number: int) -> Issue:
    entries = tuple(SAMPLE.top5[0].model_copy(update={"id": f"e{place}"}) for place in range(number))
    return SAMPLE.model_copy(update={"top5": entries})


LINKS = [
    "https://example.org/数据?q=计划",
    "https://example.org/a?q=\"x\"&y='z'",
    f"https://example.org/{'a' * 2000}",
    "https://例.org/#a",
]
NO_LINKS = ["javascript:alert(1)", "file:///etc/passwd", "https://a@b.example", ""]
