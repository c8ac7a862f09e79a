"""Quotations against their sources: exact, altered and how, or absent."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.text.quote_checking import ChangeOp, QuoteCheck, QuoteState, check_quote
from claims.text.quote_words import DASHES, MARKS, quote_words_of
from tests.text.strategies import NEWSY, STEADY, copy

SPEECH = (
    "Reporters met on Monday. “We do not want a war,” the minister said. “My colleagues in Kyiv"
    " told me that 10 people, uh, organised the well-known march in 2019 — and that it cost $5"
    " million. We’ll see what happens, but nobody is without hope.” She left for Geneva."
)


def checked(quote: str, source: str) -> QuoteCheck:
    return check_quote(quote, quote_words_of(source))


def changes(quote: str, source: str) -> list[tuple[str, str, str, bool | None]]:
    """Each change of an altered quotation."""
    found = checked(quote, source)
    assert found.state is QuoteState.ALTERED
    return [(change.op, change.quote, change.source, change.fair) for change in found.changes]


@pytest.mark.parametrize(
    ("quote", "there"),
    [
        ("We do not want a war", "We do not want a war"),
        ("“We do not want a war.”", "We do not want a war"),
        ("«\u00a0We do not want a war,\u00a0»", "We do not want a war,"),
        ("do not\n want  a\u00a0war!", "do not want a war"),
        ("Do not want", "do not want"),
        ("we do not want", "We do not want"),
        ("what happens, but nobody", "what happens, but nobody"),
        ("We'll see", "We’ll see"),
        ("the well–known march in 2019 - and", "the well-known march in 2019 — and"),
        ("… nobody is without hope …", "nobody is without hope"),
        ("[...] nobody is without hope (…)", "nobody is without hope"),
        ("war,” the minister said. “My colleagues", "war,” the minister said. “My colleagues"),
        ("organ\u00adised the", "organised the"),
        ("orga-\nnised the", "organised the"),
        ("wants a w", None),
    ],
)
def test_typography_makes_no_change(quote: str, there: str | None) -> None:
    found = checked(quote, SPEECH)
    assert (found.state is QuoteState.EXACT) == (there is not None)
    if there:
        assert SPEECH[found.start : found.end] == there
        assert (found.ratio, found.changes) == (1, ())


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("the agreement stands", "And the agree-\nment stands."),
        ("the agreement stands", "And the agree\u00adment stands."),
        ("a well-known office", "a well-\nknown oﬀice"),
        ("they re-elect him", "They reelect him"),
        ("no\u200bthing stays", "nothing stays"),
        ("cafe\u0301 au lait", "café au lait"),
        ("“Nobody” said ‘so’", "He: 'Nobody' said «so»"),
        ("He said no... to us", "He said no … to us"),
        ("我們不會放棄", "他說：「我們不會放棄。」"),
        ("戦争をしない", "私たちは戦争をしない。"),
        ("เราไม่ไป", "เขาพูดว่าเราไม่ไปแล้ว"),
        ("हम नहीं जाएंगे", "उसने कहा, “हम नहीं जाएंगे।”"),
        ("אנחנו לא נלך", "הוא אמר: ״אנחנו לא נלך״."),
        ("نحن لا نريد الحرب", "قال: «نحن لا نريد الحرب»"),
        ("👩‍👩‍👧 yes 🇺🇦", "ok 👩‍👩‍👧 yes 🇺🇦!"),
        ("?!", "What ?!"),
    ],
)
def test_exact_in_any_script(quote: str, source: str) -> None:
    found = checked(quote, source)
    assert (found.state, found.ratio) == (QuoteState.EXACT, 1)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("We want a war", [("delete", "", "do not", False)]),
        ("We do want a war", [("delete", "", "not", False)]),
        ("We do not want war", [("delete", "", "a", None)]),
        ("We don't want a war", [("replace", "don't", "do not", True)]),
        ("We do not seek a war", [("replace", "seek", "want", False)]),
        ("We would not want a war", [("replace", "would", "do", None)]),
        ("We truly do not want a war", [("insert", "truly", "", False)]),
        ("the minister has said", [("insert", "has", "", None)]),
        (
            "Sadly we do not want a war",
            [("insert", "Sadly", "", False), ("replace", "we", "We", True)],
        ),
        ("My friends in Kyiv told me", [("replace", "friends", "colleagues", False)]),
        ("My colleagues in Moscow told me", [("replace", "Moscow", "Kyiv", False)]),
        ("My colleagues told me that", [("delete", "", "in Kyiv", False)]),
        ("told me that ten people, uh", [("replace", "ten", "10", True)]),
        ("told me that 12 people, uh", [("replace", "12", "10", False)]),
        ("told me that eleven people, uh", [("replace", "eleven", "10", False)]),
        ("told me that people, uh", [("delete", "", "10", False)]),
        ("that it cost $5 billion", [("replace", "billion", "million", False)]),
        ("that it cost $5m", [("replace", "5m", "5 million", True)]),
        ("told me that 10 people organised the", [("delete", "", "uh", True)]),
        ("uh, organized the well-known", [("replace", "organized", "organised", True)]),
        ("We will see what happens", [("replace", "We will", "We’ll", True)]),
        ("see what happens but nobody", [("replace", "happens", "happens,", True)]),
        ("We’ll see what Happens", [("replace", "Happens", "happens", True)]),
        ("We’ll see … nobody is", [("elision", "…", "what happens, but", None)]),
        ("My colleagues [...] told me", [("elision", "[...]", "in Kyiv", None)]),
        ("We . . . want a war", [("elision", ". . .", "do not", False)]),
        ("nobody ... hope", [("elision", "...", "is without", False)]),
        ("nobody is ... without hope", [("elision", "...", "", True)]),
        (
            "[The diplomats] in Kyiv told me",
            [("bracket", "[The diplomats]", "My colleagues", None)],
        ),
        ("told [the reporter] that 10", [("bracket", "[the reporter]", "me", None)]),
        ("My colleagues [sic] in Kyiv", [("bracket", "[sic]", "", None)]),
        ("We do [truly] want a war", [("bracket", "[truly]", "not", False)]),
        ("We do [not] [really] want", [("bracket", "[really]", "", None)]),
        ("[M]y colleagues in Kyiv", [("bracket", "[M]y", "My", None)]),
        ("[d]o not want a war", [("bracket", "[d]o", "do", None)]),
    ],
)
def test_what_was_changed(quote: str, expected: list[tuple[str, str, str, bool | None]]) -> None:
    assert changes(quote, SPEECH) == expected


@pytest.mark.parametrize(
    ("without", "negated"),
    [
        ("I can see it now", "I can't see it now"),
        ("I can see it now", "I cannot see it now"),
        ("They have gone there", "They have never gone there"),
        ("Ich habe das so gesagt", "Ich habe das nicht so gesagt"),
        ("Ich habe heute Geld", "Ich habe heute kein Geld"),
        ("Il est venu hier soir", "Il n’est pas venu hier soir"),
        ("On le voit ici", "On ne le voit jamais ici"),
        ("Yo quiero ir allí", "Yo no quiero ir allí"),
        ("Ela vai lá hoje", "Ela não vai lá hoje"),
        ("Io sono stato qui", "Io non sono stato qui"),
        ("Я буду там завтра", "Я не буду там завтра"),
        ("Я буду там завтра", "Я ніколи буду там завтра"),
        ("Ja wiem co to jest", "Ja nie wiem co to jest"),
        ("我們會放棄的", "我們不會放棄的"),
        ("彼は行くと言った", "彼は行かないと言った"),
        ("เขาจะไปที่นั่น", "เขาจะไม่ไปที่นั่น"),
        ("أنا أريد الحرب هنا", "أنا لا أريد الحرب هنا"),
        ("אני רוצה ללכת הביתה", "אני לא רוצה ללכת הביתה"),
    ],
)
def test_a_negation_dropped_or_added_is_never_fair(without: str, negated: str) -> None:
    assert False in [fair for *_, fair in changes(without, negated)]
    assert False in [fair for *_, fair in changes(negated, without)]


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("the colour of the theatre", "the color of the theater"),
        ("they analyse the labour programme", "they analyze the labor program"),
        ("he travelled to the centre", "he traveled to the center"),
        ("it is not what they have", "it isn't what they've"),
        ("he'd say it's late", "he would say it is late"),
        ("let us go there", "let's go there"),
        ("ten thousand people came", "10,000 people came"),
        ("it grew 5% again", "it grew 5 per cent again"),
        ("some twenty-five of us", "some 25 of us"),
        ("das sind zehn Leute", "das sind 10 Leute"),
        ("там было десять человек", "там было 10 человек"),
        ("el ano que viene", "el año que viene"),
        ("in the US today", "in the U.S. today"),
        ("we want it now", "we uh want it now"),
        ("we can not go there", "we cannot go there"),
    ],
)
def test_the_same_in_other_letters_is_fair(quote: str, source: str) -> None:
    assert {fair for *_, fair in changes(quote, source)} == {True}


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("it was 15 of us", "it was 1 5 of us"),
        ("we have four of them", "we have for of them"),
        ("he filled it again", "he filed it again"),
        ("he is notable here", "he is not able here"),
        ("growth of −5 percent", "growth of 5 percent"),
        ("it cost £5 at least", "it cost $5 at least"),
        ("at 10:30 we left", "at 10:45 we left"),
        ("they were all there", "they were some there"),
        ("legal moves by them", "illegal moves by them"),
        ("we do [not] want it", "we do want it"),
    ],
)
def test_what_only_looks_the_same_is_never_fair(quote: str, source: str) -> None:
    assert False in [fair for *_, fair in changes(quote, source)]


@pytest.mark.parametrize(
    ("quote", "nearest"),
    [
        ("The market in Kyiv told me of a fall in shares", "in Kyiv told me"),
        ("war a want not do We", None),
        ("Nothing here of this kind", None),
        ("zebra", None),
        ("", None),
        ("”", None),
        ("[They never sought war]", None),
    ],
)
def test_absent_with_the_nearest_passage(quote: str, nearest: str | None) -> None:
    found = checked(quote, SPEECH)
    assert (found.state, found.changes) == (QuoteState.ABSENT, ())
    assert found.ratio < 0.6
    if nearest:
        assert SPEECH[found.start : found.end] == nearest
        assert found.ratio == pytest.approx(4 / 11)


def test_pieces_around_an_ellipsis_stand_in_order_and_near() -> None:
    near = f"We will win. {'It rained again. ' * 40}So they said to us."
    far = f"We will win. {'It rained again. ' * 400}So they said to us."
    quote = "we will win … so they said"
    assert checked(quote, near).state is QuoteState.ALTERED
    assert checked(quote, far).state is QuoteState.ABSENT
    assert checked("so they said … we will win", near).state is QuoteState.ABSENT


def test_the_best_of_several_places_counts() -> None:
    source = "We want peace, said one. We want no peace now, said two. We want peace now."
    found = checked("We want peace now", source)
    assert source[found.start :] == "We want peace now."


def test_words_that_occur_twice_are_found_next_to_the_others() -> None:
    source = "“Do not go there,” she says. “Do not go there. He is armed and waits.”"
    assert changes("Do not go. He is armed", source)[0][:3] == ("delete", "", "there")
    assert changes("He will not", "He added: I will not") == [("replace", "He", "I", None)]
    assert changes("off a He bit", "put it off a little bit, he said")[0][1:3] == ("He", "little")


def test_a_source_made_ready_serves_many_quotations() -> None:
    source = quote_words_of(SPEECH)
    states = [
        check_quote(quote, source).state for quote in ("We do not want", "We do want", "No, never")
    ]
    assert states == ["exact", "altered", "absent"]


# ---- Any text.

WORDS = [*NEWSY, "don’t", "well-known", "walk[ed]", "[", "U.S.", "-5", "ไม่", "中文", "a-\nb", "नहीं"]
any_text = st.text(st.characters(exclude_categories=[])) | st.lists(
    st.sampled_from(WORDS) | st.sampled_from("abc 1.,-’"), max_size=60
).map("".join)


@given(any_text)
@STEADY
def test_words_stand_where_they_say(text: str) -> None:
    words = quote_words_of(text)
    count = len(words.starts)
    assert {len(words.ends), len(words.spelled), len(words.keys), len(words.points)} == {count}
    bounds = [place for both in zip(words.starts, words.ends, strict=True) for place in both]
    assert bounds == sorted(bounds)
    assert all(words.keys)


@given(any_text, st.data())
@STEADY
def test_a_cut_is_exact_at_its_place(text: str, data: st.DataObject) -> None:
    words = quote_words_of(text)
    assume(len(words))
    first = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(first + 1, len(words)))
    cut = words.passage(first, end)
    found = checked(cut, text)
    assert found.state is QuoteState.EXACT
    assert found.start is not None
    assert found.end is not None
    assert found.start <= words.starts[first]
    there = quote_words_of(text[found.start : found.end])
    assert there.spelled[0].lower() == words.spelled[first].lower()
    assert there.spelled[1:] == words.spelled[first + 1 : end]


@given(any_text, any_text)
@STEADY
def test_any_quotation_gets_a_valid_answer(quote: str, text: str) -> None:
    found = checked(quote, text)
    assert 0 <= found.ratio <= 1
    if found.start is None or found.end is None:
        assert (found.state, found.ratio) == (QuoteState.ABSENT, 0)
        return
    assert 0 <= found.start < found.end <= len(text)
    assert bool(found.changes) == (found.state is QuoteState.ALTERED)
    for change in found.changes:
        assert change.source in text
        assert change.quote or change.op is ChangeOp.DELETE
        assert (not change.source) <= (change.op in {"insert", "bracket", "elision"})


plain_words = st.lists(
    st.sampled_from(
        ["we", "they", "war", "not", "10", "Kyiv", "the", "a", "мир", "中", "文", "नहीं", "שלום"]
    ),
    min_size=3,
    max_size=30,
)


@given(copy, plain_words, copy, st.data())
@STEADY
def test_a_changed_word_is_named(
    before: str, words: list[str], after: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    source = f"{before}\n\n{' '.join(words)}\n\n{after}"
    assume("zebra" not in source)
    quote = " ".join([*words[:at], "zebra", *words[at + 1 :]])
    found = checked(quote, source)
    assert found.state is QuoteState.ALTERED
    assert any("zebra" in change.quote and change.fair is False for change in found.changes)


@given(plain_words, st.data())
@STEADY
def test_marks_dashes_and_spaces_make_no_change(words: list[str], data: st.DataObject) -> None:
    def written() -> str:
        spaces = st.text(st.sampled_from(" \n\t\u00a0"), min_size=1, max_size=3)
        gap = st.one_of(
            spaces,
            st.sampled_from(DASHES).map(lambda dash: f" {dash} "),
            st.sampled_from(MARKS).map(lambda mark: f" {mark}"),
        )
        return "".join(part for word in words for part in (data.draw(gap), word))

    source = f"He said: {written()}."
    found = checked(written(), source)
    assert found.state is QuoteState.EXACT
    assert found.end == len(source) - 1


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("a " * 20_000 + "b", "a " * 200_000),
        ("a … " * 20_000 + "b", "a " * 200_000),
        ("[a] " * 20_000 + "b", "a b " * 100_000),
        ("[" * 100_000 + "b", "[" * 1_000_000),
        ("a" + ". " * 200_000 + "b", "a" + "…" * 500_000 + "c b"),
        ("a " + "“" * 200_000 + " b", "a " + "”" * 1_000_000 + " b"),
        ("他說" * 10_000 + "不", "他說" * 200_000),
        ("x " + "1 " * 40 + "y " + "one " * 10_000, "x " + "one " * 41 + "y " + "1 " * 100_000),
        ("a-\n" * 50_000, "a-\r\n" * 200_000),
    ],
)
def test_hostile_lengths_get_an_answer(quote: str, source: str) -> None:
    """Quadratic work would take hours here."""
    assert 0 <= checked(quote, source).ratio <= 1
