from datetime import date
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.documents.html_article import article_of
from claims.errors import Unreadable
from tests.documents.files import page
from tests.text.strategies import STEADY

FIRST = "The minister said on Monday that the talks in Geneva would go on for another week."
SECOND = "Two officials who sat at the table, and would not be named, said nothing was agreed."
THIRD = "“We will see,” one of them said, “but there is more to talk about than there was.”"
BODY = f"<article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_a_page_gives_its_article_and_what_it_says_of_it() -> None:
    head = """
        <meta property="og:title" content="Talks go on, and on - The Example Times">
        <meta property="og:site_name" content="The Example Times">
        <meta name="author" content="Anna Example">
        <meta property="article:published_time" content="2022-01-22T10:00:00Z">
        <meta property="article:modified_time" content="2022-02-03T10:00:00Z">
        <link rel="canonical" href="https://news.example/talks">
    """
    body = (
        f"<nav><a href='/'>Home</a> <a href='/world'>World</a></nav>{BODY}<footer>Imprint</footer>"
    )
    found = article_of(page(body, head=head), "https://news.example/talks?from=mail")
    assert found.text == f"Talks go on, and on\n\n{TEXT}"
    assert (found.outlet, found.byline) == ("The Example Times", "Anna Example")
    assert (found.language, found.published_on) == ("en", date(2022, 1, 22))
    assert found.url == "https://news.example/talks"


@pytest.mark.parametrize(
    ("title", "heading", "headline"),
    [
        ("Talks go on", "Talks go on", "Talks go on"),
        ("Talks go on | Example Times", "", "Talks go on"),
        ("Talks go on – no end – Example Times", "", "Talks go on – no end"),
        ("Talks go on – no end", "", "Talks go on – no end"),
        ("Talks go on - World - Mirror of the World", "Talks go on", "Talks go on"),
        ("", "Talks go on", "Talks go on"),
    ],
)
def test_the_headline_comes_first_and_once(title: str, heading: str, headline: str) -> None:
    head = f'<meta property="og:title" content="{title}">' if title else ""
    head += '<meta property="og:site_name" content="Example Times">'
    body = BODY.replace("<article>", f"<article><h1>{heading}</h1>" if heading else "<article>")
    assert article_of(page(body, head=head), "").text == f"{headline}\n\n{TEXT}"


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ("https://news.example/canonical", "https://news.example/canonical"),
        ("/canonical", "https://news.example/canonical"),
        ("https://elsewhere.example/canonical", "https://news.example/story"),
        ("javascript:alert(1)", "https://news.example/story"),
        ("http://[broken", "https://news.example/story"),
        ("", "https://news.example/story"),
    ],
)
def test_a_page_names_its_own_address_only_on_its_own_site(said: str, url: str) -> None:
    head = f'<link rel="canonical" href="{said}">'
    assert article_of(page(BODY, head=head), "https://news.example/story").url == url


@pytest.mark.parametrize(
    ("lang", "language"),
    [("de", "de"), ("pt-BR", "pt"), ("zh_Hant", "zh"), ("NB-no", "no"), ("tlh", ""), ("", "")],
)
def test_the_language_is_one_that_the_desk_knows(lang: str, language: str) -> None:
    markup = page(BODY).replace('lang="en-GB"', f'lang="{lang}"')
    assert article_of(markup, "").language == language


def test_a_date_that_the_page_does_not_give_is_not_guessed() -> None:
    body = BODY + "<p>The treaty was signed on 9 November 1989 and ended on 3 May 2010.</p>"
    assert article_of(page(body), "").published_on is None


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var hidden = 'HIDDEN words that nobody is to read';</script>",
        '<script type=\'application/json\'>{"HIDDEN": "words that nobody is to read"}</script>',
        "<style>.HIDDEN { color: red }</style>",
        "<p hidden>HIDDEN words that nobody is to read, for the page does not show them.</p>",
        "<p style='display:none'>HIDDEN words that nobody is to read, not shown by the page.</p>",
        "<!-- HIDDEN words that nobody is to read -->",
        "<![CDATA[ HIDDEN ]]>",
        "<template><p>HIDDEN words that nobody is to read, for they are a template.</p></template>",
        "<dialog><p>HIDDEN words that nobody is to read until they are opened.</p></dialog>",
        "<noscript>HIDDEN</noscript>",
        "<img src=x alt=HIDDEN onerror='HIDDEN()'>",
        "<iframe srcdoc='HIDDEN'>HIDDEN</iframe>",
        "<object data='HIDDEN'></object>",
        "<svg><script>HIDDEN</script></svg>",
    ],
)
def test_what_a_page_does_not_show_does_not_come_through(hidden: str) -> None:
    body = BODY.replace(f"<p>{SECOND}", f"{hidden}<p>{SECOND}")
    text = article_of(page(body), "").text
    assert "HIDDEN" not in text
    assert FIRST in text
    assert THIRD in text


def test_markup_within_words_goes_and_the_words_stay() -> None:
    marked = FIRST.replace(
        "Geneva", '<a href="javascript:alert(1)" onclick="alert(2)"><b onmouseover=x>Geneva</b></a>'
    )
    assert article_of(page(BODY.replace(FIRST, marked)), "").text == TEXT


def test_comments_of_readers_are_no_copy() -> None:
    comments = f'<div id="comments" class="comments"><p>{FIRST.upper()}</p></div>'
    assert article_of(page(BODY + comments), "").text == TEXT


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<form><p>Members only</p><input type=PASSWORD></form>", "asks for a login"),
        ("<p>Before you continue: choose what we may store.</p>", "asks for consent"),
        ("<p>We and our partners use cookies. You can accept or reject them.</p>", "consent"),
        ("<p>Please enable JavaScript to view this page.</p>", "asks for consent"),
        ("<div id=app></div><script>render()</script>", "no article"),
        ("", "no article"),
    ],
)
def test_a_wall_in_place_of_the_article_is_said(body: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        article_of(page(body), "")


def test_an_article_with_a_login_beside_it_is_read() -> None:
    login = "<header><form><input name=user><input type=password></form></header>"
    longer = BODY.replace("</article>", f"<p>{' '.join(TEXT.upper().split())}</p></article>")
    assert THIRD in article_of(page(login + longer), "").text


def test_a_fragment_and_a_page_of_xml_are_read() -> None:
    assert article_of(BODY, "").text == TEXT
    xhtml = '<?xml version="1.0" encoding="ISO-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml">'
    assert THIRD in article_of(f"{xhtml}<body>{BODY}</body></html>", "").text


@pytest.mark.parametrize(
    "tag", ["div", "span", "ul><li", "table><tr><td", "blockquote", "b", "svg"]
)
def test_nesting_of_any_depth_does_no_harm(tag: str) -> None:
    deep = f"<{tag}>" * 3_000  # Three times what Python calls deep.
    try:
        assert FIRST in article_of(page(BODY + deep + "deep"), "").text
        article_of(page(deep + BODY), "")
    except Unreadable as refusal:
        assert "article" in refusal.message  # noqa: PT017  Read or refused: both are well.


def test_a_very_long_page_is_read_and_one_of_too_many_pieces_refused() -> None:
    began = monotonic()
    long = "".join(f"<p>{FIRST.replace('Monday', f'day {n}')}</p>" for n in range(8000))
    assert "on day 7999 that" in article_of(page(f"<article>{long}</article>"), "").text
    with pytest.raises(Unreadable, match="too large"):
        article_of(page("<b>x</b>" * 100_000), "")
    assert monotonic() - began < 10


TAGS = [
    "html", "head", "body", "title", "meta", "link", "script", "p", "div", "a", "table", "tr", "td",
    "ul", "li", "h1", "article", "section", "object", "form", "input", "svg", "time",
]  # fmt: skip
ATTRIBUTES = [
    "hidden", "class=comments", "rel=canonical href=http://[", "type=password", "lang=\0",
    "property=og:title content=T", "datetime=2021-02-30", "type=application/ld+json",
    "name=date content=2020-13-45", "itemprop=author", "style=display:none",
]  # fmt: skip
WORDS = [
    FIRST, "x", "&#0;&#xD800;&amp;", '{"@type": ["NewsArticle"], "author": [null]}', "]]>", "<!--",
    "2020-01-01", "שלום", "😀", "\x0b",
]  # fmt: skip
markup = st.lists(
    st.builds("<{} {}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
    | st.builds("</{}>".format, st.sampled_from(TAGS))
    | st.sampled_from(WORDS),
    max_size=40,
).map("".join)


@STEADY
@given(markup)
def test_any_markup_is_read_or_refused(markup: str) -> None:
    try:
        assert isinstance(article_of(markup, "https://news.example/story").text, str)
    except Unreadable as refusal:
        assert "page" in refusal.message  # noqa: PT017
