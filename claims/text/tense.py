"""Whether words of an English sentence speak of what was or of what is to come."""

import re
from enum import Enum

from claims.text.sentences import Span


class Tense(Enum):
    PAST = "past"
    FUTURE = "future"
    UNCLEAR = "unclear"


# Long enough for a sentence of news copy, and a bound for copy without a full stop.
_REACH = 300

IRREGULAR_PAST = """
    beat became began broke brought built came caught chose cut dealt did died drew drove fell felt
    fled flew found fought gave got grew had heard held hid hit kept knew laid led left lit lost
    made met overcame paid put ran rang read rode rose said sang sank sat saw sent set shot shut
    slid sold sought spent split spoke spread stood stole struck swept swore taught thought threw
    told took tore understood undertook upheld was went were withdrew woke won wore wrote
"""

# Verbs whose present tells of a date to come: “talks begin on Monday”.
TIMETABLE = """
    arrive arrives begin begins closes concludes convene convenes departs ends expire expires face
    faces gather gathers hosts kick kicks leaves meet meets open opens reopen reopens resume
    resumes start starts take takes visits votes
"""

FUTURE_WORDS = """
    agreed aims expect expected expects hope hopes intend intends likely plan planned planning
    plans pledged prepared prepares preparing promised promises scheduled slated threatens
    tomorrow tonight unlikely upcoming vowed vows wants
"""

# Who is visiting on Monday is yet to do so; who is investigating an attack on Monday need not be.
ARRANGED = """
    arriving flying heading holding hosting leaving meeting opening playing returning travelling
    traveling visiting voting
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
    (?:be|being|is|are|remains?|stays?|to) \s (?! (?:{_any_of(FUTURE_WORDS)}|set\ (?:for|to)) \b)
        (?: {_any_of(IRREGULAR_PAST)} | {_any_of(TIMETABLE)} | [a-z]{{2,20}}ed )
    | [a-z]{{2,20}}ed \s by
    | (?P<future> (?:{MODALS}) (?:\s (?:also|be|not|now|only))? (?:\s [a-z]+)?
        | {_any_of(FUTURE_WORDS)} | {_any_of(TIMETABLE)} | [Aa]head \s of
        | comes? \s into | (?:is|are) \s (?:forecast|{_any_of(ARRANGED)})
        | (?:flies|go|goes|heads?|returns|runs|travels?) \s (?:from|on|through|to|until)
        | (?:can|could|may|might) (?! \s (?:have|not) \b)
        | due (?! \s to \s (?:an?|his|her|its|their|the) \b)
        | (?:is|are|was|were) \s (?:set \s|going \s)? to | set \s (?:for|to)
        | (?:have|has|had) \s until)
    | (?P<past> (?:was|were) \s (?:agreed|open) | {_any_of(IRREGULAR_PAST)}
        | (?:have|has) \s (?:been|also|not|never|already)
        | (?! (?:{NO_VERB_IN_ED}) \b) [a-z]{{2,20}}ed)
    )\b""",
    re.VERBOSE,
)
BOUNDARY = re.compile(r"""[,;:()“”"—–]|\s-\s|\b(?:that|but|which|who|after|while|because)\b""")
# In “said talks on Monday will”, the day is part of what will be, not of the saying.
AUXILIARY = re.compile(rf"\s(?:{MODALS}|are|had|has|have|is|was|were)\b")
BOUNDARY_OF_SUBJECT = re.compile(rf"{BOUNDARY.pattern}|\b(?:said|says)\b")
# “Ministry to cut grants on Monday”, “the vote is on Monday”.
TO_COME = re.compile(
    r"\bto (?!(?:an?|her|his|its|the|their)\b)[a-z]+\b"
    r"|\b(?:is|are)(?: (?:at|for|in|on|out)){0,2} \Z"
)


def tense_at(text: str, sentence: Span, words: Span) -> Tense:
    """The tense that governs `words` in `sentence`.

    The last verb before them in their clause decides, else the first one after them there, else
    the same in the sentence, else a bare infinitive, as headlines have it, or an “is” right before.
    """
    start, end = max(sentence.start, words.start - _REACH), min(sentence.end, words.end + _REACH)
    before, after = text[start : words.start], text[words.end : end]
    boundary = BOUNDARY_OF_SUBJECT if AUXILIARY.match(after) else BOUNDARY
    clause_start = max((cut.end() for cut in boundary.finditer(before)), default=0)
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
    return Tense.FUTURE if TO_COME.search(before) else Tense.UNCLEAR


def _cues(words: str) -> list[Tense]:
    return [Tense(found.lastgroup) for found in CUE.finditer(words) if found.lastgroup]
