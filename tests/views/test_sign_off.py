"""The page of the sign-off: what stands open, rulings, the signature, and what is on record."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.choices import Kind, Stage, Verb, Verdict
from claims.models import User
from claims.roles import Role
from claims.services import revisions
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_evidence,
    make_person,
    revision_of,
    rolled_back,
)
from tests.signing import TEXT, WORDS, Desk, source_saying
from tests.views.browsing import (
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


def page_for(desk: Desk, person: User) -> Element:
    page: Element = read(signed_in(person), f"{desk.article.get_absolute_url()}sign-off/")
    return page


def forms_of(page: Element, verb: str) -> list[Element]:
    forms = page.all("form")
    return [form for form in forms if form.attrs.get("action", "").endswith(f"/{verb}/")]


def after(client: Client, answer: Any, htmx: bool) -> Element:
    if htmx:
        assert (answer.status_code, b"<html" in answer.content) == (200, False)
        return page_of(answer)
    assert answer.status_code == 302
    page: Element = read(client, answer["Location"])
    return page


@PLAIN_AND_HTMX
def test_what_is_open_is_ruled_on_and_signed(htmx: bool) -> None:
    desk = Desk()
    desk.ask()
    desk.closed(Verdict.FALSE)
    client, page = signed_in(desk.editor), page_for(desk, desk.editor)
    assert "2 items open" in page.texts("h2")
    for link in page.all("a", class_="title"):
        read(client, link.attrs["href"])
    for number, (decision, left) in enumerate(
        [("attributed", "1 item open"), ("on_author", "Every open item")]
    ):
        form = forms_of(page, "rule")[number]
        assert decision in {radio.attrs["value"] for radio in form.all("input", type="radio")}
        assert not forms_of(page, "sign")
        answer = send(client, form, htmx, decision=decision, reason=f"Reason {number}.")
        page = after(client, answer, htmx)
        assert any(title.startswith(left) for title in page.texts("h2"))
    assert toast_in(page) == "Ruled"
    (form,) = forms_of(page, "sign")
    page = after(client, send(client, form, htmx), htmx)
    assert f"Signed off by {desk.editor}" in page.one(class_="signature").text
    assert not forms_of(page, "sign")
    assert {"Attributed Reason 0.", "On the author Reason 1."} <= {
        ruling.text.split(str(desk.editor))[0].strip() for ruling in page.all(class_="ruling")
    }
    bench = read(client, desk.article.get_absolute_url())
    assert f"signed off by {desk.editor}" in bench.one(id="strip").text


@PLAIN_AND_HTMX
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": "Typed at length."}, "Choose what you decide."),
        ({"decision": "stands"}, "Give the reason: it stands in the record."),
    ],
)
def test_a_ruling_that_lacks_something_says_so_and_keeps_the_rest(
    htmx: bool, typed: dict[str, str], said: str
) -> None:
    desk = Desk()
    desk.ask()
    desk.ask()
    client = signed_in(desk.editor)
    form = forms_of(page_for(desk, desk.editor), "rule")[2]  # After the one on both.
    answer = send(client, form, htmx, **typed)
    assert answer.status_code == 422
    page = page_of(answer)
    assert refusals_in(page) == [said]
    _, first, second = forms_of(page, "rule")
    assert {name: second.fields.get(name) for name in typed} == typed
    assert not first.fields["reason"]
    assert [d for d in page.all("details") if "open" in d.attrs and second in list(d)]


def test_a_reason_that_cannot_be_stored_is_said_beside_it() -> None:
    desk = Desk()
    desk.ask()
    (form,) = forms_of(page_for(desk, desk.editor), "rule")
    typed = {"decision": "stands", "reason": "On \x00 leave."}
    answer = send(signed_in(desk.editor), form, **typed)
    assert answer.status_code == 422
    (beside,) = refusals_in(page_of(answer))
    assert "NUL" in beside or "U+0000" in beside
    assert not desk.article.rulings.exists()


@PLAIN_AND_HTMX
def test_a_reason_for_what_is_open_no_more_is_not_lost(htmx: bool) -> None:
    desk = Desk()
    make_claim(desk.article, WORDS)
    (form,) = forms_of(page_for(desk, desk.editor), "rule")
    desk.reword()
    typed = {"decision": "stands", "reason": "Typed at length."}
    answer = send(signed_in(desk.editor), form, htmx, **typed)
    assert answer.status_code == 409
    page = page_of(answer)
    assert refusals_in(page)[0].startswith("This item is not open any more as you saw it.")
    assert page.one(class_="kept").one("p").text == "Typed at length."


@PLAIN_AND_HTMX
def test_several_of_a_kind_are_ruled_on_with_one_reason(htmx: bool) -> None:
    desk = Desk()
    for _ in range(3):
        desk.ask()
    page = page_for(desk, desk.editor)
    together = forms_of(page, "rule")[0]
    keys = [field.attrs["value"] for field in together.all("input", name="key")]
    typed = {"key": keys, "decision": "stands", "reason": "She is on leave."}
    client = signed_in(desk.editor)
    page = after(client, send(client, together, htmx, **typed), htmx)
    assert "Ruled on 3 items" in page.text
    assert "Every open item has its ruling" in page.text
    assert desk.article.rulings.count() == 3


@PLAIN_AND_HTMX
def test_a_sign_off_is_withdrawn_with_a_reason(htmx: bool) -> None:
    desk = Desk()
    desk.sign()
    client = signed_in(desk.editor)
    (form,) = forms_of(page_for(desk, desk.editor), "withdraw")
    answer = send(client, form, htmx)
    assert answer.status_code == 422
    (again,) = forms_of(page_of(answer), "withdraw")
    assert refusals_in(page_of(answer)) == ["Give the reason: it stands in the record."]
    page = after(client, send(client, again, htmx, reason="Signed too soon."), htmx)
    said = page.one(class_="signature").text
    assert f"Signed off by {desk.editor} for revision 1; withdrawn by {desk.editor}" in said
    assert "Signed too soon." in said
    assert forms_of(page, "sign")
    assert not forms_of(page, "withdraw") + forms_of(page, "publish")
    strip = read(client, desk.article.get_absolute_url()).one(id="strip").text
    assert "sign-off of revision 1 withdrawn" in strip
    answer = send(client, form, htmx, reason="Typed at length.")
    assert answer.status_code == 409
    assert page_of(answer).one(class_="kept").one("p").text == "Typed at length."


@PLAIN_AND_HTMX
def test_an_article_is_marked_as_published_and_that_taken_back(htmx: bool) -> None:
    desk = Desk()
    assert not forms_of(page_for(desk, desk.editor), "publish")
    desk.sign()
    assert not forms_of(page_for(desk, desk.checker), "publish")
    client = signed_in(desk.editor)
    (form,) = forms_of(page_for(desk, desk.editor), "publish")
    page = after(client, send(client, form, htmx), htmx)
    assert "Published" in page.one(class_="signature").text
    assert not forms_of(page, "publish") + forms_of(page, "withdraw")
    (form,) = forms_of(page, "unpublish")
    assert not forms_of(page_for(desk, desk.checker), "unpublish")
    answer = send(client, form, htmx, reason="Held \x00 over.")
    assert answer.status_code == 422
    assert "NUL" in " ".join(refusals_in(page_of(answer)))
    page = after(client, send(client, form, htmx, reason="It was held over."), htmx)
    assert "Published" not in page.one(class_="signature").text
    assert forms_of(page, "publish")
    assert send(client, form, htmx, reason="Once more.").status_code == 409


def test_nothing_is_offered_for_publication_over_what_opened_since() -> None:
    desk = Desk()
    desk.sign()
    desk.ask()
    assert not forms_of(page_for(desk, desk.editor), "publish")


def test_who_may_not_sign_is_told_why() -> None:
    desk, nobody_else = Desk(), "Only editors rule on open items and sign off."
    own = make_article(desk.editor)
    page = read(signed_in(desk.editor), f"{own.get_absolute_url()}sign-off/")
    assert "You handed in the article: another editor has to sign it off." in page.text
    for person in (desk.checker, desk.article.handed_in_by):
        page = page_for(desk, person)
        assert nobody_else in page.text
        assert "another editor" not in page.text
    assert nobody_else not in page_for(desk, desk.editor).text


@PLAIN_AND_HTMX
def test_what_opens_meanwhile_is_not_signed_over(htmx: bool) -> None:
    desk = Desk()
    (form,) = forms_of(page_for(desk, desk.editor), "sign")
    desk.ask()
    answer = send(signed_in(desk.editor), form, htmx)
    assert answer.status_code == 422
    page = page_of(answer)
    assert refusals_in(page) == ["1 item stands open: close or rule on each before you sign."]
    assert "1 item open" in page.texts("h2")


def test_a_later_revision_withdraws_it_and_says_what_to_look_at() -> None:
    desk = Desk()
    claim = desk.closed()
    desk.sign()
    revisions.revise(desk.checker, desk.article, 1, TEXT.replace("took", "has taken") + "\n\nMore.")
    page = page_for(desk, desk.editor)
    said = page.one(class_="withdrawn")
    assert f"Signed off by {desk.editor} for revision 1; revision 2 withdraws it." in said.text
    assert f"Claim {claim.pk}, now in other words" in said.text
    assert "before: “The mayor took the money.”" in said.text
    assert "2 unread sentences" in said.text
    bench = read(signed_in(desk.editor), desk.article.get_absolute_url())
    strip = bench.one(id="strip")
    assert "sign-off of revision 1 withdrawn" in strip.text
    assert "signed off" not in strip.text


@pytest.mark.parametrize(("asked", "said"), [(1, "1 thing has"), (2, "2 things have")])
def test_what_opened_since_the_sign_off_is_said(asked: int, said: str) -> None:
    desk = Desk()
    desk.sign()
    assert "opened since" not in page_for(desk, desk.editor).one(class_="signature").text
    for _ in range(asked):
        desk.ask()
    page = page_for(desk, desk.editor)
    assert f"{said} opened since" in page.one(class_="signature").text
    assert len(forms_of(page, "rule")) >= asked
    client = signed_in(desk.editor)
    (link,) = [
        link
        for link in read(client, desk.article.get_absolute_url()).one(id="strip").all("a")
        if link.text == "see what has opened since"
    ]
    assert f"{said} opened since" in read(client, link.attrs["href"]).text


def test_who_signs_their_own_revision_is_told_so() -> None:
    desk, words = Desk(), "You brought in this revision."
    assert words not in page_for(desk, desk.editor).text
    revisions.revise(desk.editor, desk.article, 1, TEXT + "\n\nMore.")
    assert words in page_for(desk, desk.editor).text
    assert words not in page_for(desk, make_person("Editor")).text


@pytest.mark.parametrize("role", [Role.CHECKER, Role.REPORTER])
def test_who_may_not_sign_reads_what_is_open(role: Role) -> None:
    desk = Desk()
    desk.ask()
    person = desk.checker if role == Role.CHECKER else desk.article.handed_in_by
    page = page_for(desk, person)
    assert "1 item open" in page.texts("h2")
    assert not forms_of(page, "rule") + forms_of(page, "sign")


@pytest.mark.parametrize(
    "typed",
    [{}, {"item": "x", "key": "x"}, {"item": "query", "key": "9" * 99, "decision": "stands"}],
)
def test_rubbish_is_no_ruling(typed: dict[str, str]) -> None:
    desk = Desk()
    desk.ask()
    address = f"{desk.article.get_absolute_url()}sign-off/"
    client = signed_in(desk.editor)
    assert client.post(f"{address}rule/", typed).status_code in {409, 422}
    assert client.post(f"{address}sign/", {"number": "x"}).status_code == 409
    assert not desk.article.events.filter(verb__in=[Verb.RULE, Verb.SIGN_OFF]).exists()


def desk_of(number: int) -> Desk:
    """As many open items of most kinds, half of them ruled on, and a sign-off withdrawn."""
    quotes = [f"“We count to number {n} here,” she said." for n in range(number)]
    claims = [f"The mayor took {n} crowns from them." for n in range(number)]
    desk = Desk()
    desk.sign()
    text = "\n\n".join(["Talks go on", *quotes, *claims, "It rained on them."])
    revisions.revise(desk.checker, desk.article, 1, text)
    for n, (quote, words) in enumerate(zip(quotes, claims, strict=True)):
        claim = make_claim(desk.article, quote, kind=Kind.QUOTATION)
        make_evidence(claim, source=source_saying(f"We never count to number {n} here."))
        stage = Stage.CLOSED if n % 2 else Stage.CHECKING
        accusation = make_claim(desk.article, words, kind=Kind.ACCUSATION)
        bring_to(stage, accusation, desk.checker, desk.editor)
        desk.ask()
        desk.correct(start=0, end=5, exact="Talks", words=f"Talk {n}", claim=claim)
    for item in desk.items[::2]:
        desk.rule(item)
    return desk


def test_the_queries_do_not_grow() -> None:
    counts = []
    for number in [3, 12]:
        with rolled_back():
            desk = desk_of(number)
            client = signed_in(desk.editor)
            address = f"{desk.article.get_absolute_url()}sign-off/"
            assert client.get(address).status_code == 200  # Quotations are compared once.
            with CaptureQueriesContext(connection) as queries:
                page = page_of(client.get(address))
            assert len(page.all(class_="title")) > 4 * number
            counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 32


def test_the_last_line_of_a_text_of_odd_letters_can_be_ruled_on() -> None:
    article, editor = make_article(text="A\u202eb 😀\n\n<b>&amp;\n\nשלום"), make_person("Editor")
    client, address = signed_in(editor), f"{article.get_absolute_url()}sign-off/"
    page = read(client, address)
    form = forms_of(page, "rule")[-1]
    answer = send(client, form, decision="stands", reason="It is a greeting.")
    assert answer.status_code == 302
    assert article.rulings.get().about == "Nobody has read “שלום”"
    assert revision_of(article).number == 1
