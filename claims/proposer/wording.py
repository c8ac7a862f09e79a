"""An assertion as one neutral sentence that stands alone."""

import re

from claims.choices import Kind
from claims.proposer.attribution import Attribution
from claims.proposer.attribution.reporting import IRREGULAR
from claims.proposer.attribution.verbs import PAST_OR_PARTICIPLE, ends_in_ed, finite_verb
from claims.proposer.clauses import lower_words
from claims.text.sentences import Span

_LONGEST = 1_000  # Code points.

# They tie a sentence to the one before, and say nothing of their own.
CONNECTIVE = re.compile(
    r"""(?:(?:
    accordingly | additionally | also | although | and | as\sa\sresult | besides | but
    | by\scontrast | consequently | even\sso | finally | for\s(?:example|instance) | furthermore
    | hence | however | in\s(?:addition|contrast|fact|other\swords|particular|turn) | indeed
    | instead | likewise | meanwhile | moreover | nevertheless | nonetheless | nor
    | on\sthe\s(?:contrary|other\shand) | or | rather | similarly | so | still | that\sis | then
    | therefore | though | thus | well | whereas | while | yet
    )\b,?\s+(?!(?:of|than|that)\b)){1,3}""",
    re.VERBOSE | re.IGNORECASE,
)
# After the subject they tie as well: 'she also said', 'would instead discuss'.
LINKING_ADVERB = re.compile(r"(?<=\w),?\s(?:also|instead|however|therefore),?(?=\s)")

ADVERBS_AT_END = re.compile(r"(?: (?:also|even|now|often|only|still|\w{2,20}ly))+$")

# Capitals that are only a sentence's: any other first word may be a name.
OPENING_WORDS = frozenset({
    "A", "After", "All", "An", "Any", "As", "At", "Before", "Both", "By", "During", "Each",
    "Every", "Few", "For", "From", "He", "Her", "His", "If", "In", "It", "Its", "Many", "More",
    "Most", "My", "No", "None", "On", "Only", "Our", "She", "Since", "Some", "That", "The",
    "Their", "There", "These", "They", "This", "Those", "To", "Two", "Under", "We", "When",
})  # fmt: skip

QUOTATION = re.compile(r"[“\"«„‘]|''")
# The marks that each may close.
CLOSES = {"”": "“„", "“": "„", "’": "‘", "»": "«", "«": "»", '"': '"', ")": "(", "]": "["}
_MARKS = frozenset('“”„‘’«»"()[]')
PASSIVE = re.compile(r"\b(?:can|could|may|might|must|shall|should|will|would)(?: not)? be\b")
INTRANSITIVE = frozenset({
    "agreed", "collapsed", "declined", "died", "disagreed", "disappeared", "failed", "happened",
    "laughed", "remained", "resigned", "responded", "retired", "succeeded", "waited", "worked",
})  # fmt: skip
WHEN_OR_WHERE = re.compile(r"whe(?:n|re)\s+")
RELATIVE_PRONOUNS = frozenset({"that", "which", "who"})
STOP_IN_QUOTATION = re.compile(r"[.,](?=[”\"]$)")
# A comma after which who speaks is told about ends nothing: 'said Lee, the mayor of Oslo'.
RESUMPTION = re.compile(r"[,:;—]\s(?!(?:an?|the|who|which|whose)\s)")
TRAILING = " \t\r\n,;:.!?…-–—。"


def without_connective(words: str) -> str:
    """`words` without 'But', 'Instead,' and the like before them."""
    found = CONNECTIVE.match(words)
    rest = words[found.end() :] if found else words
    return rest if any(map(str.isalnum, rest)) else words


def subject_of(clause: str) -> str:
    """The words before the first finite verb of a clause, '' where there are none."""
    words = without_connective(clause.strip())
    place = finite_verb(lower_words(words))
    return ADVERBS_AT_END.sub("", " ".join(words.split()[:place])) if place else ""


def statement_of(
    text: str, span: Span, kind: Kind, attribution: Attribution | None, subject: str
) -> str:
    """What text[span] asserts: one line of at most 1,000 code points, with a full stop.

    `subject` is what the words go on about where they have no subject of their own, or ''.
    """
    words = f"{subject} {without_connective(text[span.start : span.end])}".lstrip()
    if attribution and attribution.speaker:
        words = _reported(text, span, kind, attribution, attribution.speaker, subject)
    quoted = QUOTATION.search(words)
    own = quoted.start() if quoted else len(words)
    return as_sentence(LINKING_ADVERB.sub("", words[:own]) + words[own:])


def shared_verb(before: str, clause: str) -> str:
    """'could be' for 'fares cut' after 'The line could be closed', else ''."""
    words = lower_words(clause)
    last = words[-1] if words else ""
    is_participle = last in PAST_OR_PARTICIPLE or (ends_in_ed(last) and last not in INTRANSITIVE)
    if not is_participle or finite_verb(words) != len(words) - 1:
        return ""
    shared: list[str] = PASSIVE.findall(before)
    return shared[-1] if shared else ""


def cited_by(speaker: str | None, words: str) -> str:
    """A noun phrase as a sentence that cites it: by the article itself where nobody else is said to
    have used the words."""
    says = f"{speaker} spoke" if speaker else "The article speaks"
    return as_sentence(f"{says} of {words.strip(TRAILING)}")


def clause_cited_by(speaker: str | None, words: str) -> str:
    """The same of words that are no noun phrase: 'which fell by a third', 'on the eve of a vote';
    'when it fell' stands alone without its first word."""
    if told := WHEN_OR_WHERE.match(words):
        rest = words[told.end() :]
        return as_sentence(_said(speaker, "", rest) if speaker else rest)
    says = f"{speaker} said" if speaker else "The article says"
    return as_sentence(f"{says}: {words.strip(TRAILING)}")


def as_sentence(words: str) -> str:
    """`words` in one line, from a capital to a full stop, cut where they are too long."""
    whole = " ".join(words.split())
    line = _without_stray_marks(whole[: _LONGEST - 1].rstrip(TRAILING).lstrip(" ,;:"))
    if len(whole) >= _LONGEST:
        line = line[: _LONGEST - 2].rstrip() + "…"
    return line[:1].upper() + line[1:] + "."


def _without_stray_marks(line: str) -> str:
    """`line` without the marks at its ends that lack their other half."""
    stray = _stray_marks(line)
    start, end = 0, len(line)
    while start < end and (start in stray or line[start].isspace()):
        start += 1
    while end > start and (end - 1 in stray or line[end - 1] in TRAILING):
        end -= 1
    return STOP_IN_QUOTATION.sub("", line[start:end])


def _stray_marks(line: str) -> set[int]:
    """The places of the marks in `line` that open or close nothing; ’ may be an apostrophe."""
    opened: list[int] = []
    closing: set[int] = set()
    for place, mark in enumerate(line):
        if mark not in _MARKS:
            continue
        if opened and line[opened[-1]] in CLOSES.get(mark, ""):
            opened.pop()
        elif mark in "”)]":
            closing.add(place)
        elif mark != "’":
            opened.append(place)
    return closing.union(opened)


def _reported(
    text: str, span: Span, kind: Kind, attribution: Attribution, speaker: str, subject: str
) -> str:
    """The assertion with the speaker before what is said."""
    quoted = [q for q in attribution.quotations if q.span.overlaps(span)]
    opens = max(attribution.content.start, span.start)
    if kind is Kind.QUOTATION and quoted and quoted[0].span.start <= opens:
        start = max(quoted[0].words.start, span.start)
        end = min(quoted[-1].words.end, span.end)
        return f"{speaker} said: “{text[start:end].strip(' ,.')}”"
    cue, source = attribution.cue, attribution.source
    if cue is None or (text[cue.start : cue.end] == ":" and cue.end <= attribution.content.start):
        return f"{speaker} said: {subject} {without_connective(text[opens : span.end])}"
    if not span.contains(cue):
        return _said(speaker, subject, text[span.start : span.end])
    before, after = text[span.start : cue.start], text[cue.end : span.end]
    if source and span.start <= source.start < source.end <= cue.start:
        before = text[span.start : source.start]
        if text[source.start : source.end].lower() in RELATIVE_PRONOUNS:
            return without_connective(text[span.start : span.end])
        if cue.start < attribution.content.start:  # Who speaks comes first as it is.
            owns = "’s" if text[source.start : source.end].endswith(("’s", "'s")) else ""
            after = text[source.end : span.end].lstrip(" ,")
            return f"{without_connective(before)}{speaker}{owns} {after}"
    elif source and cue.end <= source.start < source.end <= span.end:
        after = text[source.end : span.end]
    elif not before.strip(TRAILING):  # 'calling it a lie': the speaker stands further up.
        return f"{speaker} {past_of(attribution.verb)}{after}"
    said = before.rstrip(TRAILING) + _resumed(after)
    if not said.strip():  # 'Officials said, the bridge would close': no more than who said it.
        said = after.strip(TRAILING) or text[span.start : span.end]
    return _said(speaker, subject, said)


def _resumed(after: str) -> str:
    """What is said after 'he told reporters,' without the rest of who says it to whom."""
    joint = RESUMPTION.search(after)
    if joint is None:
        return ""
    return (": " if joint[0].startswith(":") else " ") + after[joint.end() :]


def _said(speaker: str, subject: str, said: str) -> str:
    said = without_connective(said.strip(TRAILING))
    if subject:
        said = f"{subject} {said}"
    first = re.match(r"[A-Z][a-z]*\b", said)
    if first and first[0] in OPENING_WORDS:
        said = said[0].lower() + said[1:]
    elif first:
        return f"{speaker} said: {said}"  # Whether the first word is a name cannot be told.
    return f"{speaker} said that {said}"


def past_of(verb: str) -> str:
    """The past of a verb of saying by its dictionary form: 'called' of 'call'."""
    verb, space, particle = verb.partition(" ")
    if verb in IRREGULAR:
        past = IRREGULAR[verb][1]
    elif verb.endswith("y") and verb[-2:-1] not in "aeo":
        past = f"{verb[:-1]}ied"
    else:
        past = verb + ("d" if verb.endswith("e") else "ed")
    return past + space + particle
