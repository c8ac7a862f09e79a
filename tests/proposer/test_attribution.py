from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.proposer.attribution import attributions_in
from claims.text.quotes import quotations_in
from claims.text.sentences import sentences_of
from tests.text.strategies import STEADY, copy

ARTICLE = Path(__file__).parents[2] / "fixtures" / "sample_article.txt"


def attributed(text):
    return attributions_in(text, sentences_of(text, "en"), quotations_in(text))


def said(text):
    """(speaker, verb, content) of each attribution."""
    return [(a.speaker, a.verb, text[a.content.start : a.content.end]) for a in attributed(text)]


def speakers(text):
    return [attribution.speaker for attribution in attributed(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We won,” Ana Ruiz said.", ("Ana Ruiz", "say", "“We won,”")),
        ("“We won,” said Ana Ruiz, a nurse.", ("Ana Ruiz", "say", "“We won,”")),
        ("“We won?” Ana Ruiz asked.", ("Ana Ruiz", "ask", "“We won?”")),
        ("Ana Ruiz said, “We won.”", ("Ana Ruiz", "say", "“We won.”")),
        ("Ana Ruiz said: “We won.”", ("Ana Ruiz", "say", "“We won.”")),
        ("Ana Ruiz tweeted: “We won.”", ("Ana Ruiz", "tweet", "“We won.”")),
        ("Said Ana Ruiz: “We won.”", ("Ana Ruiz", "say", "“We won.”")),
        ("In a letter on Monday, Ana Ruiz wrote, “We won.”", ("Ana Ruiz", "write", "“We won.”")),
        ("“We have won it all.” — Ana Ruiz", ("Ana Ruiz", "say", "“We have won it all.”")),
        ("Ana Ruiz said at the hall that “we won” it.", ("Ana Ruiz", "say", "“we won” it")),
        ("« Nous avons gagné », said Ana Ruiz.", ("Ana Ruiz", "say", "« Nous avons gagné »")),
        ("“We won, “she said.", (None, "say", "“We won, “")),
    ],
)
def test_direct_speech(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru said on Friday that it won.", ("Peru", "say", "it won")),
        ("Peru said the vote was fair.", ("Peru", "say", "the vote was fair")),
        ("The vote was fair, Peru said.", ("Peru", "say", "The vote was fair")),
        ("The vote was fair, said Peru.", ("Peru", "say", "The vote was fair")),
        ("The vote, Peru said, was fair.", ("Peru", "say", "The vote, Peru said, was fair")),
        (
            "The vote in the south was fair, Peru said after the talks.",
            ("Peru", "say", "The vote in the south was fair"),
        ),
        ("According to Peru, the vote was fair.", ("Peru", "according to", "the vote was fair")),
        ("The vote was fair, according to Peru.", ("Peru", "according to", "The vote was fair")),
        ("As Peru said, the vote was fair.", ("Peru", "say", "the vote was fair")),
        ("Peru’s claim that it won is old.", ("Peru", "claim", "it won is old")),
        ("The claim by Peru that it won fell.", ("Peru", "claim", "it won fell")),
        ("The troops are said to be leaving.", (None, "say", "to be leaving")),
        ("It is claimed that the vote was fair.", (None, "claim", "the vote was fair")),
        ("The plan was rejected by Peru.", ("Peru", "reject", "The plan")),
        (
            "Ana Ruiz said the vote was fair, while Chile stayed silent.",
            ("Ana Ruiz", "say", "the vote was fair"),
        ),
        (
            "Ana Ruiz said the vote was fair. But Chile stayed silent.",
            ("Ana Ruiz", "say", "the vote was fair"),
        ),
    ],
)
def test_indirect_speech(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru has denied plans to quit.", ("Peru", "deny", "plans to quit")),
        ("Peru demanded an apology.", ("Peru", "demand", "an apology")),
        ("Peru called for a truce.", ("Peru", "call for", "a truce")),
        ("Peru accused Chile of spying.", ("Peru", "accuse", "Chile of spying")),
        ("Peru warned Chile to withdraw.", ("Peru", "warn", "Chile to withdraw")),
        ("Peru warned Chile that time ran out.", ("Peru", "warn", "time ran out")),
        ("Peru has repeatedly promised to pay.", ("Peru", "promise", "to pay")),
        ("Peru expects the talks to fail.", ("Peru", "expect", "the talks to fail")),
        ("Peru opposes the treaty.", ("Peru", "oppose", "the treaty")),
        ("Peru refused to sign.", ("Peru", "refuse", "to sign")),
        ("A senior official denied it.", ("a senior official", "deny", "it")),
        ("Peru denied that.", ("Peru", "deny", "that")),
        ("Both companies deny wrongdoing.", ("both companies", "deny", "wrongdoing")),
        ("Fares fell, Peru said.", ("Peru", "say", "Fares fell")),
        ("Tom was accused of theft by the auditor.", ("the auditor", "accuse", "of theft")),
        ("Parents were told to wait by Peru.", ("Peru", "tell", "to wait")),
        ("Peru has committed to planting trees.", ("Peru", "commit to", "planting trees")),
        ("Peru named two ways to pay.", ("Peru", "name", "two ways to pay")),
        ("Police in Lima said it rained.", ("police in Lima", "say", "it rained")),
        ("A poll by Norsk found that it rained.", ("Norsk", "find", "it rained")),
        ("Analysts forecast that oil will fall.", ("analysts", "forecast", "oil will fall")),
        ("“It rained,” one of them said.", ("one of them", "say", "“It rained,”")),
        ("Mayor: no plans to quit", ("mayor", "say", "no plans to quit")),
        ("Storm kills two in Lima: police", ("police", "say", "Storm kills two in Lima")),
    ],
)
def test_verbs_that_tell_the_kind(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Peru did not say the vote was fair.",
        "Peru could say that the vote was fair.",
        "Media reports that week were rare.",
        "Russia’s demands include a ban.",
        "The so-called experts met in the States on Monday.",
        "His claims were old, and the promises of that year with them.",
        "The reported case and a suggested plan lay on the table.",
        "The wall is 5 feet high.",
        "Many Peruvians would hope for more.",
        "Say Peru pays for it.",
        "No minister has denied the report.",
        "Neither the club nor the player denied the report.",
        "The body was found by a hiker.",
        "The officials, who asked not to be named, left.",
        "Peru named a new minister.",
        "他说我们赢了。",
        "",
    ],
)
def test_what_reports_nothing(text):
    assert said(text) == []


def test_a_quotation_is_split_by_its_speaker():
    text = "“We won,” Ana Ruiz said, “and they lost.” “So it goes. We go on.”"
    assert said(text) == [
        ("Ana Ruiz", "say", "“We won,”"),
        ("Ana Ruiz", "say", "“and they lost.”"),
        ("Ana Ruiz", "say", "“So it goes. We go on.”"),
    ]


def test_a_second_verb_has_the_subject_of_the_first():
    text = "Ana Ruiz said the vote was fair, adding that it was close, and warned of delays."
    assert said(text) == [
        ("Ana Ruiz", "say", "the vote was fair"),
        ("Ana Ruiz", "add", "it was close"),
        ("Ana Ruiz", "warn", "of delays"),
    ]


def test_quotations_go_on_until_somebody_else_speaks():
    text = (
        "Ana Ruiz said the vote was fair.\n“It was close, but it was fair.”\n\n"
        "“Not so,” said Tom Berg. “It was a sham from start to end.”"
    )
    assert speakers(text) == ["Ana Ruiz", "Ana Ruiz", "Tom Berg", "Tom Berg"]


def test_a_quotation_of_several_paragraphs_has_one_speaker():
    closing = "“It was fair, said nobody.\n\n“It was close, too,” said Tom Berg."
    assert speakers("Ana Ruiz said it rained.\n\n" + closing) == [
        "Ana Ruiz",
        "Tom Berg",
        "Tom Berg",
    ]
    opening = "Tom Berg said: “It was fair, all of it.\n\n“It was close, too.”"
    assert speakers(opening) == ["Tom Berg", "Tom Berg"]


def test_a_colon_leads_over_to_the_next_line():
    text = "“No,” said Ana Ruiz.\nTom Berg put it bluntly:\n“The vote was a sham.”"
    assert speakers(text)[-1] == "Tom Berg"


def test_where_it_was_said():
    text = (
        "Ana Ruiz told the Lima Times that it rained. “It poured,” she said in an interview with "
        "Reuters. She told reporters it was over. She told the BBC’s Today programme: “No.”"
    )
    assert [attribution.outlet for attribution in attributed(text)] == [
        "Lima Times",
        "Reuters",
        None,
        "BBC’s Today",
    ]


def test_source_and_cue_are_the_words_that_tell():
    text = "“We won,” said the mayor of Lima, Ana Ruiz."
    [attribution] = attributed(text)
    assert text[attribution.cue.start : attribution.cue.end] == "said"
    assert text[attribution.source.start : attribution.source.end].startswith("the mayor of Lima")
    assert [text[q.words.start : q.words.end] for q in attribution.quotations] == ["We won,"]


def test_a_partial_quotation_belongs_to_its_clause():
    text = "Peru called the vote “a sham” and “a farce” from start to end."
    [attribution] = attributed(text)
    assert len(attribution.quotations) == 2


def test_the_sample_article():
    text = ARTICLE.read_text()
    found = [line for line in said(text) if line[1] not in {"cite", "call", "hope", "find"}]
    assert [(speaker, verb) for speaker, verb, _ in found] == [
        ("Jens Stoltenberg", "reject"),
        ("NATO", "tell"),
        ("Jens Stoltenberg", "tell"),
        ("Jens Stoltenberg", "say"),
        ("Jens Stoltenberg", "say"),
        ("Vladimir Putin", "deny"),
        ("Vladimir Putin", "warn"),
        ("Russia", "say"),
        ("Jens Stoltenberg", "say"),
        ("Jens Stoltenberg", "warn"),
        ("Jens Stoltenberg", "warn"),
        ("Russia", "want"),
        ("Jens Stoltenberg", "say"),
        ("a senior Biden administration official", "name"),
        ("a senior Biden administration official", "say"),
        ("a senior Biden administration official", "add"),
        ("Washington", "deny"),
        ("officials", "say"),
        ("the United States, the European Union and other partners", "threaten"),
        ("Western officials", "say"),
        ("the Kremlin", "say"),
        ("Jens Stoltenberg", "expect"),
        ("Jens Stoltenberg", "say"),
        ("Jens Stoltenberg", "add"),
    ]


@STEADY
@given(copy | st.text(st.characters()), st.sampled_from(["", "said ", "“", " said Ana Ruiz. “"]))
def test_any_text(text, between):
    text = between.join([text, text, "He told the BBC that ", text])
    found = attributed(text)
    for attribution in found:
        for span in (attribution.content, attribution.source, attribution.cue):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert attribution.verb
        assert not attribution.named or attribution.speaker
        assert all(attribution.content.contains(q.span) for q in attribution.quotations)
    places = [(attribution.content.start, attribution.content.end) for attribution in found]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "noise",
    ["said ", "“He said” ", "According to ", "Mr. Li said.\n", "the official said, ", "“a\n"],
)
def test_long_noise_is_read_all_the_same(noise):
    assert isinstance(attributed(noise * (60_000 // len(noise))), list)
