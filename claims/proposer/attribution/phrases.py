"""Noun phrases beside a verb: who speaks, as far as word order and small words tell."""

from dataclasses import dataclass

from claims.proposer.attribution.people import (
    NO_SURNAMES,
    OUTLET_WORDS,
    PLURAL_ROLES,
    ROLES,
    TITLES,
    WRITINGS,
)
from claims.proposer.attribution.reporting import ALSO_NOUNS, VERB_OF
from claims.proposer.attribution.tokens import Token, Tokens
from claims.proposer.attribution.verbs import (
    NOUNS_IN_S,
    PAST_ONLY,
    PAST_OR_PARTICIPLE,
    SAME_IN_PAST,
    THIRD_PERSON,
)
from claims.text.sentences import Span

PRONOUNS = frozenset({"he", "it", "she", "they", "who"})
WRITERS = frozenset({"i", "we"})  # The article's own voice.
OWNERS = {"her": "she", "his": "he", "its": "it", "their": "they"}
ADDRESSED = frozenset({"her", "him", "me", "them", "us", "you"})
RELATIVES = frozenset({"which", "who"})
DASH_TOKENS = frozenset({"—", "–", "―", "--", "---"})

DETERMINERS = frozenset({
    "a", "all", "an", "another", "any", "both", "each", "every", "few", "her", "his", "its",
    "many", "most", "my", "no", "one", "other", "our", "several", "some", "that", "the", "their",
    "these", "this", "those", "your",
})  # fmt: skip
# They stand before a noun and never before a verb: the reported case, his claims.
BEFORE_NOUNS = frozenset(
    {"a", "an", "every", "her", "his", "its", "my", "no", "our", "the", "their", "your"}
)
PRONOMINAL = frozenset({"both", "many", "most", "one", "some"})  # They may stand alone.
NUMBERS = frozenset({"eight", "five", "four", "nine", "seven", "six", "ten", "three", "two"})
AUXILIARIES = frozenset({
    "am", "are", "be", "been", "being", "can", "could", "did", "do", "does", "had", "has", "have",
    "is", "may", "might", "must", "shall", "should", "was", "were", "will", "would",
})  # fmt: skip
PREPOSITIONS = frozenset({
    "about", "above", "across", "after", "against", "along", "among", "around", "at", "before",
    "behind", "below", "between", "by", "despite", "during", "for", "from", "in", "inside",
    "into", "like", "near", "of", "on", "onto", "outside", "over", "since", "than", "through",
    "to", "toward", "towards", "under", "unlike", "until", "upon", "via",
    "with", "within", "without",
})  # fmt: skip
# A noun's own: a spokesman for the ministry, officials in Kyiv, sources close to him.
ATTACHED = frozenset({"at", "for", "from", "in", "of", "on", "to", "with"})
NEAR_TO = frozenset({"close", "familiar"})
CONJUNCTIONS = frozenset({
    "although", "and", "as", "because", "but", "how", "if", "nor", "or", "so", "that", "then",
    "though", "unless", "what", "when", "where", "whereas", "whether", "which", "while", "whom",
    "whose", "why", "yet",
})  # fmt: skip
ADVERBS = frozenset({
    "again", "ago", "already", "also", "always", "earlier", "even", "eventually", "ever",
    "finally", "first", "further", "furthermore", "hardly", "here", "however", "indeed",
    "instead", "just", "later", "meanwhile", "moreover", "much", "never", "nevertheless", "next",
    "not", "now", "often", "once", "only", "perhaps", "quickly", "quite", "rather", "reportedly",
    "simply", "sometimes", "soon", "still", "there", "therefore", "thus", "today", "together",
    "tomorrow", "tonight", "too", "twice", "very", "well", "yesterday",
})  # fmt: skip
WEEKDAY_NAMES = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)
CLOSED_CLASS_WORDS = (
    AUXILIARIES
    | PREPOSITIONS
    | CONJUNCTIONS
    | ADVERBS
    | PRONOUNS
    | WRITERS
    | WEEKDAY_NAMES
    | ADDRESSED - {"her"}
)
# Forms that are verbs where a noun phrase might seem to go on.
VERB_FORMS = PAST_ONLY | (PAST_OR_PARTICIPLE - SAME_IN_PAST) | (THIRD_PERSON - NOUNS_IN_S)

# Within names: the Bank of England, Bill de Blasio, Johnson & Johnson.
INNER = frozenset({"&", "al", "bin", "da", "de", "del", "der", "di", "du", "la", "le", "of", "van",
                   "von"})  # fmt: skip

NOUNS_IN_LY = frozenset({
    "ally", "anomaly", "assembly", "bully", "family", "monopoly", "rally", "reply", "supply",
})  # fmt: skip
_LONGEST = 60  # Tokens of the longest source with all that is set between its commas.
MOST_MODIFIERS = 7


@dataclass(frozen=True)
class NounPhrase:
    """`core` is the phrase without what follows its comma; `span` holds that too.

    Of "Smith, who said …" the core is Smith, the span that of "who".
    """

    core: tuple[Token, ...]
    span: Span

    @property
    def main(self) -> Tokens:
        """The core without what is attached: a spokesman | for the ministry."""
        for index, token in enumerate(self.core):
            if token.lower in ATTACHED and index and not self._is_of_name(index):
                return self.core[:index]
        return self.core

    def _is_of_name(self, index: int) -> bool:
        """Whether the preposition there is: Bank of England, Secretary of State Antony Blinken."""
        before, after = self.core[index - 1], self.core[index + 1 :]
        if before.is_capital and before.lower in TITLES:
            return len(after) > 2 and after[0].is_capital
        if not before.is_capital or before.lower in ROLES | PLURAL_ROLES:
            return False
        return before.lower in NO_SURNAMES or (index == 1 and self.core[1].lower == "of")

    @property
    def head(self) -> Token:
        return self.main[-1]


def phrase_before(tokens: Tokens, end: int) -> tuple[NounPhrase, int] | None:
    """The noun phrase that ends where tokens[end] begins, and the index of its first token."""
    last = end - 1
    if last < 0:
        return None
    if tokens[last].lower in RELATIVES:
        return _antecedent(tokens, last)
    if tokens[last].text == ",":
        if named := _named_in_apposition(tokens, last):
            return named
        last = _before_apposition(tokens, last)
    elif tokens[last].text in DASH_TOKENS:
        last = _before_dash(tokens, last)
    elif tokens[last].text == ")":
        last = _before_bracket(tokens, last)
    if last < 0:
        return None
    first = _first_of(tokens, last)
    if first is None:
        return None
    closing = tokens[end - 2] if tokens[end - 1].text == "," else tokens[end - 1]
    span = Span(tokens[first].start, max(closing.end, tokens[last].end))
    return NounPhrase(tuple(tokens[first : last + 1]), span), first


def _antecedent(tokens: Tokens, who: int) -> tuple[NounPhrase, int] | None:
    before = who - 1 if who and tokens[who - 1].text == "," else who
    if before == 0 or tokens[before - 1].lower in RELATIVES:
        return None
    found = phrase_before(tokens, before)
    if found is None or found[0].core[0].lower in CLOSED_CLASS_WORDS:
        return None
    return NounPhrase(found[0].core, Span(tokens[who].start, tokens[who].end)), who


def _before_dash(tokens: Tokens, closing: int) -> int:
    for index in range(closing - 1, max(-1, closing - _LONGEST), -1):
        if tokens[index].text in DASH_TOKENS:
            before = index - 1
            if before > 0 and not tokens[before].is_capital:
                return -1
            outer = _before_apposition(tokens, index)
            return outer if outer >= 0 else before
    return -1


def _before_bracket(tokens: Tokens, closing: int) -> int:
    for index in range(closing - 1, max(-1, closing - 12), -1):
        if tokens[index].text == "(":
            return index - 1
    return -1


def _named_in_apposition(tokens: Tokens, comma: int) -> tuple[NounPhrase, int] | None:
    """Its secretary general, Jens Stoltenberg, …: the name is the core."""
    first = comma
    while first and tokens[first - 1].is_capital:
        first -= 1
    if first == comma or first < 2 or tokens[first - 1].text != ",":
        return None
    start = _first_of(tokens, first - 2)
    if start is None:
        return None
    office = tuple(tokens[start : first - 1])
    if NounPhrase(office, Span(office[0].start, office[-1].end)).head.lower not in ROLES:
        return None
    span = Span(tokens[start].start, tokens[comma - 1].end)
    return NounPhrase(tuple(tokens[first:comma]), span), start


def _before_apposition(tokens: Tokens, comma: int) -> int:
    """The last token of the phrase that "…, the mayor of Kyiv," explains; -1: there is none."""
    for index in range(comma - 2, max(0, comma - _LONGEST), -1):
        if tokens[index].text == "," and _explains(tokens[index + 1]):
            before = index - 1
            if tokens[before].text == ")":
                before = _before_bracket(tokens, before)
            if before >= 2 and tokens[before].text.isdigit() and tokens[before - 1].text == ",":
                before -= 2  # Jones, 42, a teacher,
            return before if before >= 0 and is_noun(tokens[before]) else -1
    return -1


def _explains(token: Token) -> bool:
    lower = token.lower
    return (
        (lower in DETERMINERS and lower != "that")
        or lower in {"who", "whose", "of", "which", "formerly"}
        or token.text.isdigit()
        or (token.is_word and not token.is_capital and lower not in CLOSED_CLASS_WORDS)
    )


def is_noun(token: Token) -> bool:
    """As far as form tells: a word that is no small word, verb form or participle."""
    lower = token.lower
    return (
        token.is_word
        and lower not in CLOSED_CLASS_WORDS
        and lower not in DETERMINERS
        and (lower not in VERB_FORMS or token.is_capital)
        and (lower not in VERB_OF or lower in ALSO_NOUNS or token.is_capital)
        and (token.is_capital or not lower.endswith("ly") or lower in NOUNS_IN_LY)
    )


def _first_of(tokens: Tokens, last: int) -> int | None:
    """The first index of the phrase whose last token is at `last`."""
    token = tokens[last]
    if token.lower.split("'")[0] in PRONOUNS | WRITERS:
        return last
    if token.lower == "them" and last >= 2 and tokens[last - 1].lower == "of":
        return last - 2 if tokens[last - 2].lower in PRONOMINAL | NUMBERS else None
    if not is_noun(token) and token.lower not in PRONOMINAL:
        return None
    first = _core_start(tokens, last)
    while first >= 2 and is_noun(tokens[first - 2]) and _attaches(tokens, first - 1):
        outer = first - 2
        if tokens[outer].lower in NEAR_TO and outer:
            outer -= 1
        attached = _core_start(tokens, outer)
        if not _takes_attachment(tokens[outer], tokens[first - 1].lower):
            break
        first = attached
    return _with_coordinates(tokens, first)


def _attaches(tokens: Tokens, place: int) -> bool:
    by = tokens[place].lower == "by" and tokens[place - 1].lower in WRITINGS  # A poll by S
    return by or tokens[place].lower in ATTACHED


def _takes_attachment(head: Token, preposition: str) -> bool:
    return _is_common(head) or preposition in {"at", "for", "of"}


def _is_common(head: Token) -> bool:
    """Whether it is no name, though it may open a sentence: Police in Ghent."""
    return not head.is_capital or head.lower in PLURAL_ROLES


def _core_start(tokens: Tokens, last: int) -> int:
    """Leftwards over names, adjectives and nouns, up to and with a determiner."""
    first = last
    if tokens[last].lower in DETERMINERS:
        return last
    for index in range(last - 1, max(-1, last - 1 - MOST_MODIFIERS), -1):
        token = tokens[index]
        lower = token.lower
        if lower == "that":
            break  # Said that officials …
        if lower in DETERMINERS:
            before = tokens[index - 1].lower if index else ""
            return index - 1 if before in DETERMINERS else index
        if lower in INNER and index and tokens[index - 1].is_capital and tokens[first].is_capital:
            continue
        if not is_noun(token) or (lower.endswith("ing") and not token.is_capital):
            break
        if lower.endswith("ed") and not token.is_capital and index and is_noun(tokens[index - 1]):
            break  # A verb; but not in: a retired general.
        first = index
    return first


def _with_coordinates(tokens: Tokens, first: int) -> int:
    """The first index with what is joined before it: The US, EU and other partners …"""
    if first < 2 or tokens[first - 1].lower not in {"and", "or"}:
        return first
    joined = first - 2
    if not is_noun(tokens[joined]):
        return first
    start = _core_start(tokens, joined)
    while start >= 2 and tokens[start - 1].text == "," and tokens[start - 2].is_capital:
        start = _core_start(tokens, start - 2)
    starts_clause = start == 0 or tokens[start - 1].lower in CONJUNCTIONS | {",", ":", ";"}
    return start if starts_clause else first


def phrase_after(tokens: Tokens, start: int) -> tuple[NounPhrase, int] | None:
    """The noun phrase that begins at tokens[start], and the index after it and its appositions."""
    if start >= len(tokens):
        return None
    token = tokens[start]
    if token.lower in PRONOUNS - {"who"} | WRITERS | ADDRESSED - {"her"}:
        return NounPhrase((token,), Span(token.start, token.end)), start + 1
    end = core_end(tokens, start)
    if token.lower == "her" and end == start + 1:
        return NounPhrase((token,), Span(token.start, token.end)), end
    if end == start or (end == start + 1 and token.lower in {"a", "an", "the", "that"}):
        return None
    core = tuple(tokens[start:end])
    while end + 1 < len(tokens) and (
        tokens[end].lower in ATTACHED - {"to", "on"} or tokens[end - 1].lower in NEAR_TO
    ):
        attached = core_end(tokens, end + 1)
        if attached == end + 1:
            break
        if _is_common(core[-1]):
            core = tuple(tokens[start:attached])
        end = attached
    if named := _name_after(tokens, start, end):
        return named
    after = _after_explanation(tokens, end)
    return NounPhrase(core, Span(core[0].start, tokens[after - 1].end)), after


def _name_after(tokens: Tokens, start: int, comma: int) -> tuple[NounPhrase, int] | None:
    """Its director, Amara Diallo: the name is the core."""
    if comma + 2 >= len(tokens) or tokens[comma].text != "," or tokens[comma - 1].is_capital:
        return None
    office = tuple(tokens[start:comma])
    end = comma + 1
    while end < len(tokens) and tokens[end].is_capital:
        end += 1
    is_name = end > comma + 2 and tokens[comma + 1].lower not in CLOSED_CLASS_WORDS | DETERMINERS
    if not is_name or NounPhrase(office, Span(0, 0)).head.lower not in ROLES:
        return None
    after = _after_explanation(tokens, end)
    span = Span(tokens[start].start, tokens[after - 1].end)
    return NounPhrase(tuple(tokens[comma + 1 : end]), span), after


def core_end(tokens: Tokens, start: int) -> int:
    """The index after determiners, adjectives, nouns and names from `start` on."""
    if start < len(tokens) and tokens[start].lower in ADDRESSED - {"her"}:
        return start + 1
    index = start
    while index < len(tokens) and tokens[index].lower in DETERMINERS:
        index += 1
    named = False
    while index < len(tokens) and index < start + MOST_MODIFIERS + 2:
        token = tokens[index]
        inner = named and token.lower in INNER
        if named and token.text[0].isdigit() and token.lower.endswith("'s"):
            index += 1  # Radio 4’s Today programme.
            continue
        if inner and index + 1 < len(tokens) and tokens[index + 1].is_capital:
            index += 1
            continue
        opens = index > start and tokens[index - 1].lower in BEFORE_NOUNS
        role = token.lower in ROLES | PLURAL_ROLES | OUTLET_WORDS
        titled = index > start and token.is_capital and token.lower in ADVERBS  # BBC’s Today
        noun = is_noun(token) or (opens and token.lower in VERB_OF)  # The talks, a fear
        if not (titled or noun) or (
            not token.is_capital and not role and (named or token.lower.endswith("ed"))
        ):
            break
        named = token.is_capital and not token.lower.endswith(("'s", "s'"))
        index += 1
    return index


def _after_explanation(tokens: Tokens, end: int) -> int:
    """The index after ", a professor at Yale who …", up to the sentence's end or a quotation."""
    if end < len(tokens) and tokens[end].text == "(":
        for index in range(end, min(end + 12, len(tokens))):
            if tokens[index].text == ")":
                end = index + 1
                break
    if end + 1 >= len(tokens) or tokens[end].text != "," or not _explains(tokens[end + 1]):
        return end
    index = end + 1
    while index < len(tokens) and index < end + _LONGEST:
        token = tokens[index]
        if token.quotation or token.text in {".", ";", ":", "—", "–", "--"}:
            break
        index += 1
    return index
