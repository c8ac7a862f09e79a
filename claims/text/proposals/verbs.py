"""A rough eye for English finite verbs: enough to tell a clause from an item of a list."""

from collections.abc import Sequence

# To be, to have, to do, and the modals, in every finite form.
AUXILIARIES = frozenset({
    "am", "are", "can", "cannot", "could", "did", "do", "does", "had", "has", "have", "is", "may",
    "might", "must", "ought", "shall", "should", "was", "were", "will", "would",
})  # fmt: skip

# Past forms that are no participles: 'rose' is what something did, always.
PAST_ONLY = frozenset({
    "ate", "became", "began", "blew", "broke", "came", "chose", "drew", "drove", "fell", "flew",
    "froze", "gave", "grew", "knew", "lay", "ran", "rang", "rode", "rose", "sang", "sank", "saw",
    "shook", "shrank", "spoke", "sprang", "stole", "swam", "swore", "threw", "took", "tore",
    "underwent", "went", "withdrew", "woke", "wore", "wrote",
})  # fmt: skip
# Past forms that are participles as well, as those in -ed are: 'a deal made by', 'he made'.
PAST_OR_PARTICIPLE = frozenset({
    "beat", "bet", "bid", "bought", "brought", "built", "caught", "cost", "cut", "dealt", "fed",
    "felt", "fled", "fought", "found", "got", "heard", "held", "hid", "hit", "hurt", "kept", "laid",
    "led", "left", "lent", "let", "lost", "made", "meant", "met", "overcame", "paid", "put", "quit",
    "read", "said", "sat", "sent", "set", "shot", "shut", "slept", "sold", "sought", "spent",
    "split", "spread", "stood", "struck", "stuck", "swung", "taught", "thought", "told",
    "understood", "won",
})  # fmt: skip

# Verbs of the news, for their forms in the present, which look like plural nouns.
PRESENT = frozenset({
    "accept", "accuse", "add", "admit", "affect", "agree", "aim", "allow", "announce", "appeal",
    "appear", "argue", "arrive", "ask", "attack", "attend", "back", "ban", "bar", "become", "begin",
    "believe", "belong", "blame", "borrow", "bring", "build", "buy", "call", "carry", "cause",
    "claim", "close", "come", "compare", "confirm", "contain", "continue", "contribute", "control",
    "cost", "cover", "create", "criticise", "criticize", "cut", "deal", "decide", "decline",
    "demand", "deny", "depend", "describe", "die", "disagree", "dismiss", "drop", "earn", "employ",
    "end", "enjoy", "enter", "estimate", "exceed", "exist", "expect", "export", "express", "extend",
    "face", "fail", "fall", "fear", "feel", "fight", "find", "follow", "force", "forecast", "fund",
    "gain", "get", "give", "go", "grow", "hang", "happen", "hate", "hear", "help", "hold", "hope",
    "host", "impose", "include", "increase", "insist", "intend", "introduce", "invest", "involve",
    "join", "keep", "kill", "know", "lack", "lead", "leave", "lie", "like", "live", "lose", "love",
    "maintain", "make", "mark", "mean", "measure", "meet", "menace", "move", "name", "need", "note",
    "occupy", "occur", "offer", "open", "operate", "oppose", "order", "own", "pay", "plan", "play",
    "pledge", "point", "predict", "prepare", "prevent", "produce", "promise", "propose", "protect",
    "provide", "put", "raise", "range", "reach", "receive", "recognise", "recognize", "reduce",
    "refer", "refuse", "reject", "rely", "remain", "remember", "report", "represent", "require",
    "respond", "rise", "rule", "run", "say", "see", "seek", "seem", "sell", "send", "serve", "set",
    "show", "sign", "spend", "stand", "start", "state", "stay", "stop", "suffer", "suggest",
    "support", "take", "talk", "target", "tell", "think", "threaten", "total", "trade", "travel",
    "try", "turn", "understand", "urge", "use", "visit", "vote", "vow", "want", "warn", "win",
    "withdraw", "work", "worry", "write",
})  # fmt: skip


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")


THIRD_PERSON = frozenset(map(_third_person, PRESENT))

PRONOUNS = frozenset({
    "he", "i", "it", "she", "that", "there", "these", "they", "this", "those", "we", "who", "you",
})  # fmt: skip

# Of these the forms in the present are more often nouns: 'arms control', 'new rules'.
NOUNS_TOO = frozenset({
    "aim", "appeal", "attack", "ban", "bar", "call", "cause", "claim", "control", "cost", "cover",
    "cut", "deal", "demand", "drop", "end", "estimate", "export", "face", "fall", "fear", "fight",
    "force", "forecast", "fund", "help", "hope", "increase", "lead", "like", "mark", "measure",
    "move", "name", "need", "note", "offer", "order", "plan", "play", "pledge", "point", "promise",
    "raise", "range", "reach", "report", "rise", "rule", "run", "show", "sign", "stand", "start",
    "state", "stop", "support", "talk", "target", "total", "trade", "turn", "use", "visit", "vote",
    "vow", "win", "work", "worry",
})  # fmt: skip
NOUNS_IN_S = frozenset(map(_third_person, NOUNS_TOO))

# What an object opens with.
DETERMINERS = frozenset({
    "a", "an", "any", "her", "his", "its", "my", "no", "our", "some", "that", "the", "their",
    "these", "this", "those", "to", "your",
})  # fmt: skip

# Contracted with a verb after them: 'we've', 'it's', 'they'll'.
CONTRACTED = frozenset(
    pronoun + ending
    for pronoun in PRONOUNS | {"here", "what"}
    for ending in ("'d", "'ll", "'m", "'re", "'s", "'ve")
)

# After one of these stands a noun or a participle, never a finite verb.
NO_VERB_NEXT = frozenset({
    "a", "about", "against", "all", "an", "any", "as", "at", "been", "being", "between", "both",
    "by", "each", "every", "for", "from", "her", "his", "in", "into", "its", "more", "most", "my",
    "new", "no", "of", "on", "our", "over", "some", "than", "the", "their", "these", "those", "to",
    "under", "with", "without", "your",
})  # fmt: skip

# What stands after one of these, up to its own verb, is no main clause.
SUBORDINATORS = frozenset({
    "after", "because", "before", "how", "if", "since", "that", "unless", "until", "what", "when",
    "where", "whether", "which", "who", "whom", "whose", "why",
})  # fmt: skip


# They stand between a subject and its verb.
BETWEEN = frozenset({"also", "even", "never", "not", "now", "often", "only", "still", "then"})


def finite_verb(words: Sequence[str]) -> int | None:
    """The place of the first finite verb among lower-case `words`; None where there is none.

    The first word never counts: it would have no subject.
    """
    return next((i for i in range(1, len(words)) if is_finite(words, i)), None)


def is_finite(words: Sequence[str], place: int) -> bool:
    """Whether the word at `place` is likely a finite verb, by itself and its neighbours."""
    word = words[place]
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if before in NO_VERB_NEXT or before.endswith(("'s", "s'")):
        return False
    if word in AUXILIARIES or word in PAST_ONLY or word.endswith("n't"):
        return True
    if word in PAST_OR_PARTICIPLE or ends_in_ed(word):
        return after not in ("by", "since")  # 'a deal made by', 'states admitted since'
    if word in THIRD_PERSON:
        return word not in NOUNS_IN_S or after in DETERMINERS
    if word in PRESENT:
        plural = before.endswith("s") and (word not in NOUNS_TOO or after in DETERMINERS)
        return before in PRONOUNS or plural
    return False


def ends_in_ed(word: str) -> bool:
    return word.endswith("ed") and len(word) > len("need")


def has_subject_and_verb(words: Sequence[str]) -> bool:
    """Whether lower-case `words` open a main clause of their own: 'it fell', not 'fell'."""
    if not words or words[0] in SUBORDINATORS or is_finite(words, 0):
        return False
    if words[0] in CONTRACTED:
        return True
    verb = finite_verb(words)
    return verb is not None and not SUBORDINATORS.intersection(words[:verb])


def opens_with_pronoun(words: Sequence[str]) -> bool:
    return words[0] in PRONOUNS or words[0] in CONTRACTED


def opens_with_verb(words: Sequence[str]) -> bool:
    """Whether lower-case `words` go on about the subject before: 'but never fell by a third'."""
    place = next(
        (i for i, word in enumerate(words) if word not in BETWEEN and not word.endswith("ly")), 0
    )
    if not words or not is_finite(words, place):
        return False
    following = words[place + 1 : place + 2]
    opens_object = following and following[0] in NO_VERB_NEXT | PRONOUNS | {"him", "them", "us"}
    return not words[place].endswith("ed") or not following or bool(opens_object)
