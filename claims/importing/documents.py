"""One piece of copy out of a file or a fetched page, whatever its format."""

from dataclasses import replace

from claims.errors import TextRefused, Unreadable
from claims.importing import markdown, pages, word
from claims.importing.copies import MAX_COPY, MAX_FILE, Copy
from claims.importing.encoding import decoded
from claims.importing.kinds import ZIP, Kind, parts_of, refuse_foreign, text_kind
from claims.text.boilerplate import byline_of, without_boilerplate, without_date_line
from claims.text.cleaning import normalised, stored_text
from claims.text.dates import dateline_of

# Code points that the fields of an article hold; what is longer is no outlet and no byline.
LONGEST = {"outlet": 200, "byline": 300, "url": 1000}


def read(name: str, content: bytes, declared: str | None = None, url: str | None = None) -> Copy:
    """The copy in a file of this name, or in a page that was fetched from `url`.

    `declared` is the Content-Type that came with it, or a charset alone. Raises Unreadable,
    saying why, where no copy can be had from it.
    """
    if len(content) > MAX_FILE:
        raise Unreadable(f"The file is larger than {MAX_FILE // 2**20} MB.")
    refuse_foreign(content)
    if content.startswith(ZIP):
        return _tidy(Copy(word.words_of(content), url=url or ""))
    media_type, charset = parts_of(declared or "")
    text = decoded(content, charset)
    match text_kind(name, text, media_type):
        case Kind.PAGE:
            return _tidy(pages.copy_of(text, url or ""))
        case Kind.MARKDOWN:
            return _tidy(replace(markdown.copy_of(_clean(text)), url=url or ""))
        case Kind.PLAIN:
            return _tidy(Copy(text, url=url or ""))


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
