"""Mail and web page on a screen: media queries, tiles without gaps, places of fields, and nothing from the network."""

from base64 import b64encode

import pypdfium2
import pytest

from editor.formats.mail.writer import mail_html
from editor.formats.web_page.writer import write_web_page
from editor.publish.protocol import Frames, LayOutScreen, ScreenFailed, ScreenPages, frame
from editor.publish.screen_page import LONGEST, Screen, ScreenLayout, answered
from editor.publish.screen_renderer import answer
from tests.unit.formats.online_themes import SAMPLE, THEME, based


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen(THEME)


def text_of(made: ScreenLayout) -> list[str]:
    document = pypdfium2.PdfDocument(made.pdf)
    try:
        return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    finally:
        document.close()


def pixels(made: ScreenLayout, tile: int) -> list[tuple[int, int, int]]:
    document = pypdfium2.PdfDocument(made.pdf)
    try:
        picture = document[tile].render(scale=4 / 3).to_pil().convert("RGB")
        return [picture.getpixel((310, y)) for y in range(picture.height)]
    finally:
        document.close()


@pytest.mark.parametrize(
    ("query", "width", "dark", "holds"),
    [
        ("(prefers-color-scheme: dark)", 320, True, True),
        ("(prefers-color-scheme: dark)", 320, False, False),
        ("(prefers-color-scheme:light)", 320, False, True),
        ("(max-width: 480px)", 320, False, True),
        ("(max-width: 480px)", 600, False, False),
        ("(min-width: 30em)", 600, False, True),
        ("screen and (max-width: 480px) and (prefers-color-scheme: dark)", 320, True, True),
        ("print", 320, False, False),
        ("print, (max-width: 480px)", 320, False, True),
        ("(hover: hover)", 320, False, False),
    ],
)
def test_media_queries_are_answered(query: str, width: int, dark: bool, holds: bool) -> None:
    html = f"<style>@media {query} {{ p {{ color: red }} }}</style><p>@media print {{</p>"
    expected = "all" if holds else "not all"
    assert answered(html, width, dark=dark) == (
        f"<style>@media {expected} {{ p {{ color: red }} }}</style><p>@media print {{</p>"
    )


@pytest.mark.slow
def test_a_page_becomes_tiles_of_one_size(screen: Screen) -> None:
    html = write_web_page(SAMPLE, based())
    made = screen.lay_out(html, 320, dark=False)
    texts = text_of(made)
    assert len(texts) == len(made.rectangles) > 5
    assert made.tile_size[0] == 320
    assert SAMPLE.headline.split(" + ")[0] in texts[0]
    assert SAMPLE.imprint.publisher.website in texts[-1]
    words = " ".join(" ".join(texts).split())
    assert SAMPLE.top5[4].title in words


def test_an_image_that_the_page_contains_is_shown(screen: Screen) -> None:
    image = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="#f00" d="M0 0h1v1h-1z"/></svg>'
    address = f"data:image/svg+xml;base64,{b64encode(image).decode()}"
    made = screen.lay_out(f'<body style="margin:0"><img src="{address}" width="320" height="90">', 320, dark=False)
    assert (255, 0, 0) in pixels(made, 0)


def test_fields_have_their_places(screen: Screen) -> None:
    made = screen.lay_out(write_web_page(SAMPLE, based()), 600, dark=False)
    left, top, right, bottom = made.rectangles[0]["headline"]
    assert 0 <= left < right <= 600
    assert 0 < top < bottom < made.tile_size[1]
    crossing = [
        name for one, other in zip(made.rectangles, made.rectangles[1:], strict=False) for name in one.keys() & other
    ]
    assert crossing, "what goes on in the next tile has a place in both"


@pytest.mark.slow
def test_the_scheme_and_the_width_are_those_that_were_asked_for(screen: Screen) -> None:
    html = mail_html(SAMPLE, THEME)
    light, dark = screen.lay_out(html, 320, dark=False), screen.lay_out(html, 320, dark=True)
    assert set(pixels(light, 1)) == {(255, 255, 255)}
    (background,) = set(pixels(dark, 1))
    assert max(background) < 60
    assert len(screen.lay_out(html, 600, dark=False).rectangles) < len(light.rectangles)


def test_what_is_longer_than_one_page_goes_on_without_a_gap(screen: Screen) -> None:
    lines = "".join(
        f"<p style='margin:0;height:100px;background:red' id=p{number}>L{number}</p>" for number in range(350)
    )
    made = screen.lay_out(f"<html><body style='margin:0'>{lines}</body></html>", 320, dark=False)
    assert made.tile_size[1] * len(made.rectangles) >= 350 * 100 > LONGEST
    tile, height = divmod(LONGEST, int(made.tile_size[1]))
    assert height == 0
    assert set(pixels(made, tile - 1)) | set(pixels(made, tile)) == {(255, 0, 0)}
    assert "L349" in "".join(text_of(made))


def test_nothing_is_loaded_but_the_theme(screen: Screen) -> None:
    made = screen.lay_out('<img src="http://127.0.0.1:1/x.png" alt="other words"><p>Words</p>', 320, dark=False)
    assert "Words" in text_of(made)[0]


def test_an_order_is_answered_and_crosses_the_stream(screen: Screen) -> None:
    order = LayOutScreen(7, 320, True, b"<p id=headline>Words</p>")
    (sent,) = Frames().feed(frame(order))
    assert sent == order
    made = answer(screen, order)
    assert isinstance(made, ScreenPages)
    (received,) = Frames().feed(frame(made))
    assert received == made
    assert "headline" in made.rectangles[0]


def test_a_failure_is_an_answer(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("editor.publish.screen_page.HTML", fail)
    failed = answer(screen, LayOutScreen(1, 320, False, b"<p>"))
    assert isinstance(failed, ScreenFailed)
    assert failed.message == "The layout stopped with RecursionError."
