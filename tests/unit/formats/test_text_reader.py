"""A source as a whole: other words, foreign files, endless ones."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from editor.formats.text_form.reader import read_text
from editor.formats.text_form.writer import write_text
from schemas import Issue, ReportingPeriod, Theme
from tests.unit.formats.sources import GLANCE, policy_item, texts

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip


def test_a_sister_newsletter_has_other_words(theme: Theme) -> None:
    words = theme.words.model_copy(
        update={
            "wordmark": "ACME",
            "newsletter": "Wasser",
            "institute": "Institut",
            "reporting_period": "Berichtszeitraum",
            "contents": "Inhalt",
            "top": "ACME Top 3",
            "noteworthy": "Bemerkenswert",
            "policy_news": "Politik",
            "corporate_news": "Firmen",
            "at_a_glance": "Auf einen Blick",
            "comment": "Einschätzung",
            "article": "Dokument",
            "issuing_body": "Stelle",
            "issuing_bodies": "Stellen",
            "date": "Datum",
            "months": MONTHS,
        }
    )
    sister = theme.model_copy(update={"words": words})
    source = (
        "12. März 2025 (Berichtszeitraum: 5. Dezember – 20. Februar)\n\nACME\n\nWasser\n\nACME’ TOP 3\n\n1. Titel\n\n"
        "Auf einen Blick: Lead\n\n- One\n\nEINSCHÄTZUNG: Text\n\nStellen: A, B\n\nDatum: 3. Oktober 2024\n\n"
        "Bemerkenswert\n\nPolitik\n\n- *2. Januar:* Text. (Quelle)\n"
    )
    read = read_text(source, sister)
    assert read.notes == ()
    assert read.issue.reporting_period == ReportingPeriod(start=date(2024, 12, 5), end=date(2025, 2, 20))
    entry = read.issue.top5[0]
    assert (entry.title, entry.at_a_glance, texts(entry.comment)) == ("Titel", GLANCE, ["Text"])
    assert (entry.issuing_bodies, entry.date) == (("A", "B"), date(2024, 10, 3))
    assert read.issue.noteworthy.policy_news[0].date == date(2025, 1, 2)
    assert read_text(write_text(read.issue, sister, None), sister).issue == read.issue
    assert read_text(source, theme).issue.top5 == ()


@pytest.mark.parametrize(
    "source", ["", "\n \n", "\ufeff", "Lorem ipsum dolor.\nSit amet.\n", "%PDF-1.7\n1 0 obj\n<<\n>>\n"]
)
def test_a_source_that_is_no_newsletter_gives_an_empty_issue(source: str, theme: Theme) -> None:
    read = read_text(source, theme)
    assert read.issue == Issue()
    assert [line for note in read.notes for line in note.lines] == [
        number for number, line in enumerate(source.split("\n"), 1) if line.strip("\ufeff ")
    ]


def test_half_a_character_does_no_harm(theme: Theme) -> None:
    assert policy_item("- *January 2:* A \ud83d B.", theme).text == "A \ufffd B."


@pytest.mark.slow
def test_long_sources_are_read_in_linear_time() -> None:
    # Quadratic work on any of them would take minutes; a regular expression that runs wild, for ever.
    code = """
from editor.formats.text_form.reader import read_text
from editor.formats.text_form.writer import write_text
from editor.files.themes import read_theme
theme = read_theme("merics")
entry = "MERICS TOP 5\\n1. T\\n"
letters = ["x", "(", ")", "[", "](", "*", "- ", ".", " a", "1", "\\\\", "#", ":", "(中)", "([x](#))", "**", "、("]
before = ["", "Policy news\\n- *May 3:* ", entry + "Article: ", entry + "Issuing bodies: ", entry + "At a glance: "]
sources = [start + letter * (20_000 // len(letter)) for start in before for letter in letters]
sources += [letter * 20_000 + "\\t2" for letter in letters]
lines = ["x", "- x", "1. x", "1. x\\t2", "At a glance: x", "Date: x", "May 3: x", "March 3, 2025", "MERICS TOP 5"]
lines += ["CONTENTS", "a + b", "  x", "**x", ":" * 99, "*a" * 99, "China Industries | 3"]
starts = ["", "CONTENTS\\n", entry, entry + "Article: x\\n", "Policy news\\n", "AUTHORS\\n", "PUBLISHER\\n"]
sources += [start + f"{line}\\n" * 150 for start in starts for line in lines]
sources += [start + "x y\\n" * 3_000 for start in starts]
for source in sources:
    write_text(read_text(source, theme).issue, theme, None)
print(len(sources))
"""
    root = Path(__file__).parents[3]
    result = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True, timeout=300)
    assert int(result.stdout) > 200
