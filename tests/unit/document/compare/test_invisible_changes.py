"""Changes that are not visible on the pages."""

from editor.document.compare.invisible_changes import InvisibleChange, invisible_changes
from editor.document.compare.issues import compare_issues
from schemas import Entry, Issue, NewsItem, Noteworthy, Paragraph, Source

ISSUE = Issue(
    headline="Data",
    top5=(
        Entry(
            id="e",
            source=Source(title="Law", link="https://a.org/"),
            comment=(Paragraph(id="p", text="A [draft](https://old.org/) of the law."),),
        ),
    ),
)


def changed(issue: Issue) -> tuple[InvisibleChange, ...]:
    return invisible_changes(compare_issues(ISSUE, issue))


def test_the_headline_and_the_theme() -> None:
    found = changed(ISSUE.model_copy(update={"headline": "Hydrogen", "theme": "sister"}))
    assert {(one.before, one.after) for one in found} == {("Data", "Hydrogen"), ("merics", "sister")}


def test_changed_link_addresses_are_listed() -> None:
    entry = ISSUE.top5[0].model_copy(
        update={
            "source": Source(title="Law", link="https://b.org/"),
            "comment": (Paragraph(id="p", text="A [draft](https://new.org/) of the law."),),
        }
    )
    assert changed(ISSUE.model_copy(update={"top5": (entry,)})) == (
        InvisibleChange("Entry 1, MERICS comment, 1st paragraph", "https://old.org/", "https://new.org/", "draft"),
        InvisibleChange("Entry 1, Article, Link", "https://a.org/", "https://b.org/"),
    )


def test_visible_changes_are_not_listed() -> None:
    entry = ISSUE.top5[0].model_copy(
        update={"title": "New", "comment": (Paragraph(id="p", text="A **[draft](https://old.org/)** of the bill."),)}
    )
    news = Noteworthy(policy_news=(NewsItem(id="n", text="News with a [link](https://c.org/)."),))
    assert changed(ISSUE.model_copy(update={"top5": (entry,), "noteworthy": news})) == ()
