"""The words by which an assertion's kind is told, as patterns; and reporting verbs by kind."""

import re

from claims.choices import Kind


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})\b", re.IGNORECASE)


# Bounded gaps keep the patterns linear in any text.
_GAP = r"(?:\s[\w’'-]+){0,3}?"
ALLEGATIONS = r"(?:accusations?|allegations?|claims?|reports?|rumou?rs?|speculation|suggestions?)"

DENIAL = _any_of(
    r"den(?:y|ies|ied|ying)(?! (?:access|bail|entry|permission|service|them|him|her|us))",
    r"denials? (?:of|that)",
    r"disavow(?:s|ed|ing)?",
    r"disput(?:es|ed) (?:that|the claim)",
    r"no truth (?:in|to)",
    rf"(?:dismiss|reject)(?:es|s|ed|ing)?{_GAP} {ALLEGATIONS}",
    r"rebut(?:s|ted|ting)?",
    r"refut(?:e|es|ed|ing)",
)
ACCUSATION = _any_of(
    r"accus(?:e|es|ed|ing)",
    r"accusations? (?:that|of|against)",
    r"alleg(?:e|es|ed|edly|ing|ations?)",
    r"blam(?:e|es|ed|ing)",
    r"charg(?:es|ed|ing) (?:that|(?:[\w’'-]+ ){0,6}with)",
    r"(?:guilty of|responsible for the (?:attack|death|killing|murder)s?)",
    r"implicat(?:es|ed|ing)",
)
DEMAND = _any_of(
    r"appeal(?:s|ed|ing)? (?:for|to)",
    r"(?:ask|order|press|tell|told)(?:s|ed|ing)? (?!not to be )[\w’' ]{1,30}? to",
    r"(?:are|been|is|was|were) (?:asked|ordered|told|urged) (?:not )?to",
    r"call(?:s|ed|ing)? (?:for|on)",
    r"demand(?:ed|ing)",
    r"demands? (?:an?|his|her|more|that|the|their|to)",
    r"demands (?:for|include)",
    r"insist(?:s|ed|ing)? (?:on|that \w+(?: \w+)? (?:must|be))",
    r"urg(?:e|es|ed|ing)",
    rf"wants? [A-Z]\w+{_GAP} \w+ed",
    r"wants? [A-Z]\w+ to",
    r"ultimatum",
)
# A threat says what follows if its hearer does not do as told.
CONDITION = (
    r"(?:if|unless|in the event|should (?:he|it|she|talks|the|they|(?-i:[A-Z])\w+)"
    r"|or (?:be |else |to )?(?:confront|face|risk|suffer))"
)
COMMITMENT = _any_of(
    rf"warn(?:s|ed|ing)?\b[^.!?]{{0,160}}?\b{CONDITION}",
    rf"(?:tell|told|tells|warn|warns|warned) \w+ to\b[^.!?]{{0,120}}?\b{CONDITION}",
    r"warn(?:s|ed|ing)? (?:that )?(?:he|it|she|they|we) (?:will|would)",
    r"commit(?:s|ted|ting)? (?:itself|himself|herself|themselves|ourselves|to)",
    r"guarantee(?:s|d|ing)? (?:that|to)",
    r"(?<!on )offer(?:s|ed|ing)? to",
    r"pledg(?:e|es|ed|ing)",
    r"promis(?:e|es|ed|ing)",
    r"(?<!been )(?<!being )(?<!was )(?<!were )threaten(?:s|ed|ing)?",
    r"vow(?:s|ed|ing)?",
    r"(?:swore|undertook|undertakes) to",
    r"(?:prepared|ready|willing) to (?:discuss|meet|negotiate|talk)",
    r"would(?: \w+)? (?:discuss|negotiate|talk)",
    r"or (?:else )?(?:confront|face|suffer)",
)
# Of who speaks alone: 'we will', not 'it will'.
OWN_COMMITMENT = _any_of(
    r"(?:I|we)(?: will|[’']ll| shall|[’'](?:m|re) going to)",
    r"(?:I am|we are) going to",
)
CONDITIONAL = _any_of(
    rf"(?:will|would|prepared to|ready to)\b[^.!?]{{0,120}}?\b{CONDITION}",
)
PREDICTION = _any_of(
    r"anticipat(?:e|es|ed|ing)",
    r"expect(?:s|ed|ing)?",
    r"forecast(?:s|ed|ing)?",
    r"(?:is|are|was|were) (?:un)?likely to",
    r"predict(?:s|ed|ing|ion|ions)?",
    r"project(?:s|ed|ions?) (?:that|to|a|an)",
    r"projected",
)
FUTURE = _any_of(r"(?:going to|shall|will|won[’']t|would)", r"\w+[’']ll")
# What they tell is a prediction where there is something to hold it against: a figure, a date, a
# speaker. May is a month, too, and 'could see' tells what somebody saw.
POSSIBLE = _any_of(
    r"(?:could|(?-i:may|might))(?! (?:be heard|be seen|feel|hear|not|only|see|smell))"
)
# What is announced for a day, not foretold.
SCHEDULED = _any_of(
    r"(?:will|would|shall) (?:\w+ly |also |then )?(?:address|appear|arrive|attend|be (?:held|sworn|"
    r"unveiled)|begin|chair|close|debate|depart|end|face|fly|gather|go on|head|hold|host|launch|"
    r"leave|meet|move|open|play|present|publish|release|reopen|report|resume|return|send|sign|"
    r"speak|stage|start|step down|stop|take (?:effect|office|part|place|over)|travel|unveil|visit|"
    r"vote)",
)
# What speakers say they will do themselves.
OWN_FUTURE = re.compile(
    r"(?:that )?(?P<who>he|she|it|they)(?: will| would|[’'](?:ll|d))(?: \w+ly| also)? "
    r"(?!be (?:able|glad|happy)|have|like|not|rather)",
    re.IGNORECASE,
)
LAW = _any_of(
    r"(?:amendment|article|directive|regulation|rule|section) \d{1,4}",
    r"(?:by|into) law",
    r"(?:are|be|is|was|were) (?:(?:also|not|now|still) )?(?:allowed|banned|entitled|forbidden|"
    r"obliged|permitted|prohibited|required) (?:from|to)",
    r"(?:are|is) (?:(?:also|now|still) )?(?:banned|forbidden|outlawed|prohibited)",
    r"(?:adopt|approv|enact|pass|repeal|sign)(?:e|es|s|ed|ing)? [\w’' ]{0,40}?(?:act|bill|laws?|"
    r"legislation|statute|treaty)",
    r"constitutional(?:ly)?",
    r"^(?-i:(?:All |Any |Every )?[A-Z][a-z]+s) (?:[\w’'-]+ ){0,3}(?:may not|must)",
    r"(?:an? )(?:crime|felony|offen[cs]e) (?:for|to|under)",
    r"(?:is|are|was|were|be|been|makes?|made)(?: it)? (?:illegal|legal|lawful|unlawful|a crime)",
    r"(?:act|amendment|bill|charter|code|constitution|court|decree|directive|law|laws|legislation|ordinance|rules|"
    r"ruling|statute|treaty)(?: \w+){0,3}? (?:allow|ban|bar|bind|entitle|exempt|forbid|grant|"
    r"guarantee|limit|mandate|permit|prohibit|protect|provide|require|stipulate)(?:s|ned|red|ted|d|"
    r"ed)?",
    r"(?:ban|limit|outlaw|permit|prohibit|require)(?:s|ned|red|ed|d|ted)? (?:by|under) (?:the )?"
    r"(?:\w+ )?(?:act|constitution|law|rules|treaty)",
    r"(?:breach|infring|violat)(?:e|es|ed|ing|ion of)? [\w’ ]{0,30}?(?:act|constitution|law|laws|"
    r"rules|statute|treaty)",
    r"under [\w’ ]{0,30}?(?:act|charter|constitution|law|laws|rules|statute|treaty)",
)
# A colon after such a noun explains what the rule says.
RULE_BEFORE = re.compile(
    r"\b(charter|law|principles?|rules?|treaty)[”\"’']?:[^.:;]{0,60}$", re.IGNORECASE
)
RULE_SAYS = _any_of(r"(?:is|are|must|may|shall|can|cannot)")
POSITION = _any_of(
    r"(?:un)?willing",
    r"(?:un)?acceptable",
    r"(?:are|is|remain|remained|remains|was|were) (?:fully |firmly )?committed to",
    r"(?:agree|disagree|object)(?:s|d|ed)? (?:with|that|to)",
    r"(?:back|endors|favou?r|oppos|reject|support)(?:e|s|es|ed|d|ing)"
    r"(?! (?:away|by|down|out))",
    r"refus(?:e|es|ed|ing)",
    r"(?:areas?|room) (?:of|for) (?:a |possible |potential )?(?:agreement|bargain|compromise)",
    r"(?:express|voic)(?:e|es|ed|ing) (?:hope|concern|doubt|support|opposition)",
)
SCHEDULE = _any_of(
    r"about to",
    r"(?:is|are|was|were) (?:due|planned|scheduled|set|slated) (?:to|for)",
    r"expected to (?:arrive|attend|begin|meet|open|speak|start|take place|travel|visit|vote)",
    r"(?:is|are|was) to(?! blame)",
    r"preparing (?:for|to)",
    r"prepared for (?:formal |possible )?(?:elections?|meetings?|talks|votes?)",
    r"(?:ahead|on the eve) of",
)
# Behind these words stands no main verb.
SUBORDINATE = _any_of(r"how|if|that|whether|which|who")
# Something was done, which is more than a state; but 'was based in', 'was born' is what is.
DONE = _any_of(
    r"(?:was|were|been|being) (?:\w+ly )?(?!based|called|composed|considered|designed|founded|"
    r"interested|involved|known|located|named|supposed|used)(?:\w{2,20}[^e\W]ed|beaten|bought|"
    r"broken|brought|cut|driven|forced|found|freed|given|hit|held|hurt|killed|left|lost|met|paid|"
    r"sent|set|shot|shut|sold|stolen|struck|sunk|taken|thrown|told|torn|withdrawn|won)",
)
STATE = _any_of(
    r"(?:am|are|is|was|were|remains?|(?:has|have) been)",
    r"(?:he|here|it|she|that|there|they|we|what)[’'](?:re|s)",
)

# Of two that open with the same word the one above counts.
ACTS = (
    (Kind.DENIAL, DENIAL),
    (Kind.COMMITMENT, COMMITMENT),
    (Kind.ACCUSATION, ACCUSATION),
    (Kind.DEMAND, DEMAND),
    (Kind.EVENT, SCHEDULE),
    (Kind.PREDICTION, PREDICTION),
    (Kind.POSITION, POSITION),
)
# What a speaker does by saying something, by the verb's dictionary form.
VERBS = {
    "accuse": Kind.ACCUSATION, "allege": Kind.ACCUSATION, "ask for": Kind.DEMAND,
    "blame": Kind.ACCUSATION,
    "call for": Kind.DEMAND, "call on": Kind.DEMAND, "commit to": Kind.COMMITMENT,
    "demand": Kind.DEMAND,
    "deny": Kind.DENIAL, "dispute": Kind.DENIAL, "expect": Kind.PREDICTION,
    "forecast": Kind.PREDICTION,
    "guarantee": Kind.COMMITMENT, "insist on": Kind.DEMAND, "offer": Kind.COMMITMENT,
    "order": Kind.DEMAND,
    "pledge": Kind.COMMITMENT, "predict": Kind.PREDICTION, "promise": Kind.COMMITMENT,
    "rebut": Kind.DENIAL, "refute": Kind.DENIAL, "request": Kind.DEMAND, "seek": Kind.DEMAND,
    "swear": Kind.COMMITMENT, "threaten": Kind.COMMITMENT, "urge": Kind.DEMAND,
    "vow": Kind.COMMITMENT, "want": Kind.DEMAND,
}  # fmt: skip
# What is only thought is a position, whatever it is about.
VIEWS = frozenset({
    "agree", "believe", "consider", "disagree", "doubt", "fear", "hope", "suspect", "think", "view",
    "worry",
})  # fmt: skip
