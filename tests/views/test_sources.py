"""Sources as people type, find, amend and read them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from claims.models import Source, User
from claims.roles import Role
from claims.services import sources
from tests.admin_pages import Form, change_url, client_of, fill, url
from tests.admin_pages import send as send_in_admin
from tests.factories import make_article, make_claim, make_evidence, make_person, make_source
from tests.views.browsing import HTMX, Element, page_of, read, refusals_in, send, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


@pytest.fixture
def client(checker: User) -> Client:
    return signed_in(checker)


def titles_in(page: Element) -> list[str]:
    return page.texts("a", class_="title")


def form_in(page: Element, action: str) -> Element:
    form = page.one("form", class_="form", method="post")
    form.attrs.setdefault("action", action)
    return form


def typed_into(client: Client, address: str, **typed: Any) -> Any:
    """The answer to the form at an address, with what is typed into it as it stands there."""
    return send(client, form_in(read(client, address), address), **typed)


# Found


@pytest.mark.parametrize(
    ("words", "found"),
    [("", ["Weather", "Troop count"]), ("troop", ["Troop count"]), ("truop cuont", []),
     ("Reuters", ["Weather"]), ("roiters", []), ("Reuterz", ["Weather"]),
     ("count.org", ["Troop count"]), ("lovelac", ["Troop count"]),
         ("Satellite", ["Weather"]), ("satell", []),
     ("http://www.count.org/1/?utm_source=x#top", ["Troop count"]),
     ("www.count.org/1", ["Troop count"]), ("WWW.COUNT.ORG/1/", ["Troop count"]),
     ("https://count.org/2?utm_source=x", []),
     ("%", []), ("_", []), ("x" * 3000, []),
     ("://", ["Troop count"]), ("https://[", ["Troop count"])],
)  # fmt: skip
def test_search(client: Client, words: str, found: list[str]) -> None:
    make_source(title="Troop count", url="https://count.org/1", author="Ada Lovelace")
    make_source(title="Weather", publisher="Reuters", url="", tags=["satellite"], retired=True)
    page = read(client, "/sources/", {"q": words})
    assert titles_in(page) == found
    assert found or page.one(class_="empty").all("a", href="/sources/")


def test_a_whole_address_finds_its_source_alone(client: Client) -> None:
    for number in range(30):
        make_source(title=f"Page {number}", url=f"https://count.org/reports/{number}")
    assert titles_in(read(client, "/sources/", {"q": "https://www.count.org/reports/3/"})) == [
        "Page 3"
    ]


def test_kinds_and_tags_are_links(client: Client) -> None:
    make_source(title="Law", kind="law", tags=["border", "a & b"])
    make_source(title="Post", kind="social_post", tags=["border"])
    links = read(client, "/sources/").one("nav", aria_label="Kinds of sources").all("a")
    assert len(links) == 12
    (law,) = [a for a in links if a.text == "Law"]
    page = read(client, "/sources/" + law.attrs["href"])
    assert titles_in(page) == ["Law"]
    (tag,) = [a for a in page.all("a") if a.text == "a & b"]
    page = read(client, "/sources/" + tag.attrs["href"])
    assert titles_in(page) == ["Law"]
    assert "Tagged a & b" in page.text
    assert titles_in(read(client, "/sources/?tag=border")) == ["Post", "Law"]
    for rubbish in ["kind=nothing", "tag=nothing", "kind=%00law", "kind=law&tag=x&q=y"]:
        answer = client.get(f"/sources/?{rubbish}")
        assert answer.status_code == (400 if "%00" in rubbish else 200)
        assert titles_in(page_of(answer)) == []


def test_a_page_of_a_filtered_list_leads_to_the_next_of_the_same(client: Client) -> None:
    Source.objects.bulk_create(Source(title=f"L{n}", kind="law") for n in range(51))
    make_source(title="No law")
    following = read(client, "/sources/?kind=law").one("a", rel="next")
    assert titles_in(read(client, "/sources/" + following.attrs["href"])) == ["L0"]


def test_a_row_says_what_a_source_is(client: Client) -> None:
    agency = make_source(title="Agency line", url="")
    source = make_source(title="Morning paper", kind="news_report", rank="secondary", url="",
                         publisher="The Paper", relies_on=agency)  # fmt: skip
    make_evidence(make_claim(), source=source)
    row = read(client, "/sources/").all("li")[0].text
    for said in ["News report", "Secondary", "The Paper", "undated", "used 1 time",
                 "relies on Agency line"]:  # fmt: skip
        assert said in row


def test_sources_are_suggested_by_a_few_letters(client: Client) -> None:
    used, unused = make_source(title="Troop count"), make_source(title="Troop pictures")
    make_source(title="Troop tale", retired=True)
    make_evidence(make_claim(), source=used)
    for headers in [None, HTMX]:
        for field in ["source", "relies_on"]:
            answer = client.get(f"/sources/titles/?{field}=troop", headers=headers)
            options = page_of(answer).all("option")
            assert [option.attrs["value"] for option in options] == [used.url, unused.url]


# Added

EVERYTHING = {
    "kind": "request_for_comment", "title": " A  count ", "url": "https://example.org/a",
    "publisher": "Maxar", "author": "Ada Lovelace", "published_on": "2022-01-05",
    "rank": "primary", "language": "de", "tags": "border, satellite,, border ",
    "note": "By satellite.\nTwice.", "contact": "desk@example.org", "spoken_on": "2022-01-06",
    "terms": "background", "asked_whom": "Ministry", "asked_how": "mail",
    "asked_on": "2022-01-07", "answer_due": "2022-01-08T12:00", "answer": "No comment.",
    "answered_on": "2022-01-09",
}  # fmt: skip


def test_add_a_source_with_all_that_is_known(client: Client) -> None:
    agency = make_source(title="Agency line")
    answer = typed_into(client, "/sources/new/", **EVERYTHING, relies_on="agency LINE")
    source = Source.objects.latest("pk")
    assert answer["Location"] == f"/sources/{source.pk}/"
    assert (source.title, source.publisher, source.note) == (
        "A  count", "Maxar", EVERYTHING["note"],
    )  # fmt: skip
    assert source.tags == ["border", "satellite"]
    assert source.relies_on == agency
    page = read(client, answer["Location"]).text
    for said in ["Request for comment, primary", "5 January 2022", "https://example.org/a",
                 "Ada Lovelace", "German", "desk@example.org", "6 January 2022", "Background",
                 "Asked Ministry by mail on 7 January 2022, deadline 8 Jan 2022, 12:00:"
                 " answered on 9 January 2022", "No comment.", "border", "Twice.",
                 "Agency line"]:  # fmt: skip
        assert said in page, said
    page = read(client, agency.get_absolute_url())
    assert page.one("a", class_="title").attrs["href"] == source.get_absolute_url()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "required"),
        ({"kind": "rumour"}, "not one of the available choices"),
        ({"title": "x" * 501}, "at most 500"),
        ({"title": "a\0b"}, "NUL"),
        ({"url": "https://example.org/known"}, "already there"),
        ({"url": "http://www.example.org/known/?utm_source=x#top"}, "already there"),
        ({"url": "nowhere"}, "valid URL"),
        ({"url": "javascript:alert(1)"}, "valid URL"),
        ({"published_on": "2022-02-30"}, "valid date"),
        ({"tags": "x" * 51}, "at most 50"),
        ({"answer": "No."}, "when the answer came"),
        ({"relies_on": "https://example.org/elsewhere"}, "No source here has this address"),
        ({"relies_on": "Nobody's"}, "No source here has this address, number or title"),
        ({"relies_on": "#99999999"}, "No source here has this address, number or title"),
        ({"relies_on": "Twice"}, "Several sources"),
        ({"name": "Rosa"}, "Tick that it is confidential"),
        ({"is_confidential": "on", "name": "Rosa"}, "could name a confidential source"),
        ({"is_confidential": "on", "title": ""}, "Say who it is"),
    ],
)
def test_what_is_no_source(client: Client, typed: dict[str, str], sentence: str) -> None:
    known = make_source(title="Known", url="https://example.org/known")
    make_source(title="Twice", url="")
    make_source(title="Twice", url="")
    answer = typed_into(client, "/sources/new/", **{"title": "A", "note": "Mine."} | typed)
    page = page_of(answer)
    form = page.one("form", class_="form")
    assert answer.status_code == 422
    assert any(sentence in said for said in refusals_in(form)), refusals_in(form)
    assert form.fields["note"] == "Mine."
    assert Source.objects.count() == 3
    assert bool(page.all("a", href=known.get_absolute_url())) == (sentence == "already there")


@pytest.mark.parametrize("kind", ["", "person", "request_for_comment", "rubbish"])
def test_what_a_kind_does_not_need_is_folded(client: Client, kind: str) -> None:
    page = read(client, "/sources/new/", {"kind": kind} if kind else {})
    folded = {details.one("summary").text.partition(":")[0]: "open" in details.attrs
              for details in page.all("details", class_="more-fields")}  # fmt: skip
    assert folded == {
        "A person": kind == "person",
        "A request for comment": kind == "request_for_comment",
        "Confidential": False,
    }


# Amended


def test_a_request_for_comment_is_answered_later(client: Client) -> None:
    source = make_source(kind="request_for_comment", url="", asked_whom="Ministry",
                         asked_how="mail", asked_on="2022-01-07",
                         answer_due="2199-01-08T12:00Z")  # fmt: skip
    address, page = source.get_absolute_url(), read(client, source.get_absolute_url())
    assert "Asked Ministry by mail on 7 January 2022, deadline 8 Jan 2199" in page.text
    assert "no answer yet" in page.text
    link = page.one("a", class_="button", href=f"{address}amend/").attrs["href"]
    answer = typed_into(client, link, answer="We do not comment.")
    assert answer.status_code == 422
    assert refusals_in(page_of(answer)) == ["Say when the answer came."]
    said = {"answer": "We do not comment."}
    for day, why in [("2199-01-08", "still to come"), ("2022-01-06", "before anybody was asked")]:
        answer = typed_into(client, link, **said, answered_on=day)
        assert answer.status_code == 422
        assert why in refusals_in(page_of(answer))[0]
    answer = typed_into(client, link, **said, answered_on="2022-01-08")
    assert answer["Location"] == address
    text = read(client, address).text
    assert "answered on 8 January 2022" in text
    assert "We do not comment." in text


@pytest.mark.parametrize(
    ("kind", "opened"),
    [("document", []), ("person", ["A person"]), ("request_for_comment", ["A request"]),
     ("confidential", ["Confidential", "A person"])],
)  # fmt: skip
def test_what_it_is_opens_what_is_asked_of_it(client: Client, kind: str, opened: list[str]) -> None:
    page = read(client, "/sources/new/", {"kind": kind})
    chosen = page.one("nav", aria_label="What it is").one("a", aria_current="true")
    assert chosen.attrs["href"] == f"?kind={kind}"
    open_parts = [d for d in page.all("details") if "open" in d.attrs]
    assert [d.text.startswith(word) for d, word in zip(open_parts, opened, strict=True)] == [
        True
    ] * len(opened)
    ticked = page.one("form", class_="form").fields.get("is_confidential")
    assert bool(ticked) is (kind == "confidential")


def test_only_what_was_typed_is_changed(client: Client) -> None:
    source = make_source(title="One", tags=["a", "b"], note="Two\nlines", relies_on=make_source(),
                         asked_on="2022-01-01", answer_due="2022-01-08T12:00Z")  # fmt: skip
    form = form_in(read(client, f"/sources/{source.pk}/amend/"), f"/sources/{source.pk}/amend/")
    before = Source.objects.filter(pk=source.pk).values().get()
    assert send(client, form, title="Two").status_code == 302
    after = Source.objects.filter(pk=source.pk).values().get()
    assert after == before | {"title": "Two"}


def test_who_would_change_what_another_changed_meanwhile_is_told(client: Client) -> None:
    source = make_source(title="One", kind="document", tags=["a"], publisher="P", retired=True)
    address = f"/sources/{source.pk}/amend/"
    form = form_in(read(client, address), address)
    meanwhile = {"title": "Another's", "tags": ["b", "c"], "publisher": "", "author": "X"}
    others = {
        "kind": "law",
        "rank": "primary",
        "retired": False,
        "answer_due": datetime(2030, 1, 2, 3, 4, tzinfo=UTC),
    }
    Source.objects.filter(pk=source.pk).update(**meanwhile, **others)
    typed = {"title": "Mine", "tags": "m", "publisher": "Q", "kind": "law", "note": "New"}
    answer = send(client, form, **typed)
    assert answer.status_code == 409
    assert Source.objects.filter(pk=source.pk, **meanwhile).exists()
    (told,) = refusals_in(page_of(answer))
    for now in ("Title “Another's”", "no Publisher", "Tags “b, c”"):
        assert now in told
    assert not any(word in told for word in ["Kind", "Author", "Note"])  # Only what both changed.
    shown = form_in(page_of(answer), address)
    assert typed.items() <= shown.fields.items()
    assert send(client, shown).status_code == 302
    kept = Source.objects.get(pk=source.pk)
    assert (kept.title, kept.tags, kept.publisher, kept.note) == ("Mine", ["m"], "Q", "New")
    assert (kept.author, {name: getattr(kept, name) for name in others}) == ("X", others)


def test_what_another_changed_elsewhere_in_the_form_is_not_undone(client: Client) -> None:
    source = make_source(title="One", publisher="P")
    address = f"/sources/{source.pk}/amend/"
    form = form_in(read(client, address), address)
    Source.objects.filter(pk=source.pk).update(title="Two", tags=["b"], language="en")
    assert send(client, form, publisher="Q").status_code == 302
    kept = Source.objects.get(pk=source.pk)
    assert (kept.title, kept.publisher, kept.tags, kept.language) == ("Two", "Q", ["b"], "en")


def test_who_changes_the_same_in_the_same_way_is_not_held_up(client: Client) -> None:
    source = make_source(title="One")
    address = f"/sources/{source.pk}/amend/"
    form = form_in(read(client, address), address)
    Source.objects.filter(pk=source.pk).update(title="Two")
    assert send(client, form, title="Two").status_code == 302


def test_what_another_source_relies_on_is_not_changed_unawares(client: Client) -> None:
    source, first, second = make_source(), make_source(), make_source(url="")
    address = f"/sources/{source.pk}/amend/"
    form = form_in(read(client, address), address)
    Source.objects.filter(pk=source.pk).update(relies_on=first)
    answer = send(client, form, relies_on=f"#{second.pk}")
    assert answer.status_code == 409
    assert f"Relies on “#{first.pk}”" in refusals_in(page_of(answer))[0]
    assert send(client, form_in(page_of(answer), address)).status_code == 302
    assert Source.objects.get(pk=source.pk).relies_on == second


def test_what_it_relies_on_can_be_changed_though_that_was_renamed_meanwhile(
    client: Client,
) -> None:
    first = make_source(url="https://example.org/first", title="The first")
    source, second = make_source(relies_on=first), make_source(title="The second", url="")
    address = f"/sources/{source.pk}/amend/"
    page = read(client, address)
    assert "Now: The first" in page.text
    Source.objects.filter(pk=first.pk).update(url="https://example.org/moved", title="Renamed")
    assert send(client, form_in(page, address), relies_on="The second").status_code == 302
    assert Source.objects.get(pk=source.pk).relies_on == second


def test_what_is_wrong_already_holds_up_nothing_else(client: Client) -> None:
    source = make_source(asked_on="2022-01-09", answered_on="2022-01-02", spoken_on="2199-01-01")
    address = f"/sources/{source.pk}/amend/"
    assert typed_into(client, address, retired="on", note="Old.").status_code == 302
    assert typed_into(client, address, asked_on="2022-01-08").status_code == 422
    sources.fill_in_source(source, publisher="Reuters")
    assert Source.objects.get(pk=source.pk).publisher == "Reuters"


def test_a_form_that_does_not_say_what_was_seen_is_refused(client: Client) -> None:
    source = make_source(title="One")
    address = f"/sources/{source.pk}/amend/"
    form = form_in(read(client, address), address)
    assert send(client, form, **{"initial-title": "", "title": "Two"}).status_code == 409
    assert Source.objects.get().title == "One"


def test_no_circle_is_typed(client: Client) -> None:
    first, second = make_source(), make_source(title="Second", url="")
    for pk, typed in [(first.pk, f"#{second.pk}"), (first.pk, "Second"), (first.pk, "")]:
        assert typed_into(client, f"/sources/{pk}/amend/", relies_on=typed).status_code == 302
    Source.objects.filter(pk=first.pk).update(relies_on=second)
    for pk, typed in [(second.pk, first.url), (second.pk, str(second.pk))]:
        answer = typed_into(client, f"/sources/{pk}/amend/", relies_on=typed, note="Mine.")
        assert answer.status_code == 422
        assert refusals_in(page_of(answer)) == ["That source relies on this one already."]
        assert page_of(answer).one("form", class_="form").fields["note"] == "Mine."


def test_who_may_not_enter_amends_nothing() -> None:
    reporter = make_person(Role.REPORTER)
    source = make_evidence(make_claim(make_article(reporter))).source
    client, address = signed_in(reporter), source.get_absolute_url()
    assert not read(client, address).all("a", href=f"{address}amend/")
    assert client.get(f"{address}amend/").status_code == 403
    answer = client.post(f"{address}amend/", {"title": "Mine", "kind": "law"})
    assert answer.status_code == 403
    assert Source.objects.get().title == source.title


# Read


def test_a_source_shows_where_it_is_used(client: Client) -> None:
    source, claim = make_source(), make_claim(statement="It is so.")
    page = read(client, source.get_absolute_url())
    assert page.texts(class_="empty")[-1].startswith("No claim yet.")
    make_evidence(claim, source=source, stance="disputes", quote="90,000", locator="p. 3")
    page = read(client, source.get_absolute_url())
    assert titles_in(page) == ["It is so."]
    assert "Disputes" in page.text
    assert "“90,000”" in page.text


def test_a_source_that_a_reporter_does_not_see_is_not_named_to_them() -> None:
    reporter, agency = make_person(Role.REPORTER), make_source(title="Agency line")
    source = make_source(relies_on=agency)
    make_evidence(make_claim(make_article(reporter)), source=source)
    page = read(signed_in(reporter), source.get_absolute_url())
    assert "another source: the two count as one" in page.text
    assert "Agency line" not in page.text


# In the admin


def test_the_admin_takes_the_same_fields() -> None:
    staff = client_of(make_person(Role.CHECKER))
    agency = make_source()
    fill(staff, url("add", Source), title="A report", tags="border, satellite", kind="law",
         relies_on=str(agency.pk), url="https://example.org/b/?utm_source=x")  # fmt: skip
    source = Source.objects.get(title="A report")
    assert (source.tags, source.kind, source.relies_on) == (["border", "satellite"], "law", agency)
    assert source.address_key == "example.org/b"
    fill(staff, change_url(source), tags="border", answer="No.")
    source.refresh_from_db()
    assert source.tags == ["border", "satellite"]  # An answer without its date is refused.
    fill(staff, change_url(source), tags="border", answer="No.", answered_on="2022-01-09")
    source.refresh_from_db()
    assert (source.tags, source.answer, source.relies_on) == (["border"], "No.", agency)
    said = fill(staff, change_url(agency), relies_on=str(source.pk)).content.decode()
    assert "That source relies on this one already." in said


def test_in_the_admin_who_overlooked_a_change_is_told_and_can_save_again() -> None:
    staff, source = client_of(make_person(Role.CHECKER)), make_source(title="One", publisher="P")
    data = Form(staff.get(change_url(source)).content.decode()).data
    Source.objects.filter(pk=source.pk).update(title="Two", publisher="Another's")
    page = send_in_admin(staff, change_url(source), data, title="Mine").content.decode()
    assert "It now has: Title “Two”." in page
    source.refresh_from_db()
    assert (source.title, source.publisher) == ("Two", "Another's")
    send_in_admin(staff, change_url(source), Form(page).data)
    source.refresh_from_db()
    assert (source.title, source.publisher) == ("Mine", "Another's")
