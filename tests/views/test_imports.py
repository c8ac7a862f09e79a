"""An article comes in by paste, file or address: looked at first, then stored with its claims."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from claims.choices import ImportStage, Stage
from claims.importing import preparing
from claims.models import Article, Claim, Event, Import, Passage, User
from claims.roles import Role
from claims.services import imports
from claims.tasks import prepare_import
from tests.factories import make_person, revision_of
from tests.views.browsing import HTMX, page_of, read, refusals_in, send, signed_in
from tests.views.imports import TEXT, ask, look_at, the_form
from tests.work import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter() -> User:
    return make_person(Role.REPORTER)


def test_pasted_copy_is_looked_at_before_anything_is_stored(reporter: User) -> None:
    client = signed_in(reporter)
    preview = look_at(client, text=TEXT)
    assert not Article.objects.exists()
    assert not Claim.objects.exists()
    assert preview.one("h1").text == "Alliance readies for conflict"
    marked = preview.texts("mark", data_status="proposed")
    assert any("100,000 troops" in words for words in marked)
    assert any("denied any plan to invade" in words for words in marked)


def test_the_byline_of_pasted_copy_is_shown_to_be_mended(reporter: User) -> None:
    headline, _, rest = TEXT.partition("\n")
    form = the_form(look_at(signed_in(reporter), text=f"{headline}\n\nBy Anna Example\n{rest}"))
    assert form.fields["byline"] == "Anna Example"


def test_what_was_looked_at_is_stored_with_its_proposals(reporter: User) -> None:
    client = signed_in(reporter)
    form = the_form(look_at(client, text=TEXT))
    answer = send(
        client,
        form,
        outlet="The Wire",
        byline="Cleo",
        published_on="2022-01-22",
        deadline="2022-01-22T18:30",
        url="https://example.org/story",
    )
    article = Article.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, article.get_absolute_url())
    assert (article.outlet, article.byline, article.language) == ("The Wire", "Cleo", "en")
    assert (article.published_on, article.handed_in_by) == (date(2022, 1, 22), reporter)
    assert article.deadline.isoformat() == "2022-01-22T18:30:00+00:00"
    assert article.url == "https://example.org/story"
    revision = revision_of(article)
    assert revision.text == TEXT
    claims = Claim.objects.all()
    assert {claim.stage for claim in claims} == {Stage.PROPOSED}
    assert {claim.accepted_by_id for claim in claims} == {None}
    for passage in article.passages.all():
        assert revision.text[passage.start : passage.end] == passage.exact
    assert Event.objects.filter(verb="propose", actor=None).count() == len(claims)
    figure = claims.get(kind="figure")
    assert figure.figure == {
        "text": "about 100,000 troops",
        "low": 100_000,
        "high": 100_000,
        "unit": "troops",
        "qualifier": "about",
    }
    assert claims.get(kind="denial").claimant.name == "The Kremlin"
    monday = claims.get(kind="quotation")
    assert monday.claimant.name == "Anna Lind"
    assert [(d["text"], d["from"], d["to"]) for d in monday.dates] == [
        ("Monday", "2022-01-17", "2022-01-17")
    ]


def test_an_import_done_once_is_done(reporter: User) -> None:
    client = signed_in(reporter)
    form = the_form(look_at(client, text=TEXT))
    first = send(client, form, outlet="The Wire")
    again = send(client, form, outlet="The Wire")
    assert first["Location"] == again["Location"]
    assert Article.objects.count() == 1
    copy = Import.objects.get()
    assert (copy.stage, copy.text, copy.proposals) == (ImportStage.DONE, "", [])
    assert client.get(copy.get_absolute_url())["Location"] == first["Location"]


def test_mended_copy_is_looked_at_again(reporter: User) -> None:
    client = signed_in(reporter)
    form = the_form(look_at(client, text=TEXT))
    mended = TEXT.replace("100,000", "90,000")
    answer = send(client, form, outlet="The Wire", text=mended)
    assert not Article.objects.exists()
    preview = read(client, answer["Location"])
    assert "how the corrected copy reads" in preview.one(class_="notice").text
    assert any("90,000 troops" in words for words in preview.texts("mark"))
    form = the_form(preview)
    assert (form.fields["outlet"], form.fields["text"]) == ("The Wire", mended)
    send(client, form)
    assert revision_of(Article.objects.get()).text == mended


def test_another_dateline_reads_the_dates_anew(reporter: User) -> None:
    client = signed_in(reporter)
    form = the_form(look_at(client, text=TEXT))
    send(client, form, outlet="The Wire", published_on="2022-03-03")
    (monday,) = Claim.objects.get(kind="quotation").dates
    assert monday["from"] == "2022-02-28"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("story.txt", TEXT.encode()),
        ("story.txt", TEXT.encode("utf-16")),
        ("story.md", ("# " + TEXT.replace("denied", "**denied**")).encode()),
        (
            "story.html",
            f"<title>Alliance readies for conflict</title><script>alert(1)</script><article>"
            f"<h1>Alliance readies for conflict</h1><p>{TEXT.split(chr(10))[2]}</p>"
            f"</article>".encode(),
        ),
    ],
)
def test_a_file_is_looked_at(reporter: User, name: str, content: bytes) -> None:
    client = signed_in(reporter)
    preview = look_at(client, file=SimpleUploadedFile(name, content))
    assert preview.one("h1").text == "Alliance readies for conflict"
    assert "alert(1)" not in preview.text
    assert any("denied any plan to invade" in words for words in preview.texts("mark"))
    assert Import.objects.get().content is None


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Give an address, a file or the text."),
        ({"text": " \n\t \u2028 "}, "Give an address, a file or the text."),
        ({"text": TEXT, "file": SimpleUploadedFile("a.txt", b"x")}, "Give one of an address"),
        ({"text": "Share this\n\nLeave a Reply"}, "holds no text"),
        ({"text": "\u200b\n\ufeff"}, "Give an address, a file or the text."),
        ({"text": "http://["}, "not the address"),
        ({"text": "http://user:password@example.org/story"}, "name or password"),
        ({"text": "x" * 500_001}, "at most 500000"),
        ({"text": "a\0b"}, "NUL"),
        ({"address": "javascript:alert(1)"}, "valid URL"),
        ({"address": "nowhere"}, "valid URL"),
        ({"address": "ftp://example.org/"}, "http"),
        ({"address": "https://example.org/" + "x" * 1000}, "at most 1000"),
        ({"file": SimpleUploadedFile("a.txt", b"x" * (10 * 1024 * 1024 + 1))}, "at most 10 MB"),
    ],
)
def test_what_cannot_be_asked_for(reporter: User, given: dict[str, Any], sentence: str) -> None:
    answer = ask(signed_in(reporter), **given)
    assert answer.status_code == 422
    form = page_of(answer).one("form", class_="form")
    assert any(sentence in said for said in refusals_in(form)), refusals_in(form)
    assert form.fields["text"] == given.get("text", "")
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "holds no text"), (b"\x00\x01\x02\xff" * 100, "not text"), (b"%PDF-1.7 x", "PDF")],
)
def test_a_file_that_cannot_be_read(reporter: User, content: bytes, sentence: str) -> None:
    client = signed_in(reporter)
    page = look_at(client, file=SimpleUploadedFile("story.txt", content))
    (said,) = refusals_in(page)
    assert sentence in said
    assert page.all("a", href="/articles/new/")
    assert not Article.objects.exists()
    assert Import.objects.get().content is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "required"),
        ({"text": "a\0b"}, "NUL"),
        ({"outlet": ""}, "Say where it runs."),
        ({"outlet": " "}, "Say where it runs."),
        ({"outlet": "x" * 201}, "at most 200"),
        ({"byline": "x" * 301}, "at most 300"),
        ({"byline": "\0"}, "NUL"),
        ({"language": "xx"}, "valid choice"),
        ({"language": ""}, "required"),
        ({"published_on": "22 January"}, "valid date"),
        ({"published_on": "2022-02-30"}, "valid date"),
        ({"deadline": "soon"}, "valid date"),
        ({"deadline": "0001-01-01T00:00+05:00"}, "1900"),
        ({"deadline": "9999-12-31T23:59-05:00"}, "1900"),
        ({"url": "nowhere"}, "valid URL"),
        ({"url": "javascript:alert(1)"}, "valid URL"),
        ({"url": "https://example.org/" + "x" * 1000}, "at most 1000"),
    ],
)
def test_what_cannot_be_stored(reporter: User, typed: dict[str, str], sentence: str) -> None:
    client = signed_in(reporter)
    form = the_form(look_at(client, text=TEXT))
    answer = send(client, form, **{"outlet": "The Wire", "byline": "Cleo", **typed})
    assert answer.status_code == 422
    form = the_form(page_of(answer))
    assert any(sentence in said for said in refusals_in(form)), refusals_in(form)
    assert form.fields["byline"] == typed.get("byline", "Cleo")
    assert form.fields["text"] == typed.get("text", TEXT)
    assert not Article.objects.exists()


def refuse_to_propose(*given: object) -> None:
    raise RuntimeError("The proposer is out of order.")


def test_a_proposer_that_fails_leaves_a_sentence_and_the_copy(
    reporter: User, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    proposer = settings.PROPOSER
    settings.PROPOSER = f"{__name__}.refuse_to_propose"
    client = signed_in(reporter)
    location = ask(client, text=TEXT)["Location"]
    page = read(client, location)
    assert "Something went wrong" in refusals_in(page)[0]
    assert "out of order" in caplog.text
    settings.PROPOSER = proposer
    send(client, page.one("form", action=f"{location}retry/"))
    assert read(client, location).texts("mark", data_status="proposed")


@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff", "\u2060\u200b", "\u3000", "\u0085"])
def test_what_cannot_be_seen_shifts_no_passage(reporter: User, invisible: str) -> None:
    client = signed_in(reporter)
    form = the_form(look_at(client, text=invisible + TEXT + invisible))
    send(client, form, outlet="The Wire", text=invisible + form.fields["text"])
    if not Article.objects.exists():  # The copy was mended: it is looked at again.
        send(client, form, outlet="The Wire")
    text = revision_of(Article.objects.get()).text
    passages = Passage.objects.all()
    assert passages
    for passage in passages:
        assert text[passage.start : passage.end] == passage.exact


def test_who_has_no_role_brings_nothing_in() -> None:
    answer = ask(signed_in(make_person()), text=TEXT)
    form = page_of(answer).one("form", class_="form")
    assert (answer.status_code, form.fields["text"]) == (403, TEXT)
    assert refusals_in(form) == ["You have no role on this desk yet: ask an admin for one."]


LONG = TEXT + "\n\nNothing of note was said. " * 3000


def test_a_long_text_waits_for_the_worker_and_shows_how_far_it_is(reporter: User) -> None:
    client = signed_in(reporter)
    location = ask(client, text=LONG)["Location"]
    page = read(client, location)
    assert page.one("li", aria_current="step").text == "Waiting for its turn"
    assert page.one(id="progress").attrs["hx-get"] == location
    fragment = client.get(location, headers=HTMX)
    assert fragment.content.decode().strip().startswith("<ol>")
    work()
    settled = client.get(location, headers=HTMX)
    assert settled["HX-Refresh"] == "true"
    preview = read(client, location)
    assert any("100,000 troops" in words for words in preview.texts("mark"))


def test_an_address_that_cannot_be_fetched_says_why_and_can_be_tried_again(
    reporter: User,
) -> None:
    client = signed_in(reporter)
    location = ask(client, address="http://127.0.0.1:9/")["Location"]
    work()
    page = read(client, location)
    (said,) = refusals_in(page)
    assert "private network" in said
    again = page.one("form", action=f"{location}retry/")
    assert send(client, again)["Location"] == location
    assert Import.objects.get().stage == ImportStage.WAITING
    work()
    assert refusals_in(read(client, location)) == [said]


def test_an_address_alone_in_the_text_is_fetched(reporter: User) -> None:
    ask(signed_in(reporter), text=" https://example.org/story?utm_source=x \n")
    assert Import.objects.get().address == "https://example.org/story"


def test_ones_own_old_imports_that_were_not_finished_go(reporter: User) -> None:
    client = signed_in(reporter)
    ask(client, text=TEXT)
    ask(signed_in(make_person(Role.REPORTER)), text="Another's story")
    Import.objects.update(changed_at="2022-01-01T00:00Z")
    ask(client, text=TEXT + " More.")
    more, others = Import.objects.all()
    assert more.text.endswith("More.")
    assert others.text == "Another's story"


def test_what_is_not_finished_is_found_again(reporter: User) -> None:
    client = signed_in(reporter)
    first = ask(client, text=TEXT)["Location"]
    ask(client, address="https://example.org/story")
    ask(signed_in(make_person(Role.REPORTER)), text="Another's story")
    page = read(client, "/articles/new/")
    address, text = page.texts("a", class_="title")
    assert address == "https://example.org/story"
    assert text.startswith("Alliance readies for conflict Moscow has moved")
    send(client, the_form(read(client, first)), outlet="The Wire")
    assert len(read(client, "/articles/new/").all("a", class_="title")) == 1


def test_a_second_task_leaves_what_was_mended_meanwhile(reporter: User) -> None:
    client = signed_in(reporter)
    location = ask(client, text=LONG)["Location"]
    client.post(location + "retry/")
    first, second = DBTaskResult.objects.order_by("enqueued_at")
    prepare_import.func(*second.task_result.args)
    mended = Import.objects.get()
    imports.edit_import(reporter, mended, text=TEXT)
    preparing.prepare(mended)
    for task in (first, second):
        prepare_import.func(*task.task_result.args)
    assert Import.objects.get().text == TEXT
