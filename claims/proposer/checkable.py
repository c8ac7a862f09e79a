"""Which words assert something to be checked: no boilerplate, greetings, questions, wishes."""

import re

from claims.proposer.attribution.verbs import (
    CONTRACTED,
    PAST_ONLY,
    PAST_OR_PARTICIPLE,
    SAME_IN_PAST,
    ends_in_ed,
    finite_verb,
)
from claims.proposer.clauses import lower_words

# What stands around an article on a page, as whole lines.
_BOILERPLATE = re.compile(
    r"""\s*(?:
    by\s(?:admin|staff|(?-i:[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,4}(?:\sin\s[A-Z]\w+)?))
    | (?:advertisement|comments?|menu|newsletters?|related|search|share|topics)
    | (?:leave\sa\s(?:comment|reply)|source\slink)
    | (?:your\semail\saddress\swill\snot\sbe|required\sfields\sare)\b.{0,60}
    | (?:click|skip|tap)\s(?:here|to)\b.{0,80}
    | (?-i:LISTEN|WATCH|READ)\b.{0,120}
    | (?:continue\sreading|read\s(?:also|more|next)|see\salso|sign\s(?:in|up)|subscribe)\b.{0,120}
    | (?:follow|join)\sus\b.{0,120}
    | (?:all\srights\sreserved|copyright|©).{0,120}
    | (?:file\s)?(?:photo|photograph|picture|image|credit)s?\s?(?:by|source|:).{0,120}
    | here(?:[’']s|\sare|\sis)\s(?:how|what|why|(?:\w+\s){1,3}(?:facts|lessons|questions|reasons
        |takeaways|things|ways)\b).{0,80}
    | (?:last\s)?(?:published|updated)\b[:\s].{0,60}
    | share\s(?:on|this|via)\b.{0,60}
    )\s*[.:*!]*\s*""",
    re.VERBOSE | re.IGNORECASE,
)

LONGEST_HEADING, LONGEST_FRAGMENT = 3, 8  # Words without a verb.

_CLOSING = " \t\r\n\"”’'»)]"  # After a full stop.
QUESTION = re.compile(r"[?？؟][\s\"”’'»)\]]*$")
# A question can carry an assertion: 'Do you know that prices have doubled?'
TELLING_QUESTION = re.compile(
    r"\b(?:did|do) you (?:know|realise|realize)\b(?!\W*\Z)|\bwhy is it that\b", re.IGNORECASE
)

# Courtesies and words of passage: nothing to check, unless they tell what happened.
COURTESY = re.compile(
    r"""\b(?:
    congratulations | enough\sis\senough | god\sbless | goes\swithout\ssaying
    | good\s(?:afternoon|evening|luck|morning|night) | goodbye | ladies\sand\sgentlemen
    | may\sI\ssay | more\s(?:about|of|on)\s(?:that|this) | n(?:ot|[’']t)\sagree\smore
    | thank\syou | thanks(?!\sto) | welcome,?\s(?:all|back|every\w+|to)
    | there(?:[’']s|\sis)\s(?:a\slot|more|much|nothing|plenty)\s(?:more\s)?to\s(?:come|do|say|tell)
    )\b
    | ^\W*(?:best\swishes|cheers|dear|happy\s(?:birthday|new)|hello|hi|merry\schristmas|please
        |welcome)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# Under what terms somebody spoke is for the reporter to know.
TERMS = re.compile(
    r"\b(?:ask|declin|did not|refus|request|spoke|speaking|want|wish).{0,60}"
    r"\b(?:anonymity|anonymous(?:ly)?|be (?:identified|named)|(?:her|his|their) names?)\b",
    re.IGNORECASE,
)
# Wishes, orders, views: nothing to check, unless there is substance in them.
SOFT = re.compile(
    r"""\b(?:
    let[’']?s | let\s(?:me|us) | please
    | should | must | ought | (?:needs?|have|has|had|got)\sto | gotta | would | could | might
    | I | you | what\s(?:he|it|she|they|we)
    | certain | confident | convinced | glad | grateful | happy | honou?red | pleased | proud
        | sorry | sure
    | (?:everything|much|a\slot)\s(?:depends|hangs|rests)\son | remains\sto\sbe\sseen
    | deserves? | perhaps | surely | what\smatters | time\s(?:to|will\stell)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# Taste: 'It was a lovely film', wherever it was shown.
TASTE = re.compile(
    r"""(?:\b(?:am|are|feels?|felt|is|looks?|looked|seems?|seemed|sounds?|was|were)|[’']s)
    \s(?:[\w’-]{1,20}\s){0,4}
    (?:(?:right|wrong)(?=\W*$) | amazing|appalling|atrocious|awful|beautiful|boring|breathtaking
    |brilliant|charming|dazzling|delicious
    |delightful|disappointing|disgraceful|disgusting|dreadful|dull|excellent|exciting|fabulous
    |fantastic|fascinating|foolish|funny|glorious|gorgeous|heartbreaking|hilarious|horrible
    |inspiring|lovely
    |magnificent|marvell?ous|nice|outrageous|pathetic|pleasant|ridiculous|sad|shameful|silly
    |spectacular|splendid|stunning|stupid|superb|tasty|tedious|terrible|terrific|thrilling|tragic|ugly|unforgettable|wonderful)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# 'That is the point': a judgement of what was said before.
JUDGEMENT = re.compile(
    r"""\W*(?:(?:and|but|so|because)\s)?(?:here|it|that|there|this|what)(?:,\s\w+,)?(?:[’']s|\sis|\swas)\b.{0,200}
    \b(?:another|answer|bad|best|better|clear|critical|crucial|difference|essential|fair|good|great|honest
        |how|important|issue|key|kind|matters?|point|problem|question|real|right|simple|things?|true
        |way|what|who|why|wrong)\b""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

# A word in -s that another follows may be a verb that no list holds: 'The plant emits sulphur'.
PERHAPS_VERB = re.compile(
    r"(?<=\s)[^\W\d_]{2,20}[^isu\W]s\s(?!(?:and|for|from|in|of|on|or|to|with)\b)"
)
# Substance: a number, a name within the sentence, an amount or comparison, what became of it.
NUMBER_OR_NAME = re.compile(r"\d|(?<=[a-z,;] )[A-Z][a-z]")
_AMOUNT = re.compile(
    r"""\b(?:
    (?<!must\s)(?<!should\s)all
    | almost | average | below | biggest | billion | bill | budget | costs? | declin\w{1,4}
    | deficit | double\w? | dozens? | each | eight | every | few(?:er)? | first | five | four
    | greatest | grow(?:ing|th) | half | highest | hundreds? | increas\w{1,3} | jobs | largest
    | last | laws? | less | lowest | majority | many | million | more | most | nearly | nine
    | numbers? | one(?!\sanother)
    | only | percent | quarter | rate | record | seven | six | spending
    | tax(?:es)? | ten | third | thousands? | three | top | twice | two | vote[ds]? | worst | years?
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
FEELINGS = frozenset({"delighted", "excited", "honored", "honoured", "pleased"})
CAPITALS = re.compile(r"(?<=\s)[A-Z]\w{0,30}")
PERFECT = re.compile(r"\b(?:has|have|[’']ve)\s(?:\w{1,15}\s)?(?:been|\w{2,12}n|\w{2,12}ed)\b")

_PAST = PAST_ONLY | (PAST_OR_PARTICIPLE - SAME_IN_PAST) | {"did", "had", "was", "were"}


def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence belongs to the page around an article, or is but a heading."""
    if sentence[-1] in "。！":  # The script has no spaces: a sentence is one word.
        return False
    words = lower_words(sentence)
    is_heading = (
        len(words) <= LONGEST_HEADING
        and sentence[-1] not in ".!?…"
        and not any(map(str.isdigit, sentence))
        and finite_verb(words) is None
    )
    return len(words) < 2 or is_heading or _BOILERPLATE.fullmatch(sentence) is not None


def is_question(clause: str) -> bool:
    return QUESTION.search(clause) is not None


def is_checkable(clause: str) -> bool:
    """Whether an English clause in its author's own voice has anything that can be checked."""
    if is_question(clause):
        return bool(TELLING_QUESTION.search(clause)) or any(map(str.isdigit, clause))
    if TERMS.search(clause):
        return False
    if COURTESY.search(clause):
        return any(map(str.isdigit, clause)) or _tells_past(clause)
    if TASTE.search(clause) or _is_fragment(clause):
        return any(map(str.isdigit, clause)) or _AMOUNT.search(clause) is not None
    is_view = SOFT.search(clause) or JUDGEMENT.match(clause)
    return not is_view or _has_substance(clause)


def _is_fragment(clause: str) -> bool:
    """'More of that later.' says nothing, for want of a verb; a headline has no full stop."""
    words = lower_words(clause)
    return (
        len(words) <= LONGEST_FRAGMENT
        and clause.rstrip(_CLOSING)[-1:] in (".", "!", ":")
        and finite_verb(words) is None
        and CONTRACTED.isdisjoint(words)
        and PERHAPS_VERB.search(clause) is None
        and NUMBER_OR_NAME.search(clause) is None
    )


def _has_substance(clause: str) -> bool:
    return bool(
        NUMBER_OR_NAME.search(clause)
        or _AMOUNT.search(clause)
        or PERFECT.search(clause)
        or _tells_past(clause)
    )


def _tells_past(clause: str) -> bool:
    """Whether a word may be a past form; no name in capitals: 'the United'."""
    words = lower_words(CAPITALS.sub("", clause))
    return any(word in _PAST or (ends_in_ed(word) and word not in FEELINGS) for word in words)
