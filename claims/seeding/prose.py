"""The sentences of a synthetic desk: news prose of made-up places, and what each claims."""

from bisect import bisect
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from random import Random
from typing import Any

from claims.choices import ClaimantKind, Kind


def _words(text: str) -> list[str]:
    return text.split()


# Where a sentence holds a claim within a claim, that begins behind the bar.
FORMS = {
    Kind.FIGURE: [
        "{who} counted |{figure} {nouns} in {place} last year, among them every {adjective} {noun}",
        "{who} spent |{figure} crowns on {adjective} {nouns} for the {noun} of {place}",
        "According to {who}, |{figure} {nouns} in {place} {past} a {adjective} {noun}",
    ],
    Kind.QUOTATION: [
        "{who} called it “|a {adjective} {noun} that {place} {past} for its {nouns}”",
        "“|Every {noun} in {place} {past} the {adjective} {nouns},” said {who} in {place}",
    ],
    Kind.DENIAL: ["{who} denied that |a {adjective} {noun} {past} the {nouns} of {place}"],
    Kind.DEMAND: ["{who} asked {place} to |give up {adjective} {nouns} before its {noun} ends"],
    Kind.ACCUSATION: ["{who} accused {place} of |hiding {nouns} that {past} a {adjective} {noun}"],
    Kind.COMMITMENT: ["{who} promised |a {adjective} {noun} to all {nouns} in {place} by {year}"],
    Kind.PREDICTION: ["{who} expects |the {noun} of {place} to need {adjective} {nouns} by {year}"],
    Kind.EVENT: [
        "{who} opened |a {adjective} {noun} for {nouns} in {place} on {day} {month} {year}",
        "On {day} {month} |the {adjective} {noun} of {place} {past} its {nouns}, {who} reported",
    ],
    Kind.LAW: [
        "A law of {year} lets {who} |close any {noun} in {place} that has {adjective} {nouns}"
    ],
    Kind.POSITION: [
        "{who} holds that |{place} has no {adjective} {noun} for the {nouns} it {past}"
    ],
    Kind.BACKGROUND: [
        "{place} has had |a {adjective} {noun} and its {nouns} since {year}, {who} wrote"
    ],
    Kind.NAME: ["{who} runs |the {adjective} {noun} of {nouns} at {place}, founded in {year}"],
}
PLAIN = [
    "It was a {adjective} morning in {place}, and the {nouns} were quiet",
    "Nobody in the {noun} wanted to talk about the {adjective} {nouns}",
    "What becomes of the {noun} is a question for another day",
    "Along the road to {place} stand {adjective} {nouns} and an old {noun}",
]
HEADLINES = ["{place} weighs {adjective} {nouns}", "How the {noun} of {place} {past} its {nouns}"]
SOURCES = ["{adjective} {nouns} of {place}, {year}", "Report on the {noun} of {place}, {year}"]
CLAIMANTS = [
    ("{place} {office}", ClaimantKind.ORGANISATION),
    ("The mayor of {place}", ClaimantKind.PERSON),
    ("A {adjective} {noun} official in {place}", ClaimantKind.UNNAMED),
]
# The first of each list is the most common word of all, the last the rarest.
NOUNS = _words("""
government budget court election school hospital council ministry harbour tax border police
market bank company union treaty railway airport bridge university factory river forest
mine parliament committee refinery network museum theatre prison embassy ferry tunnel dam
stadium library archive orchard vineyard quarry lighthouse observatory cannery tannery shipyard
brewery granary tollgate aqueduct
""")
PLURALS = _words("""
workers voters prices wages loans houses roads pupils patients judges soldiers farmers contracts
permits exports imports fines pensions rents subsidies complaints vehicles trains flights
teachers nurses engineers tenants investors reporters fishermen miners pilots brewers glaziers
weavers surveyors beekeepers cartographers
""")
ADJECTIVES = _words("""
new public local federal foreign annual private national regional legal secret cheap costly
modern rural urban joint interim former independent hidden temporary unlawful electric coastal
alpine northern southern eastern western overdue disputed abandoned renovated ceremonial
provisional subterranean
""")
PASTS = _words("""
raised cut bought sold closed opened built rejected approved delayed financed promised lost
found inspected rented taxed shipped repaired audited suspended doubled halved nationalised
dismantled
""")
OFFICES = _words("""
Ministry Council Chamber Authority Union Bank Court Institute Association Agency Office
Commission
""")
MONTHS = _words("""
January February March April May June July August September October November December
""")
SYLLABLES = _words("""
bel kor ta mi sel vra no dun ost lim ga per rin hav elm tor qua zen bro fi
""")
PLACES = 20_000


class ZipfSample:
    """Draws from a list by Zipf's law: the n-th of it comes 1/n times as often as the first."""

    def __init__(self, random: Random, members: list[str]) -> None:
        self._random = random
        self._members = members
        self._sums = list(accumulate(1 / n for n in range(1, len(members) + 1)))

    def draw(self) -> str:
        return self._members[bisect(self._sums, self._random.random() * self._sums[-1])]


@dataclass(frozen=True)
class SentenceClaim:
    """Something that a sentence claims, at [start, end) of it."""

    start: int
    end: int
    statement: str
    kind: Kind
    figure: dict[str, Any]


@dataclass(frozen=True)
class Sentence:
    """`claimant` is the number of who is named in it, None in plain prose."""

    text: str
    claimant: int | None
    claimed: list[SentenceClaim]


class Prose:
    """Writes sentences; what it writes depends on `random` alone."""

    def __init__(self, random: Random, claimants: int) -> None:
        self._random = random
        self._figure = ""
        self._who = ""
        places = [_place(n) for n in range(PLACES)]
        random.shuffle(places)
        lists = {
            "place": places, "noun": NOUNS, "nouns": PLURALS, "adjective": ADJECTIVES,
            "past": PASTS, "office": OFFICES,
        }  # fmt: skip
        self._words = {name: ZipfSample(random, words) for name, words in lists.items()}
        self.claimants = [self._claimant(n) for n in range(claimants)]
        self._claimants = ZipfSample(random, [str(n) for n in range(claimants)])

    def __getitem__(self, slot: str) -> str:
        """The word for a slot of a form."""
        match slot:
            case "who":
                return self._who
            case "figure":
                return self._figure
            case "year":
                return str(self._random.randint(1950, 2025))
            case "day":
                return str(self._random.randint(1, 28))
            case "month":
                return self._random.choice(MONTHS)
        return self._words[slot].draw()

    def sentence(self, claims: int) -> Sentence:
        """One with so many claims, 0 to 2."""
        if not claims:
            return Sentence(self._filled(PLAIN) + ".", None, [])
        kind = self._random.choice(KINDS)
        claimant = int(self._claimants.draw())
        self._who = self.claimants[claimant][0]
        number = self._random.randint(2, 99_999)
        self._figure = f"{number:,}"
        before, _, inner = self._filled(FORMS[kind]).partition("|")
        before = before[0].upper() + before[1:] if before else ""
        text = before + inner + "."
        figure = _figure(text, self._figure, number) if kind is Kind.FIGURE else {}
        claimed = [SentenceClaim(0, len(text), text, kind, figure)]
        if claims == 2:
            end = len(before) + len(inner.partition("”")[0].rstrip(","))
            words = text[len(before) : end]
            statement = words[0].upper() + words[1:] + "."
            claimed.append(SentenceClaim(len(before), end, statement, Kind.BACKGROUND, {}))
        return Sentence(text, claimant, claimed)

    def headline(self) -> str:
        return self._filled(HEADLINES)

    def title(self) -> str:
        return self._filled(SOURCES).capitalize()

    def place(self) -> str:
        return self["place"]

    def _claimant(self, n: int) -> tuple[str, ClaimantKind]:
        form, kind = self._random.choice(CLAIMANTS)
        return form.format_map(self), kind

    def _filled(self, forms: list[str]) -> str:
        return self._random.choice(forms).format_map(self)


KINDS = list(FORMS)


def _place(n: int) -> str:
    """The n-th name of all that three syllables make, four where those run out."""
    size = len(SYLLABLES)
    syllables = [SYLLABLES[n % size], SYLLABLES[n // size % size], SYLLABLES[n // size**2 % size]]
    return "".join(syllables + [SYLLABLES[k] for k in [n // size**3] if k]).capitalize()


def _figure(text: str, words: str, number: int) -> dict[str, Any]:
    unit = text.partition(words)[2].split()[0]
    value = Decimal(number)
    return {
        "figure_text": words,
        "figure_low": value,
        "figure_high": value,
        "figure_unit": unit,
        "figure_qualifier": "exactly",
    }
