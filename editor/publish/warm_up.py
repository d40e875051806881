"""An issue that is not shown. Its layout loads templates and fonts, so that the first real issue is fast."""

from __future__ import annotations

import datetime as dt

from schemas import Bullet, Bullets, Entry, Imprint, Issue, NewsItem, NewsSource, Noteworthy, Paragraph, Person, Source

_LETTERS = "".join(map(chr, range(ord("a"), ord("z") + 1)))
_COMMON = f"{_LETTERS} {_LETTERS.upper()} 0123456789 .,:;!?’‘“”–—…•()/&%+-'\"= äöüÄÖÜßéèêàâçñôœ€$£°§ 国家发展改革委"
_DAY = dt.date(2000, 1, 1)


def warm_up_issue() -> Issue:
    """Every kind of section, with common characters in every style."""
    styles = (_COMMON, f"**{_COMMON}**", f"*{_COMMON}*", f"***{_COMMON}***", "[link](https://example.org)")
    paragraphs = tuple(Paragraph(id=f"p{number}", text=text) for number, text in enumerate(styles))
    bullets = Bullets(id="b", items=(Bullet(id="i", text=_COMMON),))
    entry = Entry(
        id="warm-up",
        title=_COMMON,
        at_a_glance=(*paragraphs, bullets),
        comment=paragraphs[:1],
        source=Source(title=_COMMON, title_zh="国家发展改革委", link="https://example.org"),
        issuing_bodies=("NDRC",),
        date=_DAY,
    )
    news = NewsItem(id="n", date=_DAY, text=_COMMON, source=NewsSource(label=_COMMON, link="https://example.org"))
    person = Person(id="p", name=_COMMON, role=(_COMMON,))
    return Issue(
        date=_DAY,
        top5=(entry,),
        noteworthy=Noteworthy(policy_news=(news,), corporate_news=(news,)),
        imprint=Imprint(authors=(person,), editors=(person,)),
    )
