"""Selections become code points; keys never fire while typing; nothing typed is lost."""

import random

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from claims.roles import Role
from tests.browser.actions import focused, press, select
from tests.factories import make_article, make_claim, make_person, revision_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

MESSY = (
    "Заголовок 😀 headline\n\n"
    "👩‍👩‍👧‍👦 Families and 🇺🇦 flags: cafe\u0301 naïve “quoted” words.\n\n"
    "הנשיא אמר כי 100,000 חיילים נמצאים בגבול. وقال الرئيس إن الجيش جاهز 🚀 اليوم."
)


@pytest.mark.parametrize(
    "words",
    [
        "😀 headline",
        "👩‍👩‍👧‍👦 Families",
        "🇺🇦 flags",
        "café naïve",
        "100,000 חיילים",
        "الجيش جاهز 🚀 اليوم",
    ],
)
def test_selected_words_are_placed_on_their_code_points(words, sign_in):
    article = make_article(text=MESSY)
    text = revision_of(article).text
    page = sign_in(make_person(Role.CHECKER), f"/articles/{article.pk}/")
    select(page, words)
    page.get_by_role("button", name="Make a claim", exact=False).first.click()
    expect(page.locator(".chosen")).to_have_text(words)
    page.get_by_label("Statement").fill("A claim.")
    page.get_by_label("Kind").select_option("figure")
    press(page, "Control+Enter")
    expect(page.locator("[data-toast]")).to_contain_text("made")
    passage = Claim.objects.get().passages.get()
    assert passage.exact == words
    assert passage.start == text.index(words)


def test_a_selection_across_marks_and_sentences_is_one_span(sign_in):
    article = make_article()
    make_claim(article)
    words = "troops to areas near its border. The Kremlin denies"
    page = sign_in(make_person(Role.CHECKER), f"/articles/{article.pk}/")
    select(page, words)
    press(page, "c")
    expect(page.locator(".chosen")).to_have_text(words)


def test_code_points_are_counted_as_python_counts_them(sign_in, live_server):
    generator = random.Random(7)
    alphabet = "aé\u0301😀🇺🇦\u200dאب中\ufeff\U0010ffff"
    strings = ["".join(generator.choices(alphabet, k=n)) for n in range(60)]
    page = sign_in(make_person(Role.CHECKER))
    counted = page.evaluate(
        """async strings => {
            const { codePoints } = await import("/static/claims/js/offsets.js");
            return strings.map(codePoints);
        }""",
        strings,
    )
    assert counted == [len(string) for string in strings]


def test_j_and_k_walk_and_enter_opens_and_escape_leaves(sign_in):
    article = make_article()
    first = make_claim(article, "Alliance readies")
    second = make_claim(article, "denies any plan")
    page = sign_in(make_person(Role.CHECKER), f"/articles/{article.pk}/")
    for key, claim in [("j", first), ("j", second), ("j", first), ("k", second)]:
        press(page, key)
        expect(page.locator("#panel [data-panel-focus]")).to_have_text(f"Claim {claim.pk}")
        expect(page.locator("mark[aria-current]")).to_have_attribute("data-claim", str(claim.pk))
    assert page.url.endswith(f"?claim={second.pk}")
    press(page, "Enter")
    assert focused(page) == "H2"
    press(page, "Escape")
    expect(page.locator("#panel")).to_contain_text("2 claims")


def test_a_click_on_nested_marks_goes_from_the_inner_claim_to_the_outer(sign_in):
    article = make_article()
    outer = make_claim(article, "moved about 100,000 troops to areas")
    inner = make_claim(article, "100,000 troops")
    page = sign_in(make_person(Role.CHECKER), f"/articles/{article.pk}/")
    words = page.locator(".run", has_text="100,000 troops").first
    for claim in (inner, outer, inner):
        words.click()
        expect(page.locator("#panel [data-panel-focus]")).to_have_text(f"Claim {claim.pk}")


def test_keys_do_not_fire_while_typing_or_when_switched_off(sign_in):
    article = make_article()
    make_claim(article)
    person = make_person(Role.CHECKER)
    page = sign_in(person, f"/articles/{article.pk}/")
    press(page, "/")
    assert focused(page) == "q"
    page.keyboard.type("jaz?n]")
    assert page.locator("input[name=q]").first.input_value() == "jaz?n]"
    expect(page.locator("#panel")).to_contain_text("1 claim")
    press(page, "Escape", "?")
    expect(page.locator("dialog#keys")).to_be_visible()
    press(page, "j", "Escape")
    expect(page.locator("dialog#keys")).to_be_hidden()
    expect(page.locator("#panel")).to_contain_text("1 claim")

    person.shortcuts = False
    person.save()
    page.reload()
    press(page, "j", "?")
    expect(page.locator("dialog#keys")).to_be_hidden()
    expect(page.locator("#panel")).to_contain_text("1 claim")


def test_ctrl_k_goes_anywhere(sign_in):
    article = make_article()
    make_claim(article)
    page = sign_in(make_person(Role.CHECKER))
    press(page, "Control+k")
    page.keyboard.type("alliance")
    expect(page.locator("#go-results a").first).to_contain_text("Alliance readies")
    press(page, "ArrowDown", "Enter")
    page.wait_for_url(f"**/articles/{article.pk}/")


def test_a_look_at_another_claim_keeps_what_was_typed(sign_in):
    article = make_article()
    person = make_person(Role.CHECKER)
    first = make_claim(article, "Alliance readies", person)
    second = make_claim(article, "denies any plan", person)
    page = sign_in(person, f"/articles/{article.pk}/?claim={first.pk}")
    press(page, "a")
    page.get_by_label("Rationale").fill("Half a thought")
    page.locator(f"mark[data-claim='{second.pk}']").click()
    expect(page.locator("#panel [data-panel-focus]")).to_have_text(f"Claim {second.pk}")
    page.locator(f"mark[data-claim='{first.pk}']").click()
    expect(page.get_by_label("Rationale")).to_have_value("Half a thought")


def test_the_focus_goes_on_to_the_wording_of_an_event(sign_in):
    claim = make_claim()
    page = sign_in(make_person(Role.CHECKER), claim.get_absolute_url())
    page.get_by_role("link", name="Wording").press("Enter")
    expect(page.locator(":focus")).to_contain_text("SHA-256")


def test_a_session_that_ran_out_loses_nothing(sign_in):
    article = make_article()
    person = make_person(Role.CHECKER)
    claim = make_claim(article, made_by=person)
    page = sign_in(person, f"/articles/{article.pk}/?claim={claim.pk}")
    press(page, "e")
    page.locator("input[name=source]").fill("https://example.org/typed")
    page.context.clear_cookies(name="sessionid")
    press(page, "Control+Enter")
    expect(page.locator("#trouble")).to_contain_text("signed out")
    assert page.locator("input[name=source]").input_value() == "https://example.org/typed"
