"""The verbs and nouns with which copy reports what somebody says, thinks or demands."""

from collections.abc import Iterator

# They report words: a quotation or a clause may stand before them ("…," she said) or after.
SPEAKING = (
    "acknowledge", "add", "admit", "affirm", "allege", "announce", "answer", "argue", "ask",
    "assert", "assure", "boast", "brag", "caution", "chant", "claim", "clarify", "comment",
    "complain", "concede", "conclude", "confess", "confirm", "contend", "continue", "counter",
    "declare", "demand", "deny", "disclose", "elaborate", "emphasise", "emphasize", "exclaim",
    "explain", "inform", "insist", "instruct", "interject", "joke", "lament", "maintain", "muse",
    "note", "object", "observe", "opine", "plead", "pledge", "point out", "post", "predict",
    "proclaim", "promise", "put it", "quip", "read", "reaffirm", "reason", "recall", "recount",
    "reiterate", "remark", "remind", "repeat", "reply", "report", "respond", "retort", "reveal",
    "say", "scream", "shout", "sing", "speculate", "state", "stress", "suggest", "swear", "tell",
    "testify", "theorise", "theorize", "threaten", "tweet", "type", "underline", "underscore",
    "urge", "vow", "warn", "whisper", "wonder", "write", "yell",
)  # fmt: skip

# They report a finding, a thought, a wish or a stance; what it is stands after them.
HOLDING = (
    "accuse", "admire", "advise", "advocate", "agree", "applaud", "argue for", "ask for", "attack",
    "believe", "berate", "blame", "blast", "brush off", "call", "call for", "call on", "call out",
    "characterise", "characterize", "cite", "commit to", "condemn", "criticise", "criticize",
    "decline", "decry", "defend", "denounce", "depict", "describe", "disagree", "disavow",
    "dismiss", "dispute", "doubt", "downplay", "dub", "echo", "encourage", "endorse", "envision",
    "estimate", "expect", "express", "favor", "favour", "fear", "find", "forecast", "guarantee",
    "hail", "hint", "hope", "identify", "imply", "indicate", "insist on", "intend", "label",
    "lambaste", "learn", "liken", "list", "mention", "mock", "name", "object to", "offer", "oppose",
    "order", "outline", "plan", "point to", "portray", "praise", "press for", "project", "promote",
    "propose", "push for", "question", "quote", "rebuke", "rebut", "recommend", "refer to",
    "reference", "refuse", "refute", "regret", "reject", "renounce", "request", "resent",
    "ridicule", "rip", "rule", "rule out", "scoff", "scold", "seek", "show", "signal", "slam",
    "speak of", "support", "suspect", "talk about", "tell of", "think", "tout", "understand",
    "view", "vote against", "vote for", "want", "welcome", "worry",
)  # fmt: skip

# Only with "to": a rate may decline as well.
INFINITIVE = frozenset({"decline"})

# Only with a number: who named two areas says something, who named a deputy acts.
ENUMERATING = frozenset({"identify", "list", "name"})

# Only with a clause: she may find a way, maintain a road and think of home as well.
CLAUSAL = frozenset({
    "find", "learn", "maintain", "recall", "rule", "signal", "suspect", "think", "understand",
})  # fmt: skip

# "S warned Moscow that …": the one addressed stands between the verb and what is said.
ADDRESSING = frozenset({
    "accuse", "advise", "ask", "assure", "call on", "caution", "encourage", "inform", "instruct",
    "order", "remind", "tell", "urge", "warn",
})  # fmt: skip

# After these only a quotation, or a clause with "that", is what is said.
QUOTING = frozenset({
    "add", "answer", "chant", "comment", "continue", "counter", "elaborate", "interject", "joke",
    "muse", "object", "plead", "post", "put it", "quip", "read", "reason", "remark", "reply",
    "respond", "retort", "scream", "shout", "sing", "tweet", "type", "whisper", "write", "yell",
})  # fmt: skip

# Nouns of saying: Putin's claim that …, the warning by the agency that …
SAYINGS = {
    "accusation": "accuse", "accusations": "accuse", "admission": "admit", "allegation": "allege",
    "allegations": "allege", "announcement": "announce", "argument": "argue",
    "assertion": "assert", "assertions": "assert", "assessment": "assess", "assurance": "assure",
    "assurances": "assure", "belief": "believe", "claim": "claim", "claims": "claim",
    "comment": "comment", "comments": "comment", "complaint": "complain", "complaints": "complain",
    "conclusion": "conclude", "contention": "contend", "declaration": "declare",
    "demand": "demand", "demands": "demand", "denial": "deny", "denials": "deny",
    "estimate": "estimate", "fear": "fear", "fears": "fear", "finding": "find",
    "forecast": "forecast", "hope": "hope", "hopes": "hope", "insistence": "insist",
    "pledge": "pledge", "pledges": "pledge", "prediction": "predict", "promise": "promise",
    "promises": "promise", "proposal": "propose", "remark": "remark", "remarks": "remark",
    "statement": "state", "statements": "state", "suggestion": "suggest", "threat": "threaten",
    "threats": "threaten", "view": "view", "vow": "vow", "warning": "warn", "warnings": "warn",
}  # fmt: skip

# Forms that are as likely a noun: "media reports that …", "Russia's demands include …".
ALSO_NOUNS = frozenset({
    "advocate", "advocates", "answer", "answers", "attack", "attacks", "blast", "blasts", "call",
    "calls", "chant", "chants", "claim", "claims", "comment", "comments", "counter", "demand",
    "demands", "dispute", "disputes", "doubt", "doubts", "echo", "estimate", "estimates", "favor",
    "favors", "favour", "favours", "fear", "fears", "finds", "forecast", "forecasts", "guarantee",
    "guarantees", "hope", "hopes", "joke", "jokes", "label", "labels", "lament", "list", "lists",
    "mention", "mentions", "name", "names", "note", "notes", "object", "objects", "offer", "offers",
    "order", "orders", "outline", "outlines", "plan", "plans", "pledge", "pledges", "post", "posts",
    "press", "project", "projects", "promise", "promises", "question", "questions", "quote",
    "quotes", "reason", "reasons", "remark", "remarks", "report", "reports", "request", "requests",
    "rule", "rules", "show", "shows", "state", "states", "stress", "support", "supports", "suspect",
    "suspects", "tweet", "tweets", "urge", "view", "views", "vow", "vows", "want", "wonder",
    "wonders", "worries", "worry",
})  # fmt: skip

# Their past is like the plain form, which for others asks for a plural: they say.
UNCHANGED = frozenset({"forecast", "put", "read"})
IRREGULAR = {
    "find": ("finds", "found", "finding"), "forecast": ("forecasts", "forecast", "forecasting"),
    "put": ("puts", "put", "putting"), "read": ("reads", "read", "reading"),
    "say": ("says", "said", "saying"), "see": ("sees", "saw", "seeing"),
    "seek": ("seeks", "sought", "seeking"), "show": ("shows", "showed", "showing"),
    "sing": ("sings", "sang", "singing"), "speak": ("speaks", "spoke", "speaking"),
    "swear": ("swears", "swore", "swearing"), "tell": ("tells", "told", "telling"),
    "think": ("thinks", "thought", "thinking"),
    "understand": ("understands", "understood", "understanding"),
    "write": ("writes", "wrote", "writing"),
}  # fmt: skip
PAST_PARTICIPLES = {"shown": "show", "spoken": "speak", "sworn": "swear", "written": "write"}
DOUBLED = frozenset(
    {"admit", "brag", "commit", "dub", "plan", "quip", "rebut", "refer", "regret", "rip", "slam"}
)


def _forms(verb: str) -> Iterator[str]:
    yield verb
    if verb in IRREGULAR:
        yield from IRREGULAR[verb]
        return
    stem = verb
    if verb in DOUBLED:
        stem = verb + verb[-1]
    elif verb.endswith("e"):
        stem = verb[:-1]
    if verb.endswith("y") and verb[-2] not in "aeo":
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
        return
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
    yield from (stem + "ed", stem + "ing")


# A verb's forms -> its dictionary form; the words that it may or must be followed by.
VERB_OF = {form: verb.split()[0] for verb in SPEAKING + HOLDING for form in _forms(verb.split()[0])}
VERB_OF |= PAST_PARTICIPLES
PARTICLES: dict[str, set[str]] = {}
for _verb in SPEAKING + HOLDING:
    _head, _, _particle = _verb.partition(" ")
    PARTICLES.setdefault(_head, set()).add(_particle)
SPEAKING_VERBS = frozenset(SPEAKING)
