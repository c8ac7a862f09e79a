"""An article out of a file, a fetched page or a paste."""

from dataclasses import replace

from claims.documents import markdown
from claims.documents.child_process import run_limited
from claims.documents.docx import parse_docx
from claims.documents.encoding import decode_text
from claims.documents.html_article import article_of
from claims.documents.imported_copy import MAX_COPY, MAX_FILE, Copy
from claims.documents.media_types import (
    DOCX,
    FOR_ARTICLES,
    HTML,
    MARKDOWN,
    binary_type,
    parts_of,
    text_type,
)
from claims.errors import TextRefused, Unreadable
from claims.text.boilerplate import byline_of, without_boilerplate, without_date_line
from claims.text.cleaning import normalised, stored_text
from claims.text.dates import dateline_of

# Code points that the fields of an article hold; what is longer is no outlet and no byline.
LONGEST = {"outlet": 200, "byline": 300, "url": 1000}


def read_copy(name: str, content: bytes, declared: str = "", url: str = "") -> Copy:
    """The copy in a file of this name, or in a page that was fetched from `url`.

    `declared` is the Content-Type that came with it, or a charset alone. Raises Unreadable,
    saying why, where no copy can be had from it.
    """
    if len(content) > MAX_FILE:
        raise Unreadable(f"The file is larger than {MAX_FILE // 2**20} MB.")
    media_type, called = binary_type(content)
    if media_type == DOCX:
        return _tidy(Copy(run_limited(parse_docx, content), url=url))
    if called:
        raise Unreadable(f"This is {called}. {FOR_ARTICLES.sentence}.")
    declared_type, charset = parts_of(declared)
    text = decode_text(content, charset)
    media_type = text_type(name, text, declared_type)
    if media_type == HTML:
        return _tidy(run_limited(article_of, text, url))
    if media_type == MARKDOWN:
        return _tidy(replace(run_limited(markdown.copy_of, _clean(text)), url=url))
    return _tidy(Copy(text, url=url))


def read_text(text: str) -> Copy:
    """Copy that somebody pasted. Raises Unreadable where nothing of it is copy."""
    return _tidy(Copy(text))


def _tidy(copy: Copy) -> Copy:
    """Without boilerplate, and fit to be stored."""
    given = _clean(copy.text)
    whole = without_boilerplate(given)
    text = stored_text(without_date_line(whole))
    if not text:
        raise Unreadable("It holds no text.")
    if len(text) > MAX_COPY:
        raise Unreadable(f"The text is too long: {len(text):,} characters; at most {MAX_COPY:,}.")
    fields = {name: _clean(getattr(copy, name)) for name in LONGEST}
    fields["byline"] = fields["byline"] or byline_of(given)
    fitting = {name: words if len(words) <= LONGEST[name] else "" for name, words in fields.items()}
    return replace(copy, text=text, published_on=copy.published_on or dateline_of(whole), **fitting)


def _clean(text: str) -> str:
    try:
        return normalised(text)
    except TextRefused as refusal:
        raise Unreadable(str(refusal)) from refusal
