"""Whether a change leaves what was said.

Never fair: a negation, a number or a name that is dropped, added or another; and a word of meaning
that the quotation puts in or exchanges, for within quotation marks it is not the speaker's. Fair:
what is read aloud the same, or is the same spelt differently. A person judges the rest: words
dropped, and words such as "the" and "would" exchanged or put in.

Words are told by their keys, as quote_words.word_key has them.
"""

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from claims.text.figure_numbers import amounts_in, folded_of
from claims.text.quote_words import SENTENCE_END, QuoteWords, word_key


def _keys(words: str) -> frozenset[str]:
    return frozenset(word_key(words).split())


NEGATIONS = _keys(
    "no not never none nobody nothing nowhere neither nor without cannot hardly barely ain't "
    "nicht nichts nie niemals niemand nirgends weder ohne niet nooit niemand niets geen zonder "
    "ne pas jamais aucun aucune rien nul nulle sans ni "
    "nunca jamás ningún ninguno ninguna nadie nada tampoco sin "
    "não nenhum nenhuma ninguém nem sem non mai nessun nessuno nessuna niente nulla né senza "
    "не нет ни никогда никто ничто ничего нигде нельзя без "
    "ні немає ніколи ніхто нічого жоден жодна жодного "
    "nie nigdy nikt nic nigdzie żaden żadna żadne bez není nikdy nikdo "
    "inte ej aldrig ingen inget inga ikke ikkje aldri nicht nem sem ei eivät "
    "δεν δε μην όχι ποτέ değil yok hayır לא אין בלי לבלי لا لم لن ليس ليست بدون नहीं न मत "
    "不 没 沒 未 无 無 không chưa tidak bukan 안"
)
NEGATED = re.compile(
    r".*n't|n'.*|(?:ca|could|did|do|does|had|has|have|is|should|was|were|wo|would)nt"
    r"|kein(?:e[mnrs]?)?"
)
# Where words are not parted by spaces; in Thai the same insertion can be read in two ways.
NEGATING = re.compile("ない|なかった|なく|ません|ずに|않|못|없|ไม่|ม่ไ")

FUNCTION_WORD_KEYS = _keys(
    "a an the this that these those i you he she it we they me him her us them my your his its our "
    "their mine yours hers ours theirs myself yourself himself herself itself ourselves themselves "
    "who whom whose which what where when why how there here and or but so yet if then than as at "
    "by for from in into of off on onto out over per to toward towards under up upon with within "
    "about after before between through during since until till because while whether although "
    "though am is are was were be been being do does did have has had having will would shall "
    "should can could may might must now "
    "one oh ah yes yeah "
    "mr mrs ms miss sir madam dr prof "
    "it's that's i'm i've i'll i'd we're we've we'll we'd you're they're he's she's there's let's "
    "der die das den dem des ein eine einen einem einer eines und oder aber zu im am vom zum mit "
    "von für auf an aus bei nach ist sind war es er sie wir ihr ich du dass auch noch "
    "le la les l un une du de au aux et ou mais que qui en dans sur pour par avec est il elle on "
    "nous vous ils ce cette ces je tu se sa son ses "
    "el los las lo una unos del al y o pero con por para es su sus yo "
    "os as um uma do da dos das e em na nos com que é "
    "i gli uno della dei di da che è ho "
    "в на с к о у и а но что как по из за от для это он она они мы вы я то же бы "
    "й та але що як до від це він вона вони ми ви "
    "w z na do o i oraz ale że się to jest są "
)
FILLERS = _keys("uh um uhm er erm eh ah oh hm hmm mm äh ähm euh eeh эм ээ え ー")

# Beside the English cardinals, which claims.text.figures reads; an article is no number.
NUMERALS = {
    key: numeral
    for numeral, words in {
        "2": "zwei deux dos dois duas due два две дві dwa dwie 二 两 兩",
        "3": "drei trois tres três tre три trzy 三",
        "4": "vier quatre cuatro quatro quattro четыре чотири cztery 四",
        "5": "fünf cinq cinco cinque пять п'ять pięć 五",
        "6": "sechs six seis sei шесть шість sześć 六",
        "7": "sieben sept siete sete sette семь сім siedem 七",
        "8": "acht huit ocho oito otto восемь вісім osiem 八",
        "9": "neun neuf nueve nove девять дев'ять dziewięć 九",
        "10": "zehn dix diez dez dieci десять dziesięć 十",
        "11": "elf onze once undici одиннадцать одинадцять jedenaście",
        "12": "zwölf douze doce doze dodici двенадцать дванадцять dwanaście",
        "20": "zwanzig vingt veinte vinte venti двадцать двадцять dwadzieścia",
        "30": "dreißig trente treinta trinta trenta тридцать тридцять trzydzieści",
        "40": "vierzig quarante cuarenta quarenta quaranta сорок czterdzieści",
        "50": "fünfzig cinquante cincuenta cinquenta cinquanta пятьдесят п'ятдесят pięćdziesiąt",
        "100": "hundert cent cien cem cento сто",
        "1000": "tausend mille mil тысяча тысячи тысяч тисяча тисяч tysiąc",
        "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "6th": "sixth",
        "7th": "seventh", "8th": "eighth", "9th": "ninth", "10th": "tenth",
        "percent": "%",
        "and": "&",
    }.items()
    for key in _keys(words)
}  # fmt: skip

# Two ways of writing the same words: each pattern is written as what follows it. Applied to both
# sides, it does no harm where it makes a word that there is not.
SAME = [
    (re.compile(pattern), written)
    for pattern, written in (
        (r"\bcan't|\bcant\b|\bcannot\b", "can not"),
        (r"\bwon't", "will not"),
        (r"\bshan't", "shall not"),
        (r"(?<=\w)n't", " not"),
        (r"\blet's\b", "let us"),
        (r"'re\b", " are"),
        (r"'ve\b", " have"),
        (r"'ll\b", " will"),
        (r"\bi'm\b", "i am"),
        (r"\bgonna\b", "going to"),
        (r"\bwanna\b", "want to"),
        (r"\bgotta\b", "got to"),
        (r"\b'?cause\b", "because"),
        # British and American.
        (r"(?<=\w{3})is(?=(?:e|ed|er|ers|es|ing|ation|ations)\b)", "iz"),
        (r"(?<=\wal)ys(?=(?:e|ed|er|ers|es|ing)\b)", "yz"),
        (r"(?<=\w{2})our(?=(?:able|ably|ed|er|ers|ful|hood|ing|ist|ite|ites|less|s|y)?\b)", "or"),
        (r"(?<=\w[bt])re(?=(?:d|s)?\b)", "er"),
        (r"(?<=[aeiou][bcdglmnprstv][aeo])ll(?=(?:ed|er|ers|ing|ings|or|ors)\b)", "l"),
        (r"(?<=\w[aeiou]l)l(?=(?:ment|ments|ful|fully)?\b)", ""),
        (r"(?<=\w{2}og)ue(?=s?\b)", ""),
        (r"\b(def|off|lic|pret)ence", r"\1ense"),
        (r"\bpractis", "practic"),
        (r"(?<=[a-z])ae(?=d|st|m)|(?<=\b[fo])oe(?=t|s)", "e"),
        (r"(?<=judg)ement|(?<=ledg)ement", "ment"),
        (r"\bage(?=ing\b)", "ag"),
        (r"(?<=\wward)s\b", ""),
        (r"\b(among|amid|while|whil)st\b", r"\1"),
    )
]
SPELLINGS = {
    "aluminum": "aluminium", "check": "cheque", "gray": "grey",
    "jewelry": "jewellery", "learned": "learnt", "maneuver": "manoeuvre", "mom": "mum",
    "mold": "mould", "plow": "plough", "program": "programme", "programs": "programmes",
    "skeptic": "sceptic", "skeptical": "sceptical", "skepticism": "scepticism",
    "spelled": "spelt", "tire": "tyre", "tires": "tyres", "whil": "while", "ok": "okay",
    "mr": "mister", "dr": "doctor", "vs": "versus",
}  # fmt: skip


_NUMBER = re.compile(r"\S*\d\S*|percent|per cent|[%$¢-¥\u20a0-\u20cf]")
BETWEEN_LETTERS = re.compile(r" (?:(?<!\d )|(?!\d))")
NUMBER_OR_SIGN = re.compile(r"[\d%&]")
LONGEST_COMPARED = 40  # Words: nothing longer is one number or one contraction.


class ChangeOp(StrEnum):
    """What the quotation did with the source's words."""

    REPLACE = "replace"
    DELETE = "delete"
    INSERT = "insert"
    ELISION = "elision"  # Marked by an ellipsis.
    BRACKET = "bracket"  # Marked by square brackets.


def fairness(
    op: ChangeOp, quoted: Sequence[str], source: Sequence[str], source_names: Sequence[str]
) -> bool | None:
    """`quoted` and `source` are the keys of the words on either side.

    `source_names` are the keys of those words of the source that are names.
    """
    if op is ChangeOp.ELISION:
        return False if _negations(source) else None
    if op is ChangeOp.BRACKET:
        return None if _negations(quoted) == _negations(source) else False
    if _negations(quoted) != _negations(source):
        return False
    if same_meaning(quoted, source):
        return True
    if _numbers(quoted) != _numbers(source):
        return False
    if not set(source_names) <= set(quoted):
        return False
    if op is ChangeOp.DELETE:
        return True if FILLERS.issuperset(source) else None
    return None if FUNCTION_WORD_KEYS.issuperset([*quoted, *source]) else False


def same_meaning(quoted: Sequence[str], source: Sequence[str]) -> bool:
    """Whether the two are one wording: in contractions, spelling, numbers, words run together."""
    if not (0 < len(quoted) <= LONGEST_COMPARED and 0 < len(source) <= LONGEST_COMPARED):
        return False
    ours, theirs = " ".join(quoted), " ".join(source)
    if ours[0] != theirs[0] and not NUMBER_OR_SIGN.search(ours + theirs):
        return False  # To be quick: almost all words exchanged for each other end here.
    if BETWEEN_LETTERS.sub("", ours) == BETWEEN_LETTERS.sub("", theirs):
        return True
    if "'" not in ours + theirs:
        return plainest(ours) == plainest(theirs)
    return any(
        plainest(ours, s, d) == plainest(theirs, s, d)
        for s in ("is", "has")
        for d in ("would", "had")
    )


def names_in(words: QuoteWords, first: int, end: int) -> list[str]:
    """The keys of the capitalised words from `first` to before `end` that open no sentence."""
    return [
        words.keys[n]
        for n in range(first, end)
        if words.spelled[n][0].isupper()
        and words.keys[n] not in FUNCTION_WORD_KEYS
        and not opens_sentence(words, n)
    ]


def opens_sentence(words: QuoteWords, n: int) -> bool:
    """Whether the n-th word follows a stop or a line end, or nothing."""
    if n == 0 or SENTENCE_END.search(words.points[n - 1]):
        return True
    return "\n" in words.text[words.ends[n - 1] : words.starts[n]]


def _negations(keys: Sequence[str]) -> int:
    plain = sum(key in NEGATIONS or NEGATED.fullmatch(key) is not None for key in keys)
    return plain + len(NEGATING.findall("".join(keys)))


def _numbers(keys: Sequence[str]) -> Counter[str]:
    found = Counter(_NUMBER.findall(_in_numerals(" ".join(keys))))
    del found["1"]  # "One" is a pronoun as well.
    return found


def _in_numerals(words: str) -> str:
    """The words with every number as digits: '25 people' for 'twenty five people'."""
    pieces, end = [], 0
    for amount in amounts_in(folded_of(words)):
        more = "" if amount.high == amount.low else "+"
        pieces += [words[end : amount.start], f"{amount.low}{more}{amount.unit}"]
        end = amount.end
    return "".join([*pieces, words[end:]])


def plainest(words: str, s: str = "is", d: str = "would") -> str:
    """The words in one spelling, without spaces; it's as 'it' and `s`, they'd as 'they' and `d`."""
    words = words.replace("per cent", "%")
    words = _in_numerals(" ".join(NUMERALS.get(word, word) for word in words.split(" ")))
    for pattern, written in SAME:
        words = pattern.sub(written, words)
    words = words.replace("'s", f" {s}").replace("'d", f" {d}").replace("'", "")
    return BETWEEN_LETTERS.sub("", " ".join(SPELLINGS.get(word, word) for word in words.split(" ")))
