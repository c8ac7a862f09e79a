"""A rough eye for English finite verbs: enough to tell a clause from an item of a list."""

from collections.abc import Sequence

# To be, to have, to do, and the modals, in every finite form.
_AUXILIARIES = frozenset({
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
# Of these the past looks like the present, and often like a noun: 'the cost', 'a cut'.
SAME_IN_PAST = frozenset({
    "beat", "bet", "bid", "cost", "cut", "hit", "hurt", "let", "put", "quit", "read", "set", "shut",
    "split", "spread",
})  # fmt: skip

# Verbs of the news, for their forms in the present, which look like plural nouns.
PRESENT = frozenset({
    "abandon", "absorb", "accept", "accuse", "achieve", "add", "address", "admit", "adopt",
    "advise", "affect", "afford", "agree", "aid", "aim", "allow", "alter", "amount", "announce",
    "appeal", "appear", "apply", "appoint", "approve", "argue", "arrest", "arrive", "ask", "assess",
    "assist", "assume", "assure", "attack", "attend", "attract", "avoid", "award", "back", "ban",
    "bar", "bear", "beat", "become", "begin", "believe", "belong", "benefit", "bind", "blame",
    "block", "boost", "borrow", "breach", "break", "bring", "build", "buy", "calculate", "call",
    "cancel", "care", "carry", "cast", "catch", "cause", "challenge", "change", "charge", "check",
    "choose", "cite", "claim", "climb", "close", "collapse", "collect", "combine", "come",
    "compare", "comprise", "concern", "conclude", "condemn", "condone", "conduct", "confirm",
    "connect", "consider", "consist", "constitute", "consume", "contain", "contest", "continue",
    "contribute", "control", "convert", "convict", "cooperate", "cost", "cover", "crash", "create",
    "criticise", "criticize", "cross", "cut", "damage", "deal", "decide", "declare", "decline",
    "defeat", "defend", "define", "delay", "deliver", "demand", "deny", "depend", "deploy",
    "derive", "describe", "deserve", "design", "destroy", "detain", "determine", "develop", "die",
    "disagree", "discuss", "dismiss", "displace", "display", "divide", "donate", "double", "draft",
    "draw", "drink", "drive", "drop", "earn", "edge", "elect", "eliminate", "emerge", "emphasise",
    "emphasize", "employ", "enable", "encourage", "end", "enforce", "enhance", "enjoy", "ensure",
    "enter", "entitle", "equal", "escape", "establish", "estimate", "evacuate", "examine", "exceed",
    "exclude", "exempt", "exercise", "exist", "expand", "expect", "explain", "exploit", "export",
    "expose", "express", "extend", "face", "fail", "fall", "fear", "feel", "fight", "finance",
    "find", "fine", "fire", "flee", "float", "follow", "forbid", "force", "forecast", "form",
    "found", "free", "fulfil", "function", "fund", "gain", "generate", "get", "give", "go",
    "govern", "grant", "grow", "guarantee", "guard", "handle", "hang", "happen", "harm", "hate",
    "head", "hear", "heat", "help", "hide", "hire", "hit", "hold", "honour", "hope", "host",
    "house", "hunt", "identify", "ignore", "illustrate", "import", "impose", "imprison", "improve",
    "include", "increase", "indicate", "influence", "inform", "inherit", "injure", "insist",
    "inspect", "install", "intend", "introduce", "invade", "invest", "invite", "involve", "issue",
    "jail", "jeopardise", "join", "judge", "jump", "justify", "keep", "kill", "know", "lack", "lag",
    "land", "last", "launch", "lay", "lead", "leave", "let", "license", "lie", "lift", "like",
    "limit", "link", "list", "live", "load", "lobby", "locate", "look", "lose", "love", "maintain",
    "make", "manage", "manufacture", "mark", "marry", "match", "mean", "measure", "meet", "menace",
    "mention", "merge", "mine", "miss", "mourn", "move", "murder", "name", "need", "negotiate",
    "note", "notice", "obtain", "occupy", "occur", "offer", "open", "operate", "oppose", "order",
    "outlaw", "overlook", "overtake", "owe", "own", "participate", "pass", "pay", "permit",
    "persuade", "pick", "plan", "play", "plead", "pledge", "plunge", "point", "praise", "predict",
    "prepare", "preserve", "press", "prevent", "produce", "prohibit", "promise", "promote",
    "prompt", "propose", "prosecute", "protect", "prove", "provide", "publish", "pull", "purchase",
    "push", "put", "qualify", "question", "quit", "quote", "raise", "range", "reach", "reaffirm",
    "rebuild", "recall", "receive", "recognise", "recognize", "recommend", "record", "recover",
    "recruit", "reduce", "refer", "reflect", "reform", "refuse", "register", "regulate", "reject",
    "release", "relocate", "rely", "remain", "remember", "remove", "renew", "repair", "repeat",
    "replace", "report", "represent", "require", "rescue", "reside", "resign", "resist", "resolve",
    "respond", "resume", "retain", "retire", "return", "reveal", "reverse", "review", "ride",
    "rise", "rob", "rule", "run", "sack", "sanction", "save", "say", "score", "search", "seat",
    "secure", "see", "seek", "seem", "seize", "sell", "send", "separate", "serve", "set", "settle",
    "shake", "share", "shelter", "shift", "shoot", "show", "shrink", "shut", "sign", "sink", "sit",
    "slash", "slow", "smuggle", "solve", "specialise", "speed", "spend", "split", "spread", "stage",
    "stand", "start", "state", "stay", "steal", "stem", "stipulate", "stop", "strengthen", "stress",
    "stretch", "strike", "study", "submit", "succeed", "sue", "suffer", "suggest", "supply",
    "support", "surge", "surpass", "surround", "suspect", "suspend", "sustain", "swear", "tackle",
    "take", "talk", "target", "teach", "tear", "tell", "tend", "test", "think", "threaten", "throw",
    "tie", "top", "total", "tour", "trade", "train", "transfer", "transmit", "transport", "travel",
    "treat", "trigger", "triple", "try", "turn", "undermine", "understand", "unveil", "uphold",
    "urge", "use", "value", "vary", "view", "violate", "visit", "vote", "vow", "walk", "want",
    "warn", "warrant", "wear", "welcome", "widen", "win", "wipe", "wish", "withdraw", "witness",
    "work", "worry", "worsen", "write", "yield",
})  # fmt: skip


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")


THIRD_PERSON = frozenset(map(_third_person, PRESENT))

_PRONOUNS = frozenset({
    "he", "i", "it", "she", "that", "there", "these", "they", "this", "those", "we", "who", "you",
})  # fmt: skip

# Of these the forms in the present are more often nouns: 'arms control', 'new rules'.
NOUNS_TOO = frozenset({
    "address", "aid", "aim", "appeal", "attack", "award", "ban", "bar", "benefit", "block", "boost",
    "breach", "break", "call", "care", "cause", "challenge", "change", "charge", "check", "claim",
    "climb", "collapse", "concern", "conduct", "contest", "control", "cost", "cover", "crash",
    "cross", "cut", "damage", "deal", "delay", "demand", "design", "display", "draft", "draw",
    "drink", "drive", "drop", "edge", "end", "estimate", "exercise", "export", "face", "fall",
    "fear", "fight", "finance", "fine", "fire", "force", "forecast", "form", "function", "fund",
    "grant", "guarantee", "guard", "harm", "head", "heat", "help", "hire", "hit", "honour", "hope",
    "house", "hunt", "import", "increase", "influence", "issue", "jail", "judge", "jump", "land",
    "last", "launch", "lay", "lead", "license", "lift", "like", "limit", "link", "list", "load",
    "lobby", "look", "mark", "match", "measure", "mention", "merge", "mine", "miss", "move",
    "murder", "name", "need", "note", "notice", "offer", "order", "pass", "permit", "pick", "plan",
    "play", "pledge", "point", "press", "promise", "promote", "pull", "purchase", "push",
    "question", "quote", "raise", "range", "reach", "record", "reform", "register", "release",
    "repair", "report", "rescue", "return", "reverse", "review", "ride", "rise", "rule", "run",
    "sanction", "save", "score", "search", "seat", "share", "shelter", "shift", "show", "sign",
    "slash", "speed", "split", "spread", "stage", "stand", "start", "state", "stem", "stop",
    "strike", "study", "supply", "support", "surge", "suspect", "talk", "target", "test", "throw",
    "tie", "top", "total", "tour", "trade", "train", "transfer", "transport", "treat", "trigger",
    "turn", "use", "value", "view", "visit", "vote", "vow", "walk", "warrant", "wear", "welcome",
    "win", "wish", "witness", "work", "worry", "yield",
})  # fmt: skip
NOUNS_IN_S = frozenset(map(_third_person, NOUNS_TOO))

# What an object opens with.
CLAUSE_DETERMINERS = frozenset({
    "a", "an", "any", "her", "his", "its", "my", "no", "our", "some", "that", "the", "their",
    "these", "this", "those", "to", "your",
})  # fmt: skip

# Contracted with a verb after them: 'we've', 'it's', 'they'll'.
CONTRACTED = frozenset(
    pronoun + ending
    for pronoun in _PRONOUNS | {"here", "what"}
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
_BETWEEN = frozenset({"also", "even", "never", "not", "now", "often", "only", "still", "then"})


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
    if word in _AUXILIARIES or word in PAST_ONLY or word.endswith("n't"):
        return True
    if word in PAST_OR_PARTICIPLE or ends_in_ed(word):
        return after not in ("by", "since")  # 'a deal made by', 'states admitted since'
    if word in THIRD_PERSON:
        return (
            word not in NOUNS_IN_S or after in CLAUSE_DETERMINERS or before in {"he", "it", "she"}
        )
    if word in PRESENT:
        plural = before.endswith("s") and (word not in NOUNS_TOO or after in CLAUSE_DETERMINERS)
        return before in _PRONOUNS or plural
    return False


def is_surely_finite(words: Sequence[str], place: int) -> bool:
    """Whether a finite verb can be no participle: 'rose', 'denies', 'bought the', not 'made in'."""
    word, after = words[place], words[place + 1 : place + 2]
    if word in PAST_OR_PARTICIPLE or ends_in_ed(word):
        return not after or after[0] in CLAUSE_DETERMINERS
    return True


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
    return words[0] in _PRONOUNS or words[0] in CONTRACTED


def opens_with_verb(words: Sequence[str]) -> bool:
    """Whether lower-case `words` go on about the subject before: 'but never fell by a third'."""
    place = next(
        (i for i, word in enumerate(words) if word not in _BETWEEN and not word.endswith("ly")), 0
    )
    if not words or not is_finite(words, place):
        return False
    following = words[place + 1 : place + 2]
    opens_object = following and following[0] in NO_VERB_NEXT | _PRONOUNS | {"him", "them", "us"}
    return not words[place].endswith("ed") or not following or bool(opens_object)
