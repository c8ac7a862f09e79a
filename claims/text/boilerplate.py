"""Lines that belong to the site around an article, not to its copy.

Only whole lines go, and only such as no reporter writes: when in doubt, a line stays. Credits
of pictures stay too, for they run with the article.
"""

import re

from claims.text.date_tokens import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS
from claims.text.dates import dateline_of

_LONGEST = 300  # Code points; what a site says around an article is shorter.

PLATFORM = (
    r"(?:bluesky|e-?mail|facebook|flipboard|instagram|linkedin|mastodon|messenger|pinterest|reddit"
    r"|telegram|threads|tiktok|twitter|whatsapp|x|youtube)"
)
PIECE = r"(?:article|content|link|news|page|post|story|video)"

# Each is for a whole line, in lower case, without what may frame it.
LINES = [
    # Sharing and printing.
    rf"share(?: (?:this|the))?(?: {PIECE})?(?: (?:on|via|by|with|to) {PLATFORM})?:?",
    r"click to (?:share|print|e-?mail)\b.{0,80}",
    rf"(?:print|save|copy|bookmark|listen to|e-?mail) (?:this|the) {PIECE}",
    r"copy link|tweet|pin it|print friendly",
    # Following and subscribing.
    rf"(?:follow|like|find|join) (?:us|me) on {PLATFORM}(?:(?:[,:]| and| or| &| for).{{0,80}})?",
    rf"follow .{{1,60}} on {PLATFORM}:? ?@\w{{1,40}}",
    r"sign up (?:for|to|here)\b.{0,160}\b(?:newsletters?|inbox|alerts|updates|briefings?)\b.{0,60}",
    r"subscribe (?:to|for|now|today|here)\b.{0,120}\b(?:channel|inbox|newsletters?|podcast)\b"
    r".{0,60}",
    r"get .{1,120} (?:delivered|sent|straight) (?:directly )?(?:to|in) your inbox.{0,40}",
    r"subscribe(?: now)?|sign (?:in|up)|log in|register(?: now)?",
    # Advertising.
    r"(?:- ?)?advertisements?(?: -.{0,40})?|sponsored(?: content)?",
    r"(?:story|article) continues (?:below|after)(?: (?:this )?advertisement)?",
    r"continue reading(?: (?:below|the main story))?|scroll (?:down )?to continue(?: reading)?",
    r"skip (?:advertisement|ad|to (?:main )?content)",
    r"anzeige|werbung|publicité|publicidad|pubblicità|publicidade|reklama|advertentie",
    # Other articles.
    r"(?:read|see|watch|learn) (?:more|also|next|too)(?: ?[:|].{0,200})?",
    r"(?:lesen sie auch|(?:à )?lire aussi|lea también|leggi anche|leia também|lees ook"
    r"|czytaj także)(?: ?:.{0,200})?",
    r"(?:next|previous) (?:article|post|story)|back to top|most (?:read|popular)|trending(?: now)?",
    # Comments.
    r"leave a (?:reply|comment)(?: cancel reply)?|cancel reply|comments are (?:closed|off)",
    r"(?:post|add|write|view|show|load) (?:a |all |more )?comments?",
    r"join the (?:conversation|discussion)|\d[\d,.]{0,9} comments?|no comments(?: yet)?",
    r"your e-?mail address will not be published.{0,60}|required fields are marked",
    r"save my name, e-?mail,? .{0,80}",
    r"hinterlassen sie (?:eine antwort|einen kommentar)|laisser un commentaire"
    r"|deja (?:un comentario|una respuesta)",
    # Cookies and rights.
    r"(?:we|this (?:web)?site|our (?:web)?site|we and our partners) uses? cookies\b"
    r"(?=.*(?:accept|agree|consent|experience|polic|privacy|settings)).{0,250}",
    r"(?:accept|reject|manage) (?:all )?cookies|(?:cookie|privacy) (?:policy|settings)",
    r"by (?:continuing to (?:browse|use|visit)|clicking|using)\b.{0,80}"
    r" you (?:accept|agree|consent)\b.{0,150}",
    r"(?:©|copyright (?:© ?|\(c\) ?|(?=\d{4}))|\(c\) ?(?=\d{4})).{1,150}|all rights reserved",
    # What a content system says of a piece.
    r"(?:posted |published |written )?by (?:admin|administrator|webmaster)|source link",
    r"(?:tags|tagged(?: with)?|filed under|posted in|categories): ?.{0,200}",
    r"\d{1,3}[ -]min(?:ute)?s?(?: of)? read(?:ing)?(?: time)?|reading time: ?.{1,30}",
]
_BOILERPLATE = re.compile("|".join(LINES))
FRAME_BEFORE = " \t\u00a0-–—•·*|►▶»["
FRAME_AFTER = " \t\u00a0-–—*|.!…:»›→>]"

# What is written above the headlines of other articles.
RELATED = re.compile(
    r"(?:related|recommended|latest|popular|top|more) "
    r"(?:articles|content|coverage|news|posts|stories|topics)"
    r"|related|recommended(?: for you)?|more (?:from|in|on) .{1,60}|more like this"
    r"|(?:you (?:may|might) (?:also )?|also )like|editors?[’']?s? picks|what to read next"
)
LONGEST_HEADLINE = 150
_SENTENCE_END = re.compile(r"[.。।۔][\"'”’»)\]]*\s*\Z")

# A line that is a date, and nothing but a date and what introduces it.
DATE_LABEL = re.compile(
    r"^(?:(?:first |last )?(?:published|posted|updated|modified)|date)(?: on| at)?\b:?",
    re.IGNORECASE,
)
DATE_TOKEN = re.compile(r"\d+|[^\W\d_]+")
# fmt: off
DATE_WORDS = frozenset([
    *(name.lower() for name in [*WEEKDAYS, *SHORT_WEEKDAYS, *MONTHS, *SHORT_MONTHS]),
    "a", "am", "at", "m", "nd", "of", "on", "p", "pm", "rd", "st", "t", "th", "the", "z",
    "bst", "cest", "cet", "cst", "edt", "eest", "eet", "est", "gmt", "mdt", "msk", "mst", "pdt",
    "pst", "utc",
])
# fmt: on
DATE_MARKS = frozenset(" \t\u00a0,.:/|·–—+-()")
LONGEST_DATE = 80
HEAD_LINES = 3  # Of the lines that are not blank: a date is above or below headline and kicker.
_TOP = 20  # Lines within which those are looked for.


# Who wrote it, on a line of its own under the headline. What cannot be told from a day is none.
CAPITALISED = r"[^\W\d_a-z][\w.’'-]{0,30}"
_PARTICLES = "al bin da de del der di dos du el la van von"
PARTICLE = rf"(?:(?:{'|'.join(_PARTICLES.split())}) ){{0,2}}"
_NO_NAME = r"(?:A|An|Our|The|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) "
WRITER = rf"(?!{_NO_NAME}){CAPITALISED}(?: {PARTICLE}{CAPITALISED}){{1,4}}"
IN_PLACE = rf"(?: in {CAPITALISED}(?: {CAPITALISED})?)?"
ANDS = "and und et y e en та і й и"
_BETWEEN = rf"(?:, | & | \| | (?:{'|'.join(ANDS.split())}) )"
FURTHER = rf"(?:{_BETWEEN}{CAPITALISED}(?: {PARTICLE}{CAPITALISED}){{0,4}}){{0,4}}"
BY = r"(?:(?:By|BY|Von|VON|Par|PAR|Por|POR|Door|DOOR):?|Автор(?:ка|и|ы)?:)"
_BYLINE = re.compile(rf"{BY} (?P<who>{WRITER}{FURTHER}){IN_PLACE}")
_SMALL = frozenset([*_PARTICLES.split(), *ANDS.split()])  # The words of a byline in lower case.


def without_boilerplate(text: str) -> str:
    """`text` without its byline and the lines of the site around it, and the blank lines these
    leave."""
    kept: list[str] = []
    left_gap = False
    head = 0  # Lines seen that are neither blank nor go.
    for line in text.split("\n"):
        is_byline = 0 < head <= HEAD_LINES and _writers(line)
        if is_byline or _is_boilerplate(line):
            left_gap = True
        elif line.strip():
            kept.append(line)
            head += 1
            left_gap = False
        elif not (left_gap and kept and not kept[-1].strip()):
            kept.append(line)
    return "\n".join(kept[: _end(kept)]).strip("\n")


def byline_of(text: str) -> str:
    """Who wrote it, as the line says that without_boilerplate leaves out: 'Ann Lee and Bo Dee'; ''
    where there is none."""
    head = 0
    for line in text.split("\n"):
        if head > HEAD_LINES:
            break
        if head and (who := _writers(line)):
            return who
        if line.strip() and not _is_boilerplate(line):
            head += 1
    return ""


def without_date_line(text: str) -> str:
    """`text` without a line at its head that is nothing but a date, as dateline_of reads it."""
    lines = text.split("\n")
    filled = [place for place, line in enumerate(lines[:_TOP]) if line.strip()]
    for place in filled[:HEAD_LINES]:
        words = DATE_LABEL.sub("", lines[place].strip()).strip()
        if _is_date(words) and dateline_of(words):
            return "\n".join(lines[:place] + lines[place + 1 :]).strip("\n")
    return text


def _writers(line: str) -> str:
    """Whom a line that is a byline names; '' of any other line."""
    byline = _BYLINE.fullmatch(_unframed(line))
    who = byline["who"] if byline else ""
    in_lower_case = {word for word in who.split() if word[0].islower()}
    return who if in_lower_case <= _SMALL else ""


def _is_date(words: str) -> bool:
    if len(words) > LONGEST_DATE:
        return False
    tokens = DATE_TOKEN.findall(words.lower())
    known = all(token.isdigit() or token in DATE_WORDS for token in tokens)
    return known and DATE_MARKS.issuperset(DATE_TOKEN.sub("", words))


def _is_boilerplate(line: str) -> bool:
    if len(line) > _LONGEST:
        return False
    return _BOILERPLATE.fullmatch(_bare(line)) is not None


def _end(lines: list[str]) -> int:
    """How many lines are left without the headlines of other articles at the end."""
    end = len(lines)
    for place in range(len(lines) - 1, 0, -1):
        line = lines[place]
        if len(line) > LONGEST_HEADLINE or _SENTENCE_END.search(line):
            break
        if RELATED.fullmatch(_bare(line)):
            end = place
    return end


def _bare(line: str) -> str:
    return _unframed(line).casefold()


def _unframed(line: str) -> str:
    return line.lstrip(FRAME_BEFORE).rstrip(FRAME_AFTER)
