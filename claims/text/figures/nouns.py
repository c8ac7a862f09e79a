"""The noun phrase that follows a number, found by the words that are never within one."""

import re
from itertools import takewhile

from claims.text.figures.numerals import CARDINALS, any_of

# Prepositions, conjunctions, determiners, pronouns; then auxiliaries, adverbs, days, and verbs that
# neither their ending nor a plural before them gives away.
ENDS = frozenset({
    "a", "about", "above", "according", "across", "after", "against", "ago", "ahead", "all",
    "along", "alongside", "also", "although", "amid", "among", "an", "and", "another", "any", "are",
    "around", "as", "at", "because", "before", "behind", "being", "below", "beneath", "beside",
    "besides", "between", "beyond", "both", "but", "by", "despite", "down", "due", "during", "each",
    "either", "else", "even", "every", "except", "for", "from", "had", "has", "have", "he", "her",
    "here", "hers", "him", "his", "how", "however", "i", "if", "in", "including", "inside",
    "instead", "into", "is", "it", "its", "itself", "just", "less", "like", "may", "me", "might",
    "mine", "minus", "more", "most", "my", "near", "neither", "no", "nor", "not", "now", "of",
    "off", "on", "once", "only", "onto", "opposite", "or", "our", "out", "outside", "over", "past",
    "per", "plus", "rather", "same", "she", "since", "so", "some", "such", "than", "that", "the",
    "their", "theirs", "them", "then", "there", "therefore", "these", "they", "this", "those",
    "though", "through", "throughout", "thus", "till", "to", "together", "too", "toward", "towards",
    "under", "underneath", "unless", "unlike", "until", "up", "upon", "us", "versus", "via", "vs",
    "was", "we", "were", "what", "when", "where", "whereas", "whether", "which", "while", "who",
    "whole", "whom", "whose", "why", "will", "with", "within", "without", "would", "yes", "yet",
    "you", "your", "yours",
    "am", "be", "been", "can", "cannot", "could", "did", "do", "does", "must", "ought", "shall",
    "should",
    "again", "almost", "already", "always", "earlier", "elsewhere", "ever", "everywhere", "far",
    "forward", "hence", "indeed", "last", "later", "maybe", "never", "next", "nowhere", "often",
    "overseas", "perhaps", "quite", "sometimes", "somewhere", "soon", "still", "today", "tomorrow",
    "tonight", "very", "yesterday",
    "friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday",
    "agree", "became", "become", "began", "begin", "believe", "bought", "bring", "broke", "brought",
    "came", "come", "comes", "die", "disagree", "drew", "drove", "fell", "find", "fled", "flew",
    "fought", "found", "gave", "get", "gets", "give", "gives", "go", "goes", "got", "grew", "heard",
    "held", "help", "hit", "include", "includes", "keep", "kept", "knew", "know", "led", "left",
    "let", "lived", "lose", "lost", "made", "make", "makes", "means", "met", "need", "oppose",
    "paid", "put", "ran", "remain", "remains", "rose", "said", "sang", "sank", "sat", "saw", "say",
    "says", "see", "seem", "seems", "sent", "showed", "shows", "sold", "spent", "spoke", "stand",
    "stole", "stood", "struck", "survive", "take", "takes", "thank", "think", "thought", "threw",
    "told", "took", "use", "want", "went", "win", "won", "wore", "worth", "wrote",
})  # fmt: skip
# Plurals without an s.
INVARIABLE = frozenset({
    "aircraft", "cattle", "children", "criteria", "data", "deer", "feet", "fish", "folk", "men",
    "mice", "people", "percent", "personnel", "police", "sheep", "staff", "teeth", "troops",
    "women",
})  # fmt: skip
# What is said of so many without a noun: twelve injured.
STATES = frozenset({
    "arrested", "dead", "displaced", "homeless", "hospitalised", "hospitalized", "hurt", "injured",
    "killed", "missing", "unemployed", "wounded",
})  # fmt: skip
# Plurals before another plural: weapons systems.
COMPOUNDING = frozenset({
    "arms", "communications", "goods", "operations", "sales", "savings", "sports", "systems",
    "weapons",
})  # fmt: skip
SINGULARS = frozenset({"bias", "gas", "lens", "news"})
# Of what, is part of the unit: barrels of oil.
PARTITIVES = any_of({
    "acres", "bags", "barrels", "bottles", "boxes", "cups", "doses", "gallons", "grams", "hectares",
    "kilograms", "kilometers", "kilometres", "kilos", "liters", "litres", "loads", "metres",
    "miles", "ounces", "pairs", "pieces", "pints", "pounds", "rounds", "sets", "sheets", "tonnes",
    "tons", "units",
})  # fmt: skip
PARTITIVE_BEFORE = re.compile(rf" {PARTITIVES}\Z")
_IRREGULAR = {
    "child": "children", "foot": "feet", "magnitude": "magnitude", "man": "men",
    "person": "people", "woman": "women",
}  # fmt: skip
NOT_NOUNS = ("ed", "ing", "ly")
NOUN = re.compile(r" ((?:[^\W\d_]\.){2,4}|[^\W\d_]++(?:['-][^\W\d_]++){0,3}+)(?!\w)")


def noun_phrase_end(text: str, folded: str, start: int) -> int:
    """The end of the noun phrase at `start`, where the blank before it stands; else `start`."""
    end = _head_end(text, folded, start)
    if PARTITIVE_BEFORE.search(folded, start, end) and folded.startswith(" of ", end):
        return _head_end(text, folded, end + len(" of"))
    return end


def plural_of(noun: str) -> str:
    """The members of a 30-member club, the feet of a six-foot wall."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "s", "sh", "x")) else "s")


def _head_end(text: str, folded: str, start: int) -> int:
    """Up to the first plural of the next four words, else the next one or two that can be nouns."""
    words: list[re.Match[str]] = []
    end = start
    while len(words) < 4 and (found := NOUN.match(folded, end)) and not _ends(text, found):
        words.append(found)
        end = found.end()
    plurals = [number for number, word in enumerate(words) if is_plural(word[1])]
    states = [number for number, word in enumerate(words) if word[1] in STATES]
    if not plurals and not states:
        nouns = list(takewhile(lambda word: not word[1].endswith(NOT_NOUNS), words))[:2]
        return nouns[-1].end() if nouns else start
    head = (plurals or states)[0]
    if not plurals and head and not words[head - 1][1].endswith(NOT_NOUNS):
        head -= 1  # Of 'one man dead' the man, of 'two feared dead' the dead.
    is_compound = words[head][1] in COMPOUNDING or text[words[head].start(1)].isupper()
    if is_compound and head + 1 in plurals:
        head += 1
    return words[head].end()


def _ends(text: str, word: re.Match[str]) -> bool:
    if word[1] in CARDINALS:
        return True
    return word[1] in ENDS and text[word.start(1) : word.end()] != "US"


def is_plural(word: str) -> bool:
    regular = len(word) > 3 and word[-1] == "s" and word[-2] not in "'isu"
    return word in INVARIABLE or (regular and word not in SINGULARS)
