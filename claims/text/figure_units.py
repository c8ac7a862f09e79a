"""What a number counts: a currency, per cent, a measure, or the noun phrase after it."""

import re
from dataclasses import dataclass
from itertools import takewhile

from claims.text.figure_numbers import CARDINALS, DIGITS, Amount, any_of

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
    """The end of the noun phrase at `start`, where the blank before it is; else `start`."""
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


# ---- Money, as ISO 4217 codes.
_SIGNS = {
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "฿": "THB", "₦": "NGN", "₩": "KRW",
    "₪": "ILS", "₫": "VND", "₱": "PHP", "₴": "UAH", "₹": "INR", "₺": "TRY", "₽": "RUB",
    "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD", "nz$": "NZD",
    "r$": "BRL", "rs": "INR", "rs.": "INR", "s$": "SGD", "us$": "USD",
}  # fmt: skip
_CODES = {
    code.lower(): code
    for code in (
        "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EGP", "EUR", "GBP", "HKD", "HUF",
        "IDR", "ILS", "INR", "JPY", "KRW", "MXN", "NOK", "NZD", "PLN", "RON", "RUB", "SAR", "SEK",
        "SGD", "THB", "UAH", "USD", "ZAR",
    )
}  # fmt: skip
CURRENCIES = {
    "american dollar": "USD", "australian dollar": "AUD", "baht": "THB", "buck": "USD",
    "canadian dollar": "CAD", "dollar": "USD", "egyptian pound": "EGP", "euro": "EUR",
    "forint": "HUF", "hong kong dollar": "HKD", "hryvnia": "UAH", "indian rupee": "INR",
    "mexican peso": "MXN", "naira": "NGN", "new zealand dollar": "NZD", "pakistani rupee": "PKR",
    "pound": "GBP", "pounds sterling": "GBP", "renminbi": "CNY", "ringgit": "MYR",
    "rouble": "RUB", "ruble": "RUB", "rupee": "INR", "rupiah": "IDR", "shekel": "ILS",
    "singapore dollar": "SGD", "swiss franc": "CHF", "turkish lira": "TRY", "u.s. dollar": "USD",
    "us dollar": "USD", "yen": "JPY", "yuan": "CNY", "zloty": "PLN",
}  # fmt: skip
HUNDREDTHS = {"cent": "USD", "euro cent": "EUR", "p": "GBP", "pence": "GBP", "¢": "USD"}

MONEY_BEFORE = re.compile(rf"(?<![^\W\d_])({any_of(_SIGNS | _CODES)}) ?\Z")
MONEY_AFTER = re.compile(
    rf" ?([$£€¥₴₹₽])|(?:-| (?:d'|de |di )?)({any_of(CURRENCIES)})s?\b| ({any_of(_CODES)})\b"
    rf"|(?:[ -]|(?=p\b|¢))({any_of(HUNDREDTHS)})s?(?!\w)"
)
WEIGHING = re.compile(r"\b(?:gain|heav|lift|overweight|shed|weigh)")

# ---- What is spelt one way here, however the copy spells it.
CANONICAL = {
    "per cent": re.compile(
        r" ?%| ?pct?\b|[ -]?per[ -]?cent\b"
        r"| (?:per cento|por cento|por ciento|pour cent|procent|prozent|процентов)\b"
    ),
    "percentage points": re.compile(r"[ -]percentage[ -]points?\b"),
    "basis points": re.compile(r"[ -]basis[ -]points?\b"),
    "years old": re.compile(r"[ -]years?[ -](?:olds?|of age)\b"),
    "months old": re.compile(r"[ -]months?[ -]olds?\b"),
    "weeks old": re.compile(r"[ -]weeks?[ -]olds?\b"),
    "days old": re.compile(r"[ -]days?[ -]olds?\b"),
    "times": re.compile(r"x(?!\w)"),
}

# ---- Measures. A letter alone is one only where it touches the number, in its own case.
SYMBOLS = (
    "bpd", "cm", "db", "ft", "gb", "ghz", "gw", "gwh", "ha", "hr", "hrs", "hz", "kb", "kcal", "kg",
    "kgs", "km", "km/h", "kmh", "kms", "kph", "kw", "kwh", "lb", "lbs", "mb", "mg", "mhz", "mi",
    "min", "mins", "ml", "mm", "mph", "mw", "mwh", "oz", "ppm", "sec", "secs", "sq ft", "sq km",
    "sq m", "sq miles", "tb", "twh", "yd", "yds",
)  # fmt: skip
MEASURE = re.compile(rf"[ -]?(?:{any_of(SYMBOLS)}|°[cf]?| m(?= {{1}}))[²³]?(?!\w)")
_LETTER = re.compile(r"(?:C|F|V|W|g|h|in|l|m|t)[²³]?(?![\w'’])")
HYPHENED = re.compile(
    r"[-‐‑](?!(?:all|and|for|in|nil|on|or|something|strong|to|way)\b)([^\W\d_]{1,30})"
)
DEGREES = re.compile(r" degrees? (?:celsius|centigrade|fahrenheit)\b")

RATE_NOUNS = any_of(
    ["acre", "barrel", "century", "day", "decade", "fortnight", "gallon", "head", "hour", "kilo",
     "litre", "mile", "minute", "month", "night", "ounce", "person", "pound", "quarter", "second",
     "share", "ton", "tonne", "week", "weekend", "year"]
)  # fmt: skip
RATE = re.compile(
    rf"[ -](?:an?|each|every)[ -]{RATE_NOUNS}\b|/{RATE_NOUNS}\b"
    rf"| per (?!cent\b)(?:{DIGITS} |cubic |square )?[^\W\d_]+"
    r"| (?:annually|daily|hourly|monthly|weekly|yearly)\b"
)

MORE_OR_FEWER = re.compile(r" (?:additional|extra|fewer|further|more|other)(?= )")
_ARTICLE = re.compile(r"(?: of)? an?(?= )")
UNIT_OWNERS = any_of(
    ["all", "her", "his", "its", "my", "our", "such", "the", "their", "these", "those", "your"]
)
OF = re.compile(rf" of(?: {UNIT_OWNERS}\b){{0,2}}| {UNIT_OWNERS}\b")


@dataclass(frozen=True)
class Unit:
    """What is counted, up to `end` of the text; of cents, `parts` make one."""

    end: int
    name: str
    parts: int = 1

    @property
    def noun(self) -> str:
        """The last word of the name."""
        return self.name.rpartition(" ")[2]

    @property
    def is_measure(self) -> bool:
        """Money, per cent or a measure rather than any noun."""
        first = self.name.lower().partition(" ")[0]
        return self.name in CANONICAL or first in _CODES or first in SYMBOLS


def money_before(folded: str, start: int) -> tuple[int, str] | None:
    """Where the currency before a number starts, and its code."""
    found = MONEY_BEFORE.search(folded, max(0, start - 6), start)
    return (found.start(), (_SIGNS | _CODES)[found[1]]) if found else None


def unit_after(text: str, folded: str, amount: Amount) -> Unit:
    """The unit that follows `amount`, its rate included; without one the name is empty."""
    if amount.unit == "times":
        return Unit(amount.end, "times")
    if amount.unit == "share":
        unit = _share(text, folded, amount)
    else:
        unit = _unit_at(text, folded, amount.end)
        of = None if unit.name else OF.match(folded, amount.end)
        if of:  # Dozens of the men; ten of the men, but not page ten of the report.
            whole = _unit_at(text, folded, of.end())
            if amount.high is None or is_plural(whole.noun):
                unit = whole
    return rated(text, folded, unit if unit.name else Unit(amount.end, amount.unit))


def rated(text: str, folded: str, unit: Unit) -> Unit:
    """`unit` with the rate that follows it: barrels a day."""
    rate = RATE.match(folded, unit.end)
    if not rate:
        return unit
    name = unit.name + text[rate.start() : rate.end()].replace("-", " ")
    return Unit(rate.end(), name.strip(), unit.parts)


def _unit_at(text: str, folded: str, start: int) -> Unit:
    for name, pattern in CANONICAL.items():
        if found := pattern.match(folded, start):
            return Unit(found.end(), name)
    if found := MONEY_AFTER.match(folded, start):
        return _money(text, folded, found)
    for pattern in (MEASURE, DEGREES):
        if found := pattern.match(folded, start):
            return Unit(found.end(), text[start : found.end()].strip(" -‐‑"))
    if found := HYPHENED.match(folded, start):
        return Unit(found.end(), plural_of(text[found.start(1) : found.end()]))
    if found := _LETTER.match(text, start):
        return Unit(found.end(), found[0])
    more = MORE_OR_FEWER.match(folded, start)
    start = more.end() if more else start
    end = noun_phrase_end(text, folded, start)
    return Unit(end, text[start + 1 : end])


def _money(text: str, folded: str, found: re.Match[str]) -> Unit:
    sign, currency, code, part = found.groups()
    if part:
        return Unit(found.end(), HUNDREDTHS[part], parts=100)
    weighing = WEIGHING.search(folded, max(0, found.start() - 30), found.start())
    if currency == "pound" and (weighing or found[0].startswith("-")):
        return Unit(found.end(), "pounds")
    return Unit(found.end(), CURRENCIES[currency] if currency else (_SIGNS | _CODES)[sign or code])


def _share(text: str, folded: str, amount: Amount) -> Unit:
    """Half an hour is 0.5 hour; a third of voters, one in five adults are shares of them."""
    if article := _ARTICLE.match(folded, amount.end):
        return _unit_at(text, folded, article.end())
    of = OF.match(folded, amount.end)
    start = of.end() if of else amount.end
    end = noun_phrase_end(text, folded, start)
    counted = text[start + 1 : end]
    if not counted or folded.startswith("'s", end - 2):  # A third of the island's people.
        return Unit(amount.end, "share")
    whole = of or re.search(" in | out of ", folded[amount.start : amount.end])
    return Unit(end, f"share of {counted}" if whole else counted)
