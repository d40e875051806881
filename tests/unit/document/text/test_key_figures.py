"""Key figures taken apart into an amount and words."""

import pytest

from editor.document.text.key_figures import figure_parts


@pytest.mark.parametrize(
    ("before", "amount", "after"),
    [
        ("", "USD 28.8 billion ", "data trade"),
        ("", "15 percent ", "growth a year"),
        ("by", " 2029", ""),
        ("over", " 15 % ", "a year"),
        ("", "€1.5 bn ", "in loans"),
        ("", "2024–2026 ", "in all provinces"),
        ("", "500 GWh ", "of storage"),
        ("", "12,500 ", "SMEs, 3,000 of them new"),
        ("", "3:1 ", "in favor"),
        ("no more than", " 5", "."),
        ("", "7 ", "months"),
        ("", "three pilot zones", ""),
        ("", "", ""),
    ],
)
def test_the_first_amount_has_its_currency_and_unit(before: str, amount: str, after: str) -> None:
    assert figure_parts(f"{before}{amount}{after}") == (before, amount, after)
