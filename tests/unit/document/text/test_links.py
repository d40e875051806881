"""Only complete web and email addresses may be published."""

from __future__ import annotations

import pytest

from editor.document.text.links import may_be_published, scheme, web_address


@pytest.mark.parametrize(
    "address",
    [
        "https://www.gov.cn/",
        "http://www.gov.cn",
        "HTTPS://www.gov.cn",
        "https://www.gov.cn:8443/zhengce/content_1.htm?a=b&c=d#part",
        "https://www.gov.cn/search?q=@miit",
        "https://www.gov.cn/~x/@y",
        "https://例子.中国/路径",
        "https://[2001:db8::1]/",
        "https://localhost?x",
        "mailto:desk@example.org",
    ],
)
def test_valid_addresses(address: str) -> None:
    assert may_be_published(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "#",
        "www.gov.cn",
        "/zhengce/",
        "//www.gov.cn/",
        "https:",
        "https://",
        "https:///x",
        "https://?x",
        "https:www.gov.cn",
        "https://www.gov.cn/a b",
        " https://www.gov.cn/",
        "https://www.gov.cn/\n",
        "https://www.gov.cn/\x7f",
        "https://www.gov.cn\\@elsewhere.example/",
        "https://www.gov.cn@elsewhere.example/",
        "https://user:secret@elsewhere.example/",
        "ftp://ftp.gov.cn/",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "file:relative",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "mailto:",
        "mailto:nobody",
        "mailto:a@b@c",
        "mailto:a b@example.org",
        "mailto:<a@example.org>",
    ],
)
def test_invalid_addresses(address: str) -> None:
    assert not may_be_published(address)


def test_a_long_address_is_checked_quickly() -> None:
    """A judgement that tries all ways to cut it up would not come back."""
    assert not may_be_published("https://" + "a" * 200_000 + "\\")
    assert not may_be_published("mailto:" + "a" * 200_000)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("HTTPS://www.gov.cn", "https"),
        ("mailto:a@b", "mailto"),
        ("java\tscript:alert(1)", "javascript"),
        (" \x00data:x", "data"),
        ("www.gov.cn", ""),
        ("//www.gov.cn", ""),
        ("", ""),
        (":x", ""),
    ],
)
def test_hidden_characters_do_not_hide_the_scheme(address: str, found: str) -> None:
    assert scheme(address) == found


def test_a_site_as_an_address() -> None:
    assert web_address("www.example.org") == "https://www.example.org"
    assert web_address("http://example.org") == "http://example.org"
    assert web_address("javascript:x") == "javascript:x"
    assert web_address("") == ""
