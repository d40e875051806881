"""Web addresses in the form that programs exchange."""

import pytest

from editor.formats.online.templates import page_address
from editor.formats.outgoing.addresses import web_uri
from tests.unit.formats.online_themes import SAMPLE, based


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("", ""),
        ("https://example.org/a%20b?x=1&y='z'#c/d", "https://example.org/a%20b?x=1&y='z'#c/d"),
        ("https://例.org:80/数 据?q=计#段", "https://xn--fsq.org:80/%E6%95%B0%20%E6%8D%AE?q=%E8%AE%A1#%E6%AE%B5"),
        ("https://example.org/100%/[a]", "https://example.org/100%25/%5Ba%5D"),
        ("https://[::1]/a", "https://[::1]/a"),
        ("https://[/a", "https://%5B/a"),
        ("https://例..org/", "https://%E4%BE%8B..org/"),
    ],
)
def test_an_address_becomes_a_uri_once(address: str, uri: str) -> None:
    assert web_uri(address) == uri
    assert web_uri(uri) == uri


def test_a_space_in_the_name_of_a_page_is_none_in_its_address() -> None:
    declared = based().declared.model_copy(update={"file_name": "My News {date}.pdf"})
    assert page_address(SAMPLE, declared) == "https://example.org/news/My%20News%202025-03-12.html"
