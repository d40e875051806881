"""Lines that end before a space: what WeasyPrint does with them, and what the fix makes of them."""

from bisect import bisect_left
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import pytest
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from editor.document.installed_theme import InstalledTheme
from editor.publish.weasyprint_fixes.line_breaks import corrected_line_breaks
from tests.render.printed import pages_of

TEXT = "alpha beta gamma delta"
PAGE = """<style>@font-face {{ font-family: Sans; src: url(fonts/SourceSans3-Regular.ttf) }}
@page {{ size: 900px 900px; margin: 0 }} body {{ margin: 0; font: 20px/30px Sans }} p {{ margin: 0; width: {width}px }}
</style><p>{paragraph}</p>"""

Lines = Callable[[str, float, AbstractContextManager[None]], list[str]]


@pytest.fixture(scope="module")
def lines(theme: InstalledTheme) -> Lines:
    """The text of the lines of a paragraph with that width in pixels."""

    def lines(paragraph: str, width: float, correction: AbstractContextManager[None]) -> list[str]:
        source = HTML(string=PAGE.format(paragraph=paragraph, width=width), base_url=theme.folder.as_uri() + "/")
        with correction:
            data = source.render(font_config=FontConfiguration()).write_pdf()
        return [line.text.strip() for line in pages_of(data)[0].lines]

    return lines


@pytest.fixture(scope="module")
def width(lines: Lines) -> int:
    """The least width that holds the text, which is too narrow for the text and a space."""
    candidates = range(100, 300)
    return candidates[bisect_left(candidates, True, key=lambda width: lines(TEXT, width, nullcontext()) == [TEXT])]


@pytest.mark.xfail(reason="WeasyPrint 70 counts the space: remove the fix where this passes", strict=True)
def test_weasyprint_fills_a_line_up_to_a_space(lines: Lines, width: int) -> None:
    assert lines(f"{TEXT} <b>end</b>", width, nullcontext())[0] == TEXT


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (f"{TEXT} <b>end of it</b>", [TEXT, "end of it"]),
        (f"<span>{TEXT} </span>end of it", [TEXT, "end of it"]),
        (f"{TEXT} <b></b>", [TEXT]),
        (f"{TEXT} <b> </b>", [TEXT]),
        (f"{TEXT} <br>end", [TEXT, "end"]),
        (f"{TEXT} <span style='display: inline-block'>end</span>", [TEXT, "end"]),
        (f"{TEXT} {TEXT} <b>end of it</b>", [TEXT, TEXT, "end of it"]),
    ],
)
@pytest.mark.parametrize("wider", [0, 1, 2, 3])
def test_with_the_fix_the_space_is_not_counted(
    lines: Lines, width: int, paragraph: str, expected: list[str], wider: int
) -> None:
    assert lines(paragraph, width + wider, corrected_line_breaks()) == expected


@pytest.mark.parametrize("difference", [-60, -20, -1, 6, 30])
def test_lines_at_other_widths_are_as_they_were(lines: Lines, width: int, difference: int) -> None:
    paragraph = f"{TEXT} <b>end of it</b>"
    raw = lines(paragraph, width + difference, nullcontext())
    assert lines(paragraph, width + difference, corrected_line_breaks()) == raw
