"""Where an address in a text begins and ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.document.text.bare_addresses import addresses_without_link, bare_addresses, linked
from editor.document.text.inline import parse, text_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at https://www.gov.cn/a.html.", ["https://www.gov.cn/a.html"]),
        ("(https://www.gov.cn/a)", ["https://www.gov.cn/a"]),
        ("https://en.wikipedia.org/wiki/Plan_(China), and", ["https://en.wikipedia.org/wiki/Plan_(China)"]),
        ("“https://www.gov.cn”", ["https://www.gov.cn"]),
        ("Is it https://www.gov.cn/?id=1&x=2?!", ["https://www.gov.cn/?id=1&x=2"]),
        (
            "详见https://www.gov.cn/zhengce，以及www.ndrc.gov.cn。",
            ["https://www.gov.cn/zhengce", "https://www.ndrc.gov.cn"],
        ),
        ("见https://www.gov.cn/a的规定", ["https://www.gov.cn/a"]),
        ("write to desk@example.org.", ["mailto:desk@example.org"]),
        ("mailto:desk@example.org", ["mailto:desk@example.org"]),
        ("https://user@www.gov.cn/a is a trick", []),
        ("https:// and www. and @name and a@b", []),
        ("the gov.cn domain", []),
    ],
)
def test_addresses(text: str, expected: list[str]) -> None:
    assert [address for _, _, address in bare_addresses(text)] == expected


@given(st.text(alphabet="a.,)(/*_[]见。@ ", max_size=12), st.text(alphabet="a.,)(/*_[]见。@ ", max_size=12))
def test_linking_keeps_every_character_and_leaves_nothing_to_link(before: str, after: str) -> None:
    runs = parse(f"{before}https://www.gov.cn/a{after}")
    changed = linked(runs)
    assert text_of(changed) == text_of(runs)
    assert addresses_without_link(changed) == ()
