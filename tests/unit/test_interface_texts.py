"""The list of interface texts: what counts as a text, and that docs/interface-texts.md is current."""

import pytest

from tests import interface_texts
from tests.interface_texts import texts_of, texts_of_theme


def test_the_list_is_current() -> None:
    current = interface_texts.document()
    assert interface_texts.LIST.read_text(encoding="utf-8") == current, "run ./newsdesk texts, and read what changed"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('QPushButton("Save")', "Save"),
        ('label.setText("3 pages")', "3 pages"),
        ('raise FileError(f"{name} is empty.", help)', "{name} is empty."),
        ('NAMES = {Mode.READING: "Reading"}', "Reading"),
        ('text = "one " "sentence of two parts"', "one sentence of two parts"),
        ('say("stopped" if ended else "Nothing was written.")', "Nothing was written."),
        ('title = f"{count:>3} of {total} pages"', "{count} of {total} pages"),
        ('counted(number, "page")', "page"),
    ],
)
def test_what_is_shown_is_a_text(code: str, text: str) -> None:
    assert text in texts_of(code)


@pytest.mark.parametrize(
    "code",
    [
        '"""A module\'s docstring."""',
        'width: int = 3\n"""Pixels of the left column."""',
        '_log.info("The renderer ended: %s", error)',
        'button.setObjectName("Save Button")',
        'if text == "Two words": pass',
        'assert ready, "the pool has a renderer"',
        'raise TypeError("this cannot be a path")',
        'style = "QLabel { color: red; }"',
        'html = "<p class=note>A note</p>"',
        'NAMES = "strong em cite".split()',
        'mode = "writing"',
        'Command("save", keys=("Ctrl+S",))',
    ],
)
def test_what_is_not_shown_is_no_text(code: str) -> None:
    assert texts_of(code) == ()


def test_single_words_can_be_left_out() -> None:
    code = 'key = "Parent"\nQLabel("The parent page")'
    assert texts_of(code, single_words=False) == ("The parent page",)


def test_a_theme_contributes_its_name_and_words() -> None:
    theme = 'name = "Weekly"\n[words]\ntop = "Top 5"\nmonths = ["January", "February"]\n[tokens]\nink = "#000"\n'
    assert texts_of_theme(theme) == ("Weekly", "Top 5", "January", "February")
