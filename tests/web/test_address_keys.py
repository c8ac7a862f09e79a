import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.web.addresses import key_of
from tests.text.strategies import STEADY


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a/b?c=1",
        "http://www.example.org/a/b/?c=1",
        "HTTPS://EXAMPLE.org:443/a/b?c=1&utm_source=x#top",
        "https://example.org./a/%62?fbclid=1&c=1",
    ],
)
def test_one_page_has_one_key(address: str) -> None:
    assert key_of(address) == "example.org/a/b?c=1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
        ("https://example.org/?q=п", "https://example.org/?q=%D0%BF"),
        ("https://example.org/ä b", "https://example.org/%c3%a4%20b"),
    ],
)
def test_the_same_in_other_letters(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/%EF%F0%E8", "https://example.org/%E4%E0%EB"),
        ("https://example.org/a%3Fb=1", "https://example.org/a?b=1"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/?a=1&b=2", "https://example.org/?b=2&a=1"),
        ("https://example.org:8080/", "https://example.org/"),
        ("https://m.example.org/", "https://example.org/"),
    ],
)
def test_another_page_has_another_key(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    "address", ["", "report.pdf", "ftp://example.org/a", "http://[", "https://"]
)
def test_what_is_no_address_of_the_web_is_its_own_key(address: str) -> None:
    assert key_of(address) == address


@given(st.text())
@STEADY
def test_any_text_has_a_key(text: str) -> None:
    assert key_of(f"https://{text}") == key_of(f"https://{text} ")
