"""The lists of queries and corrections: what each person reads there, and what a press does."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.choices import CorrectionState
from claims.errors import NotPermitted
from claims.models import Article, Correction, Query, Revision, User
from claims.roles import Role
from claims.selectors.sign_off import open_items
from claims.services import articles, negotiation, revisions, sign_off
from claims.services.negotiation import answer_query, ask_query
from tests.factories import make_article, make_claim, make_person, revision_of, rolled_back
from tests.views.browsing import (
    HTMX,
    PLAIN_AND_HTMX,
    Element,
    page_of,
    read,
    refusals_in,
    send,
    signed_in,
    toast_in,
)

pytestmark = pytest.mark.django_db

State = CorrectionState


class Desk:
    """An article of a reporter with one correction of a checker, and two editors."""

    def __init__(self, author: User | None = None, text: str = "Head\n\nIt was cold.") -> None:
        self.author: User = author or make_person(Role.REPORTER)
        self.checker: User = make_person(Role.CHECKER)
        self.editor: User = make_person(Role.EDITOR)
        self.other: User = make_person(Role.EDITOR)
        self.article: Article = make_article(self.author, text)

    def suggest(self, old: str = "cold", new: str = "mild", who: User | None = None) -> Correction:
        revision: Revision = revision_of(self.article)
        start = revision.text.index(old)
        return negotiation.suggest_correction(
            who or self.checker, revision, start, start + len(old), new, "It was."
        )

    @property
    def address(self) -> str:
        return f"{self.article.get_absolute_url()}corrections/"

    def titles(self, person: User) -> list[str]:
        """The groups of the list: 'Applied 1'."""
        page: Element = read(signed_in(person), self.address)
        return titles_in(page)


def titles_in(page: Element) -> list[str]:
    return page.texts("h2", class_="section-title")


def form_of(page: Element, pk: int, act: str) -> Element:
    return page.one("form", action=f"/corrections/{pk}/{act}/")


def after(client: Client, answer: Any, htmx: bool) -> Element:
    if htmx:
        assert (answer.status_code, b"<html" in answer.content) == (200, False)
        return page_of(answer)
    assert answer.status_code == 302
    page: Element = read(client, answer["Location"])
    return page


@PLAIN_AND_HTMX
def test_a_correction_is_countered_ruled_on_and_taken_back(htmx: bool) -> None:
    desk = Desk()
    pk = desk.suggest().pk
    assert desk.titles(desk.author) == ["Waiting for the author 1"]
    steps = [
        (desk.author, "counter", {"words": "fresh", "reason": "Six degrees."}, "Countered"),
        (desk.editor, "rule", {"decision": "upheld", "reason": "I was there."}, "Ruled"),
        (desk.editor, "take-back", {}, "Taken back"),
    ]
    for person, act, typed, said in steps:
        client = signed_in(person)
        form = form_of(read(client, desk.address), pk, act)
        page = after(client, send(client, form, htmx, **typed), htmx)
        assert toast_in(page) == said
        if htmx:
            assert page.one(id=f"correction{pk}").attrs["data-focus"] == ""
    row = page.one(id=f"correction{pk}")
    assert desk.titles(desk.checker) == ["Overruled or taken back 1"]
    for words in ("Six degrees.", f"{desk.editor} ruled", "I was there.", f"by {desk.editor}"):
        assert words in row.text
    assert not row.all("form")
    assert row.texts("ins") == ["mild", "fresh"]


def test_changed_words_stand_as_close_as_in_the_text() -> None:
    desk = Desk(text="Head\n\nIt was very cold.")
    desk.suggest("very cold", "very mild")
    row = read(signed_in(desk.checker), desk.address).one(class_="quotation")
    assert row.raw.strip().endswith("It was very coldmild.")


@PLAIN_AND_HTMX
def test_the_words_of_the_counter_stand_once_agreed_to(htmx: bool) -> None:
    desk = Desk()
    pk = desk.suggest().pk
    negotiation.counter_correction(desk.author, Correction.objects.get(), "fresh", "Six degrees.")
    client = signed_in(desk.checker)
    form = form_of(read(client, desk.address), pk, "agree")
    page = after(client, send(client, form, htmx), htmx)
    assert page.one(id=f"correction{pk}").texts("ins") == ["fresh"]
    assert titles_in(page) == ["Agreed, not applied 1"]


@PLAIN_AND_HTMX
@pytest.mark.parametrize(
    ("act", "typed", "said"),
    [
        ("counter", {"words": "fresh", "reason": ""}, "Give the reason."),
        ("counter", {"words": "c\x00ld", "reason": "So."}, "NUL"),
        ("decline", {"reason": " "}, "Give the reason."),
    ],
)
def test_what_is_lacking_is_said_in_the_form_that_was_sent(
    htmx: bool, act: str, typed: dict[str, str], said: str
) -> None:
    desk = Desk()
    pk, other = desk.suggest().pk, desk.suggest("It").pk
    client = signed_in(desk.author)
    answer = send(client, form_of(read(client, desk.address), pk, act), htmx, **typed)
    assert answer.status_code == 422
    page = page_of(answer)
    refused = form_of(page, pk, act)
    assert said in " ".join(refusals_in(refused))
    assert refusals_in(page) == refusals_in(refused)
    assert {name: refused.fields[name] for name in typed} == typed
    assert [d for d in page.all("details") if "open" in d.attrs and refused in list(d)]
    assert form_of(page, other, "decline").fields["reason"] == ""


@PLAIN_AND_HTMX
def test_a_reason_typed_too_late_is_not_lost(htmx: bool) -> None:
    desk = Desk()
    correction = desk.suggest()
    client = signed_in(desk.author)
    form = form_of(read(client, desk.address), correction.pk, "decline")
    negotiation.take_back_correction(desk.checker, correction)
    answer = send(client, form, htmx, reason="Typed at length.")
    assert answer.status_code == 409
    page = page_of(answer)
    assert refusals_in(page) == [
        "This correction has gone on since you opened it. This is how it stands."
    ]
    assert page.one(class_="kept").one("p").text == "Typed at length."


def test_a_press_is_of_what_the_person_saw() -> None:
    """Taking back what was suggested does not take back what was meanwhile accepted."""
    desk = Desk()
    correction = desk.suggest()
    client = signed_in(desk.checker)
    form = form_of(read(client, desk.address), correction.pk, "take-back")
    negotiation.agree_correction(desk.author, correction)
    assert send(client, form).status_code == 409
    assert Correction.objects.get().state == State.ACCEPTED


@PLAIN_AND_HTMX
def test_what_was_agreed_since_the_page_was_read_is_shown_before_it_is_applied(htmx: bool) -> None:
    desk = Desk()
    negotiation.agree_correction(desk.author, desk.suggest())
    client, action = signed_in(desk.checker), f"{desk.address}apply/"
    form = read(client, desk.address).one("form", action=action)
    other = desk.suggest("It", "Today")
    negotiation.agree_correction(desk.author, other)
    answer = send(client, form, htmx)
    assert answer.status_code == 409
    page = page_of(answer)
    assert "What is agreed has changed" in refusals_in(page)[0]
    assert page.one(id=f"correction{other.pk}").texts("ins") == ["Today"]
    keys = page.one("form", action=action).all("input", name="correction")
    assert len(keys) == 2
    sent = {"seen": 1, "correction": [key.attrs["value"] for key in keys]}
    assert client.post(action, sent).status_code == 302
    assert revision_of(desk.article).text == "Head\n\nToday was mild."


def test_who_applies_to_what_is_signed_is_told_what_it_costs() -> None:
    desk, words = Desk(), "Revision 1 is signed off; nobody has signed the next one."
    negotiation.agree_correction(desk.author, desk.suggest())
    client = signed_in(desk.checker)
    assert words not in read(client, desk.address).text
    articles.clear_sentences(desk.checker, revision_of(desk.article), 0, 1000)
    (item,) = open_items(desk.article, desk.editor)
    sign_off.rule_item(desk.editor, desk.article, item.item, item.key, "stands", "It can wait.")
    sign_off.sign_off(desk.editor, desk.article, 1)
    assert words in read(client, desk.address).text


def test_clashes_are_named_instead_of_a_button() -> None:
    desk = Desk()
    one, other = desk.suggest("was cold", "x"), desk.suggest("cold", "y")
    client = signed_in(desk.author)
    for correction in (one, other):
        negotiation.agree_correction(desk.author, correction)
    page = read(client, desk.address)
    assert f"Corrections {one.pk} and {other.pk} change the same words" in page.text
    assert "Apply" not in page.texts("button")
    answer = client.post(f"{desk.address}apply/", {"seen": 1})
    assert answer.status_code == 409
    negotiation.take_back_correction(desk.checker, one)
    page = read(client, desk.address)
    send(client, page.one("form", action=f"{desk.address}apply/"))
    assert revision_of(desk.article).text == "Head\n\nIt was y."


def test_the_list_says_whose_words_are_gone() -> None:
    desk = Desk()
    desk.suggest()
    revisions.revise(desk.author, desk.article, 1, "Head\n\nToday it was hot.")
    page = read(signed_in(desk.checker), desk.address)
    assert titles_in(page) == ["Their words are gone from the text 1"]
    assert "revision 1 had them" in page.text
    assert [form.attrs["action"] for form in page.one(id="results").all("form")] == [
        f"/corrections/{Correction.objects.get().pk}/take-back/"
    ]
    assert not read(signed_in(desk.author), desk.address).one(id="results").all("form")
    assert "Waiting for your answer" not in read(signed_in(desk.author), "/").text


def test_after_publication_the_list_has_the_note() -> None:
    desk = Desk()
    editor = signed_in(desk.editor)
    revision = revision_of(desk.article)
    articles.clear_sentences(desk.checker, revision, 0, len(revision.text))
    sign_off.sign_off(desk.editor, desk.article, 1)
    sign_off.publish_article(desk.editor, desk.article)
    negotiation.agree_correction(desk.author, desk.suggest())
    page = read(editor, desk.address)
    send(editor, page.one("form", action=f"{desk.address}apply/"))
    page = read(editor, desk.address)
    assert "published" in page.text
    note = page.one(class_="diff").one(class_="notice").text
    assert "an earlier version read “cold”; it should have read “mild”." in note


def test_an_editor_answers_for_who_cannot_sign_in() -> None:
    """But neither accepts their own suggestion, nor agrees to or rules on their own answer."""
    importer = make_person(Role.REPORTER, is_active=False)
    desk = Desk(importer)
    desk.suggest(who=desk.editor)
    client, home = signed_in(desk.checker), desk.article.get_absolute_url()
    asked = client.post(f"{home}queries/ask/", {"question": "Who says so?"}, headers=HTMX)
    assert toast_in(page_of(asked)) == "Asked: an editor sees it"
    assert (
        f"answered by an editor: {importer} cannot sign in" in read(client, f"{home}queries/").text
    )
    assert "1 query" in read(signed_in(desk.other), "/").text
    assert "Waiting for your answer" not in read(signed_in(desk.checker), "/").text
    correction = Correction.objects.get()
    with pytest.raises(NotPermitted, match="another editor answers"):
        negotiation.agree_correction(desk.editor, correction)
    negotiation.counter_correction(desk.other, correction, "fresh", "It was fresh.")
    correction = Correction.objects.get()
    row = read(signed_in(desk.editor), desk.address).one(id=f"correction{correction.pk}")
    assert f"{desk.other} suggests instead:" in row.text
    assert f"{desk.other}: It was fresh." in row.text
    assert str(importer) not in row.text
    for verb in (
        lambda: negotiation.agree_correction(desk.other, correction),
        lambda: negotiation.rule_correction(desk.other, correction, "overruled", "So."),
    ):
        with pytest.raises(NotPermitted):
            verb()
    negotiation.agree_correction(desk.editor, correction)
    assert Correction.objects.get().words == "fresh"


@PLAIN_AND_HTMX
def test_a_query_answered_in_another_window_keeps_what_was_typed(htmx: bool) -> None:
    desk = Desk()
    query = ask_query(desk.checker, desk.article, "Who says so?", None, "cold")
    client = signed_in(desk.author)
    address = f"{desk.article.get_absolute_url()}queries/"
    form = read(client, address).one("form", action=f"/queries/{query.pk}/answer/")
    page = after(client, send(client, form, htmx, answer="The ministry."), htmx)
    assert "The ministry." in page.text
    assert toast_in(page) == "Answered"
    answer = send(client, form, htmx, answer="Typed at length.")
    assert answer.status_code == 409
    page = page_of(answer)
    assert refusals_in(page) == ["This query was answered meanwhile."]
    assert page.one("textarea").text == "Typed at length."
    assert Query.objects.get().answer == "The ministry."


def test_a_claim_of_another_article_is_not_asked_about() -> None:
    desk = Desk()
    claim = make_claim()
    client = signed_in(desk.checker)
    typed = {"claim": claim.pk, "question": "Who says so?", "words": "cold", "new_words": "mild"}
    for address in ("queries/ask/", "corrections/suggest/"):
        answer = client.post(
            f"{desk.article.get_absolute_url()}{address}", typed | {"reason": "So."}
        )
        assert answer.status_code == 422
    assert not Query.objects.exists()
    assert not Correction.objects.exists()


def test_letters_of_any_script_and_markup_are_shown_as_they_are() -> None:
    desk = Desk(text="Head\n\n<b>שלום</b> 😀 &amp; \u202eabc.")
    desk.suggest("😀", "<i>👩‍👩‍👧</i>")
    page = read(signed_in(desk.author), desk.address)
    assert page.texts("del") == ["😀"]
    assert page.texts("ins") == ["<i>👩‍👩‍👧</i>"]
    assert page.one("p", class_="quotation").text.startswith("<b>שלום</b>")


@pytest.mark.parametrize("typed", [{}, {"state": "x"}, {"state": "applied", "seen": "x"}])
def test_rubbish_settles_nothing(typed: dict[str, str]) -> None:
    desk = Desk()
    pk = desk.suggest().pk
    client = signed_in(desk.author)
    for act in ("agree", "counter", "decline", "rule", "take-back"):
        assert client.post(f"/corrections/{pk}/{act}/", typed).status_code == 409
    assert client.post(f"{desk.address}apply/", typed).status_code in {409, 422}
    for unknown in (f"/corrections/{pk + 1}/agree/", "/queries/1/answer/"):
        assert client.post(unknown, typed).status_code == 404
    assert Correction.objects.get().state == State.SUGGESTED


def test_the_queries_do_not_grow() -> None:
    counts = []
    for number in (2, 12):
        with rolled_back():
            desk = Desk(text="Head\n\n" + " ".join(f"It was cold{n}x." for n in range(4 * number)))
            for n in range(number):
                for step in range(4):
                    correction = desk.suggest(f"cold{4 * n + step}x")
                    if step == 1:
                        negotiation.agree_correction(desk.author, correction)
                    elif step == 2:
                        negotiation.decline_correction(desk.author, correction, "It was cold.")
                        negotiation.rule_correction(desk.editor, correction, "overruled", "So.")
                query = ask_query(desk.checker, desk.article, "Who says so?")
                if n % 2:
                    answer_query(desk.author, query, "The ministry.")
            found = []
            for address in (desk.address, f"{desk.article.get_absolute_url()}queries/", "/"):
                client = signed_in(desk.author)
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(address).status_code == 200
                found.append(len(queries))
            counts.append(found)
    assert counts[0] == counts[1]
    for count, budget in zip(counts[0], (12, 7, 11), strict=True):
        assert count <= budget


def test_the_article_s_pages_say_how_much_is_open_on_each() -> None:
    desk = Desk(text="Head\n\nIt was cold. It rained.")
    pages = ["", "queries/", "corrections/", "sign-off/"]

    def links() -> set[str]:
        client, home = signed_in(desk.checker), desk.article.get_absolute_url()
        navs = [read(client, home + page).one("nav", aria_label="This article") for page in pages]
        return {link.text for nav in navs for link in nav.all("a")}

    assert {"Queries", "Corrections"} <= links()
    one, other = desk.suggest("cold"), desk.suggest("rained", "snowed")
    query = ask_query(desk.checker, desk.article, "Who says so?")
    make_article()
    negotiation.agree_correction(desk.author, one)
    assert {"Queries 1 open", "Corrections 2 open"} <= links()
    negotiation.take_back_correction(desk.checker, other)
    answer_query(desk.author, query, "The ministry.")
    assert {"Queries", "Corrections 1 open"} <= links()


def test_an_answer_is_counted_at_once() -> None:
    desk = Desk()
    query = ask_query(desk.checker, desk.article, "Who says so?")
    client = signed_in(desk.author)
    address = f"{desk.article.get_absolute_url()}queries/"
    form = read(client, address).one("form", action=f"/queries/{query.pk}/answer/")
    page = page_of(send(client, form, True, answer="The ministry."))
    assert "1 open" not in page.one("nav", aria_label="This article").text
