"""The workbench: the text as it is drawn, and what its address can ask for."""

from typing import Any

import pytest
from django.test import Client

from claims.choices import Stage, Verb, Verdict
from claims.models import Article, Claim, Revision, User
from claims.roles import Role
from claims.workflow import advance
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_evidence,
    make_person,
    make_proposal,
    revision_of,
    submit,
)
from tests.views.browsing import (
    HTMX,
    PLAIN_AND_HTMX,
    Element,
    page_of,
    read,
    refusals_in,
    send,
    signed_in,
    text_in,
    toast_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def checker() -> User:
    return make_person(Role.CHECKER)


def text_of(article: Article, person: User) -> Element:
    return read(signed_in(person), article.get_absolute_url()).one(id="text")


# The text


def assert_drawn_as(text: Element, revision: Revision) -> None:
    """Line for line the revision's text, and every run at the code point that it names."""
    lines = [line.all("span", class_="run") for line in text.all("h1") + text.all("p")]
    drawn = ["".join(run.raw for run in line) for line in lines]
    assert drawn == [line for line in revision.text.split("\n") if line.strip()]
    for run in text.all("span", class_="run"):
        start = int(run.attrs["data-start"])
        assert revision.text[start : start + len(run.raw)] == run.raw != ""


ODD_TEXTS = {
    "emoji": "Smiles 😀😃\n\nA family 👩‍👩‍👧 waves 🇺🇦. It is 😀 again.",
    "combining marks": "Cafe\u0301 a\u0308 q\u0323\u0307\n\nZ\u0351\u036bal\u0301o stands. \u0301.",
    "Hebrew and Arabic": "הקרמלין מכחיש\n\nالكرملين ينفي أي خطة. «لا» قال. 12 % of it.",
    "marks of direction": "A \u202eright-to-left\u202c name\n\nA\u200b\u200db\ufeffc d.",
    "markup": "<script>alert(1)</script>\n\n&amp; &lt;b&gt; <b>bold</b> \"q\" 'q' </p> <!-- x. -->",
    "white space": "Head \t x\n  \n\n   Indented.  Two  spaces. \u00a0\u2028 Tail  \n\n\nEnd",
    "template": "{{ claim.pk }} {% now %}\n\n{# gone? #} {% partial text %}.",
    "one line": "Only a headline",
    "no letters": "…\n\n— !",
    "Chinese": "北约警告\n\n俄罗斯否认。他说：“没有计划。”结束",
}


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_the_text_is_drawn_exactly(checker: User, name: str) -> None:
    article = make_article(text=ODD_TEXTS[name])
    revision = revision_of(article)
    words = [word for word in revision.text.split() if word.strip()]
    for first, last in [(0, 1), (1, len(words)), (len(words) // 2, len(words) // 2 + 2)]:
        if first < last:
            make_claim(article, " ".join(words[first:last]))
    make_claim(article, words[-1][-1:])
    text = text_of(article, checker)
    assert_drawn_as(text, revision)
    assert not any(element.tag in {"script", "b"} for element in text)
    for passage in revision.passages.all():
        assert words_marked(text, passage.claim) == without_empty_lines(passage.exact)


def words_marked(text: Element, claim: Claim) -> str:
    """The words inside the marks of a claim."""
    marks = text.all("mark", data_claim=str(claim.pk))
    return "".join(mark.one("span", class_="run").raw for mark in marks)


def without_empty_lines(words: str) -> str:
    """As the page draws words: each line in its own paragraph, and none for an empty line."""
    return "".join(line for line in words.split("\n") if line.strip())


def test_every_status_is_marked_and_every_claim_linked(checker: User) -> None:
    words = [f"word{n}" for n in range(len(Verdict) + len(Stage))]
    article, editor = make_article(text="Head\n\n" + " ".join(words) + "."), make_person("Editor")
    claims = {}
    for verdict in Verdict:
        claim = make_claim(article, words.pop())
        bring_to(Stage.CHECKING, claim, checker, editor)
        make_evidence(claim)
        submit(claim, checker, verdict)
        advance(claim, Verb.APPROVE, editor, claim.version)
        claims[verdict.value] = claim
    for stage in set(Stage) - {Stage.CLOSED, Stage.PROPOSED}:
        claims[stage.value] = bring_to(stage, make_claim(article, words.pop()), checker, editor)
    claims["proposed"] = make_proposal(article, words.pop())

    page = read(signed_in(checker), article.get_absolute_url())
    marked = {mark.attrs["data-claim"]: mark.attrs["data-status"] for mark in page.all("mark")}
    drawn = {status: claim for status, claim in claims.items() if status != "dismissed"}
    assert marked == {str(claim.pk): status for status, claim in drawn.items()}
    in_text = {a.attrs["href"] for a in text_in(page).all("a")}
    address = article.get_absolute_url()
    assert in_text == {f"{address}?claim={claim.pk}" for claim in drawn.values()}
    listed = {a.attrs["href"] for a in page.one(class_="claim-list").all("a")}
    assert listed == {f"{address}?claim={claim.pk}" for claim in claims.values()}


def test_nested_overlapping_and_identical_passages(checker: User) -> None:
    article = make_article(text="Head\n\nOne two three four five.\nSix seven. Eight nine.")
    places = [
        "One two three four five.", "two three", "two", "three four", "two", "four five. Six",
        "Six seven. Eight", "One two three four five. Six seven. Eight nine.",
    ]  # fmt: skip
    claims = [make_claim(article, words) for words in places]
    text = text_of(article, checker)
    assert_drawn_as(text, revision_of(article))
    for claim in claims:
        exact = claim.passages.get().exact
        assert words_marked(text, claim) == without_empty_lines(exact)
        # A link at its end, and a place to jump to at its start; once each.
        assert len(text.all("a", class_="ref", data_claim=str(claim.pk))) == 1
        assert len(text.all(id=f"p{claim.passages.get().pk}")) == 1
    page = read(signed_in(checker), f"{article.get_absolute_url()}?claim={claims[3].pk}")
    current = {m.attrs["data-claim"] for m in page.all("mark") if "aria-current" in m.attrs}
    assert current == {str(claims[3].pk)}


def test_an_article_without_claims_says_how_to_start(checker: User) -> None:
    page = read(signed_in(checker), make_article().get_absolute_url())
    assert page.one(class_="empty").text.startswith("No claims yet. Select words in the text")
    assert "5 of 5 sentences unread" in page.one(id="strip").text


# What the address asks for


def test_rubbish_in_the_address_shows_the_list_of_claims(checker: User) -> None:
    article, client = make_article(), signed_in(checker)
    queries: list[dict[str, str]] = [{"start": "7", "end": "2"}, {"start": "0", "end": "0"}]
    for rubbish in ["x", "-1", "", "1.5", "9" * 30, "9" * 5000, "٣"]:
        queries += [{"claim": rubbish}, {"sentence": rubbish}, {"done": rubbish}]
        queries += [{"start": rubbish, "end": "5"}, {"start": "9" * 18, "end": rubbish}]
    for query in queries:
        answer = client.get(article.get_absolute_url(), query, headers=HTMX)
        assert answer.status_code == 200, query
        assert page_of(answer).all(class_="overview"), query


def test_a_claim_that_is_not_there(checker: User) -> None:
    article = make_article()
    assert signed_in(checker).get(f"{article.get_absolute_url()}?claim=99999").status_code == 404


def test_a_claim_by_the_address(checker: User) -> None:
    claim = make_claim()
    article = claim.passages.get().article
    client, address = signed_in(checker), f"{article.get_absolute_url()}?claim={claim.pk}"
    panel = read(client, address).one(id="panel")
    assert panel.one(class_="claim", data_claim=str(claim.pk)).all(class_="statement")
    part = page_of(client.get(address, headers=HTMX))
    assert part.one(class_="claim").attrs["data-claim"] == str(claim.pk)
    assert not part.all(id="text")


def test_a_sentence_by_the_address(checker: User) -> None:
    article = make_article()
    text = revision_of(article).text
    for words in ["The Kremlin", "denies", "invade"]:
        address = f"{article.get_absolute_url()}?sentence={text.index(words)}"
        panel = read(signed_in(checker), address).one(id="panel")
        assert panel.one(class_="chosen").text == "The Kremlin denies any plan to invade."
        assert panel.texts(class_="flag") == ["unread"]
        assert panel.all("form", action=f"/articles/{article.pk}/claims/")


def test_a_selection_by_the_address(checker: User) -> None:
    article = make_article(text="Smiles 😀😃\n\nA 😀 family waves.")
    text = revision_of(article).text
    start = text.index("family")
    address = f"{article.get_absolute_url()}?start={start - 1}&end={start + 6}"
    panel = read(signed_in(checker), address).one(id="panel")
    assert panel.one(class_="chosen").text == "family"
    form = panel.one("form", action=f"/articles/{article.pk}/claims/")
    assert form.fields["words"] == "family"
    assert (form.fields["start"], form.fields["end"]) == (str(start - 1), str(start + 6))


def test_who_enters_nothing_gets_no_forms() -> None:
    article = make_article()
    page = read(signed_in(article.handed_in_by), f"{article.get_absolute_url()}?sentence=0")
    assert page.one(class_="chosen").text == "Alliance readies for conflict"
    assert not page.one(id="panel").all("form")


# Clearing a sentence


@PLAIN_AND_HTMX
def test_clear_a_sentence_and_take_it_back(checker: User, htmx: bool) -> None:
    article = make_article()
    client, base = signed_in(checker), article.get_absolute_url()
    sentence = revision_of(article).text.index("It was")
    page = read(client, f"{base}?sentence={sentence}")
    answer = send(client, page.one("form", action=f"{base}clear/"), htmx)
    page = after(client, answer, htmx)
    assert toast_in(page) == "You found nothing to check in a sentence"
    assert "4 of 5 sentences unread" in page.one(id="strip").text
    assert f"cleared by {checker}" in page.one(class_="selection").text
    assert sentence_in(page, sentence) == ["sentence", "read"]
    assert revision_of(article).clearances.get().cleared_by == checker

    panel, toast = page.one(class_="selection"), page.one(id="toast")
    for place in [panel, toast]:  # By its own button, and as the last thing done.
        assert place.one("form", action=f"{base}revoke-clearance/").fields["start"] == str(sentence)
    answer = send(client, panel.one("form", action=f"{base}revoke-clearance/"), htmx)
    page = after(client, answer, htmx)
    assert toast_in(page) == "You took back the clearance of a sentence"
    assert "5 of 5 sentences unread" in page.one(id="strip").text
    assert sentence_in(page, sentence) == ["sentence", "unread"]
    assert not revision_of(article).clearances.exists()

    answer = send(client, toast.one("form"), htmx)  # Taken back already.
    assert toast_in(after(client, answer, htmx)) == "There was nothing to change"


def after(client: Client, answer: Any, htmx: bool) -> Element:
    if htmx:
        assert (answer.status_code, b"<html" in answer.content) == (200, False)
        assert "HX-Request" in answer["Vary"]
        return page_of(answer)
    assert answer.status_code == 302
    return read(client, answer["Location"])


def sentence_in(page: Element, start: int) -> list[str]:
    return text_in(page).one(data_sentence=str(start)).attrs["class"].split()


def test_to_clear_twice_is_to_clear_once(checker: User) -> None:
    article = make_article()
    client, base = signed_in(checker), article.get_absolute_url()
    form = read(client, f"{base}?sentence=0").one("form", action=f"{base}clear/")
    assert send(client, form).status_code == 302
    assert send(client, form).status_code == 302
    assert revision_of(article).clearances.count() == 1
    assert article.events.filter(verb=Verb.CLEAR).count() == 1


@PLAIN_AND_HTMX
@pytest.mark.parametrize("start", ["1", "x", "-1", "", "9" * 18, "9" * 30])
def test_what_is_no_sentence_is_not_cleared(checker: User, start: str, htmx: bool) -> None:
    article = make_article()
    typed = {"start": start, "end": "5"}
    client, headers = signed_in(checker), HTMX if htmx else None
    answer = client.post(f"{article.get_absolute_url()}clear/", typed, headers=headers)
    assert answer.status_code == 422
    assert refusals_in(page_of(answer)) == ["This is not a sentence of the text."]
    answer = client.post(f"{article.get_absolute_url()}revoke-clearance/", typed, headers=headers)
    assert answer.status_code == (200 if htmx else 302)  # Nothing was there to take back.
    assert not article.events.exclude(verb=Verb.HAND_IN).exists()
    assert not revision_of(article).clearances.exists()


@PLAIN_AND_HTMX
def test_who_handed_in_clears_nothing(htmx: bool) -> None:
    editor = make_person(Role.EDITOR)
    article = make_article(editor)
    typed = {"start": "0", "end": str(len("Alliance readies for conflict"))}
    answer = signed_in(editor).post(
        f"{article.get_absolute_url()}clear/", typed, headers=HTMX if htmx else None
    )
    assert answer.status_code == 403
    assert refusals_in(page_of(answer)) == [
        "You handed in the article: another person has to read it."
    ]
    assert not revision_of(article).clearances.exists()
