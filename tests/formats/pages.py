"""Issues that are hard to show, and the views in which a mail or web page must hold."""

from pathlib import Path

from schemas import Bullet, Bullets, Entry, Issue, NewsItem, NewsSource, Noteworthy, Paragraph, Source
from tests.formats.conftest import View
from tests.unit.formats.online_themes import SAMPLE

LONG_ADDRESS = f"https://example.org/{'a' * 2000}"
HOSTILE = (
    "Quotes \" ' & <b>tags</b>, and [a link](<https://example.org/?q=\"x\"&y='z'>)",
    "[数据要素市场化配置](<https://example.org/数据?q=计划>) 国家发展和改革委员会关于印发通知的公告" * 6,
    f"[words](<{LONG_ADDRESS}>) and {LONG_ADDRESS}",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
)
_PARAGRAPHS = tuple(Paragraph(id=f"p{number}", text=text) for number, text in enumerate(HOSTILE))
_ENTRY = Entry(
    id="e1",
    title=HOSTILE[3],
    at_a_glance=(Bullets(id="b1", items=tuple(Bullet(id=one.id, text=one.text) for one in _PARAGRAPHS)),),
    comment=_PARAGRAPHS,
    source=Source(title=HOSTILE[3], title_zh="国家发展和改革委员会" * 20, link=LONG_ADDRESS),
    issuing_bodies=("NDRC", HOSTILE[3]),
)
_NEWS = NewsItem(id="n1", text=HOSTILE[2], source=NewsSource(label=HOSTILE[3], link=LONG_ADDRESS))

ISSUES = {
    "sample": SAMPLE,
    "hostile": SAMPLE.model_copy(update={"top5": (_ENTRY,), "noteworthy": Noteworthy(policy_news=(_NEWS,))}),
    "empty": Issue(),
}


def views(file: Path) -> list[View]:
    """Phone and window, light and dark, inverted, without images, without style sheet, with large text."""
    name = str(file)
    return [
        *(View(name, width, scheme) for width in (320, 600) for scheme in ("light", "dark")),
        *(View(name, width, inverted=True, axe=False) for width in (320, 600)),
        *(View(name, width, images=False) for width in (320, 600)),
        View(name, 600, textScale=1.8),
    ]
