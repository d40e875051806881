"""Issues that show what a page must bear: many entries, much news, a long comment, many people, missing fields."""

from __future__ import annotations

from schemas import Bullet, Bullets, Entry, Issue, NewsItem, NewsSource, Paragraph, Person, Publisher, Source

WORDS_OF_A_LONG_COMMENT = 900


def twelve_entries(sample: Issue) -> Issue:
    """The entries of the sample, again and again, each with an id of its own."""
    entries = (sample.top5[number % len(sample.top5)] for number in range(12))
    numbered = (entry.model_copy(update={"id": f"e{number}"}) for number, entry in enumerate(entries, 1))
    return sample.model_copy(update={"top5": tuple(numbered)})


def forty_news(sample: Issue) -> Issue:
    """Twenty items in each list of news."""

    def twenty(items: tuple[NewsItem, ...]) -> tuple[NewsItem, ...]:
        repeated = sorted((items[number % len(items)] for number in range(20)), key=lambda item: str(item.date))
        return tuple(item.model_copy(update={"id": f"n{number}"}) for number, item in enumerate(repeated, 1))

    news = sample.noteworthy
    lists = {"policy_news": twenty(news.policy_news), "corporate_news": twenty(news.corporate_news)}
    return sample.model_copy(update={"noteworthy": news.model_copy(update=lists)})


def long_comment(sample: Issue) -> Issue:
    """The first entry has the comments of all entries as its own, up to 900 words."""
    blocks = [block for entry in (*sample.top5, *sample.top5) for block in entry.comment]
    kept: list[Paragraph | Bullets] = []
    words = 0
    for number, block in enumerate(blocks, 1):
        if words < WORDS_OF_A_LONG_COMMENT and isinstance(block, Paragraph):
            kept.append(block.model_copy(update={"id": f"p{number}"}))
            words += len(block.text.split())
    first, *others = sample.top5
    return sample.model_copy(update={"top5": (first.model_copy(update={"comment": tuple(kept)}), *others)})


def thirteen_people(sample: Issue) -> Issue:
    """Six authors and seven editors, with roles of one, two and three lines."""
    roles = (
        ("Analyst",),
        ("Lead Analyst, Industrial Policy", "Head of Program Science, Technology and Innovation"),
        ("Senior Analyst", "Economy and Industry", "Based in a town with a rather long name"),
    )

    def people(kind: str, names: str) -> tuple[Person, ...]:
        return tuple(
            Person(id=f"{kind}{number}", name=name, role=roles[number % 3])
            for number, name in enumerate(names.split(", "))
        )

    authors = "Ada Sample, Ben Invented, Chen Example (陈例), Dora von der Musterstadt-Beispiel, Emil Testa, Fay Draft"
    editors = "Gil Proof, Hana Galley, Ivo Margin, Jo Leading, Kai Kerning, Lea Ligature, Max Measure"
    persons = {"authors": people("a", authors), "editors": people("e", editors)}
    return sample.model_copy(update={"imprint": sample.imprint.model_copy(update=persons)})


def missing_fields(sample: Issue) -> Issue:
    """A draft: some fields of each kind are empty, and some are there."""
    first, second, *_ = sample.top5
    blank = (Paragraph(id="p"), Bullets(id="b", items=(Bullet(id="i"), Bullet(id="j", text="A point that is there."))))
    half = second.model_copy(
        update={"comment": blank, "source": Source(title=second.source.title, link=second.source.link), "date": None}
    )
    news = sample.noteworthy.policy_news
    policy = (
        news[0].model_copy(update={"text": ""}),
        news[1].model_copy(update={"source": NewsSource()}),
        news[2].model_copy(update={"date": None}),
    )
    noteworthy = sample.noteworthy.model_copy(update={"policy_news": policy, "corporate_news": ()})
    imprint = sample.imprint.model_copy(
        update={"authors": (Person(id="a", name="Ada Sample"),), "publisher": Publisher()}
    )
    return sample.model_copy(
        update={"top5": (first, half, Entry(id="empty")), "noteworthy": noteworthy, "imprint": imprint, "date": None}
    )
