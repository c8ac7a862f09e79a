"""A desk with one of everything, and the address and the form of every verb on it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.test import Client
from django.urls import reverse

from claims.choices import PacketFormat, Stage
from claims.documents.sources import read_paste
from claims.forms.sources import AmendSourceForm
from claims.importing.preparing import prepare
from claims.models import Article, Claim, Import, User
from claims.roles import Role
from claims.selectors.sign_off import open_items
from claims.services import articles, imports, negotiation, packets, snapshots
from claims.services.claims import place_passage
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_person,
    make_proposal,
    revision_of,
)
from tests.views.browsing import signed_in

# The stage of the claim that each step is taken with; any other verb gets the open one.
STAGE_FOR = {
    "claim-accept": Stage.PROPOSED,
    "claim-accept-as-said": Stage.PROPOSED,
    "claim-merge": Stage.PROPOSED,
    "claim-release": Stage.CHECKING,
    "claim-submit": Stage.CHECKING,
    "claim-undo": Stage.CHECKING,
    "claim-withdraw": Stage.APPROVAL,
    "claim-approve": Stage.APPROVAL,
    "claim-send-back": Stage.APPROVAL,
    "claim-reopen": Stage.DISMISSED,
    "passage-confirm": Stage.CLOSED,
}
SENTENCE = "It was a cold morning."
CLEARED = "Talks follow in Geneva on Monday."


@dataclass
class Desk:
    """One of everything, in an article of the person who handed in."""

    people: dict[str, User | None]
    article: Article
    claims: dict[Stage, Claim]

    def url(self, name: str) -> str:
        """The address of a name, for the object that its verb is taken with."""
        claim = self.claims[STAGE_FOR.get(name, Stage.OPEN)]
        match name.partition("-"):
            case ["revision", _, ""]:
                return reverse(name, args=[self.article.pk, 1])
            case ["query", *_]:
                return reverse(name, args=[self.article.queries.get().pk])
            case ["correction", *_]:
                return reverse(name, args=[self.article.corrections.get().pk])
            case ["article" | "revision", *_] if name != "article-new":
                return reverse(name, args=[self.article.pk])
            case ["event", *_]:
                return reverse(name, args=[claim.events.latest("pk").pk])
            case ["claim", _, _]:
                return reverse(name, args=[claim.pk])
            case ["passage", _, _]:
                return reverse(name, args=[claim.passages.latest("pk").pk])
            case ["evidence", _, _]:
                return reverse(name, args=[claim.evidence.get().pk])
            case ["packet", *_]:
                return reverse(name, args=[self.people["editor"].packets.get().pk])
            case ["import", *_]:
                return reverse(name, args=[self.people["editor"].imports.get().pk])
            case ["source", "-", "access-revoke"]:
                return reverse(name, args=[claim.evidence.get().source_id, 1])
            case ["source", _, verb] if verb not in {"new", "known", "titles"}:
                return reverse(name, args=[claim.evidence.get().source_id])
            case ["snapshot", *_]:
                source = claim.evidence.get().source
                return reverse(name, args=[source.snapshots.latest("pk").pk])
            case ["claimant", _, ""]:
                return reverse(name, args=[claim.claimant_id])
        return reverse(name)

    @cached_property
    def clients(self) -> list[Client]:
        """A client of each of the people, in their order."""
        return [signed_in(person) for person in self.people.values()]

    @property
    def seen_of_source(self) -> dict[str, Any]:
        """What its form's hidden fields hold."""
        source = self.claims[Stage.OPEN].evidence.get().source
        said = AmendSourceForm.said_of(source)
        return {f"initial-{name}": "" if value is None else value for name, value in said.items()}

    @property
    def key_of_unread(self) -> str:
        """Of the item that SENTENCE is while it is unread; '' afterwards."""
        items = open_items(self.article, self.people["editor"])
        return next((o.key for o in items if o.words == f"Nobody has read “{SENTENCE}”"), "")

    def typed(self, name: str) -> dict[str, Any]:
        claim = self.claims[STAGE_FOR.get(name, Stage.OPEN)]
        return {
            "statement": "It is so.",
            "kind": "event",
            "claimant_kind": "person",
            "version": claim.version,
            "note": "A reason.",
            "verdict": "verified",
            "rationale": "Two counts agree.",
            "assignee": self.people["checker"].pk,
            "claim": self.claims[Stage.OPEN].pk,
            "source": "https://example.org/new",
            "title": "A page",
            "stance": "supports",
            "text": "Another story\n\nIt is so.",
            "outlet": "Sample Wire",
            "language": "en",
            "words": "The Kremlin",
            "into": self.claims[Stage.OPEN].pk,
            "score": 50,
            "item": "sentence",
            "key": self.key_of_unread,
            "decision": "stands",
            "reason": "It is the weather.",
            "number": 1,
            "format": "pdf",
            "question": "Who says so?",
            "answer": "The ministry.",
            "new_words": "The palace",
            "state": "suggested",
            "seen": 1,
            "person": self.people["checker"].pk,
            **({"kind": "document", "answer": ""} if name.startswith("source-") else {}),
            **(self.seen_of_source if name == "source-amend" else {}),
            **({"decision": "upheld"} if name == "correction-rule" else {}),
        } | self.place(CLEARED if name == "article-revoke-clearance" else SENTENCE)

    def place(self, words: str) -> dict[str, int]:
        start = revision_of(self.article).text.index(words)
        return {"start": start, "end": start + len(words)}


def make_desk() -> Desk:
    people: dict[str, User | None] = {
        "anonymous": None,
        "no role": make_person(),
        "handed in": make_person(Role.REPORTER),
        "reporter": make_person(Role.REPORTER),
        "checker": make_person(Role.CHECKER),
        "editor": make_person(Role.EDITOR),
        "admin": make_person(is_superuser=True),
    }
    checker, editor = people["checker"], make_person(Role.EDITOR)
    article = make_article(people["handed in"])
    claims = {}
    for stage in Stage:
        if stage is Stage.PROPOSED:
            claims[stage] = make_proposal(article)
            continue
        claimant = make_claimant(name=f"Claimant {stage}")
        claim = make_claim(article, made_by=checker, claimant=claimant)
        make_evidence(claim, checker)
        claims[stage] = bring_to(stage, claim, checker, editor)
    for claim in [claims[Stage.OPEN], claims[Stage.CLOSED]]:
        place_passage(checker, claim, claim.version, revision_of(article), 0, 8)
    asked = imports.ask_import(people["editor"], Import(text="One more story"))
    prepare(asked)
    source = claims[Stage.OPEN].evidence.get().source
    snapshots.store_snapshot(checker, source, read_paste("The Kremlin denies it."))
    negotiation.ask_query(checker, article, "Who says so?")
    negotiation.suggest_correction(checker, revision_of(article), 0, 8, "Union", "It is one.")
    packet = packets.ask_packet(people["editor"], article, PacketFormat.PDF, False)
    packets.begin_packet(packet)
    packets.keep_packet(packet, b"%PDF-1.7", "application/pdf")
    desk = Desk(people, article, claims)
    cleared = desk.place(CLEARED)
    articles.clear_sentence(checker, revision_of(article), cleared["start"], cleared["end"])
    return desk
