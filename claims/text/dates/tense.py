"""Whether words of an English sentence speak of what was or of what is to come."""

import re
from enum import Enum

from claims.text.sentences import Span


class Tense(Enum):
    PAST = "past"
    FUTURE = "future"
    UNCLEAR = "unclear"


# Long enough for a sentence of news copy, and a bound for copy without a full stop.
REACH = 300

IRREGULAR_PAST = """
    became began broke brought built came caught chose cut did died drew drove fell felt fled flew
    found fought gave got grew had heard held hit kept knew laid led left lost made met paid put
    ran rang read rose said sang sat saw sent set shot shut slid sold spent spoke spread stood
    stole struck swore taught threw told took thought understood was went were woke won wore
    withdrew wrote
"""

# Verbs whose present tells of a date to come: “talks begin on Monday”.
TIMETABLE = """
    arrive arrives begin begins convene convenes expire expires face faces kick kicks meet meets
    open opens resume resumes start starts take takes
"""

FUTURE_WORDS = """
    agreed aims expect expected expects hope hopes intend intends plan planned planning
    plans pledged prepared prepares preparing promised promises scheduled slated threatens
    tomorrow tonight upcoming vowed vows wants
"""

# The verb after them tells nothing: “will cut”.
MODALS = "will|won['’]t|would|['’]ll|shall|must"

NO_VERB_IN_ED = "embed|exceed|feed|hundred|indeed|need|proceed|sacred|speed|succeed|weed|hatred"


def _any_of(words: str) -> str:
    return "|".join(words.split())


# “held” tells nothing in “to be held”, “meet” nothing in “to meet”, “followed” nothing in “followed
# by”: the verb before them does.
CUE = re.compile(
    rf"""\b(?:
    (?:be|being|is|are|to) \s (?! (?:{_any_of(FUTURE_WORDS)}) \b)
        (?: {_any_of(IRREGULAR_PAST)} | {_any_of(TIMETABLE)} | [a-z]{{2,20}}ed )
    | [a-z]{{2,20}}ed \s by
    | (?P<future> (?:{MODALS}) (?:\s (?:also|be|not|now|only))? (?:\s [a-z]+)?
        | {_any_of(FUTURE_WORDS)} | {_any_of(TIMETABLE)} | ahead \s of
        | due (?! \s to \s (?:an?|his|her|its|their|the) \b)
        | (?:is|are|was|were) \s (?:set \s|going \s)? to | set \s to | (?:have|has|had) \s until)
    | (?P<past> {_any_of(IRREGULAR_PAST)} | (?:have|has) \s (?:been|also|not|never|already)
        | (?! (?:{NO_VERB_IN_ED}) \b) [a-z]{{2,20}}ed)
    )\b""",
    re.VERBOSE,
)
BOUNDARY = re.compile(r"""[,;:()“”"—–]|\s-\s|\b(?:that|but|which|who|after|while|because)\b""")
TO_DO = re.compile(r"\bto [a-z]+\b")


def tense_at(text: str, sentence: Span, words: Span) -> Tense:
    """The tense that governs `words` in `sentence`.

    The last verb before them in their clause decides, else the first one after them there, else
    the same in the sentence, else a bare infinitive, as headlines have it.
    """
    start, end = max(sentence.start, words.start - REACH), min(sentence.end, words.end + REACH)
    before, after = text[start : words.start], text[words.end : end]
    clause_start = max((cut.end() for cut in BOUNDARY.finditer(before)), default=0)
    following = BOUNDARY.search(after)
    clause_end = following.start() if following else len(after)
    cues = (
        _cues(before[clause_start:])[-1:]
        + _cues(after[:clause_end])[:1]
        + _cues(before[:clause_start])[-1:]
        + _cues(after[clause_end:])[:1]
    )
    if cues:
        return cues[0]
    return Tense.FUTURE if TO_DO.search(before) else Tense.UNCLEAR


def _cues(words: str) -> list[Tense]:
    return [Tense(found.lastgroup) for found in CUE.finditer(words) if found.lastgroup]
