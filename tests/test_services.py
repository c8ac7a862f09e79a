"""Every write that is no step: who may, and on which version."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from copy import copy
from importlib import import_module

import pytest

from claims import services
from claims.choices import CaptureWay, Kind, PacketFormat, Stage, Stance
from claims.documents.sources import CapturedDocument
from claims.errors import Conflict, NotPermitted
from claims.models import (
    Article,
    Claim,
    Claimant,
    Event,
    Evidence,
    IdentityAccess,
    Import,
    Source,
    User,
)
from claims.selectors.sign_off import open_items
from claims.services import (
    articles,
    claimants,
    claims,
    evidence,
    imports,
    packets,
    proposals,
    revisions,
    sign_off,
    snapshots,
    sources,
)
from claims.services.claims import ClaimInput
from claims.services.evidence import EvidenceInput
from tests.factories import (
    bring_to,
    make_article,
    make_claim,
    make_claimant,
    make_evidence,
    make_person,
    make_proposal,
    revision_of,
    rolled_back,
)

pytestmark = pytest.mark.django_db

SAID = ClaimInput({"statement": "It is so.", "kind": Kind.EVENT})
CAPTURED = CapturedDocument(b"As it was.", "text/plain", CaptureWay.PASTED, text="As it was.")
UNREAD = "It was a cold morning."
BROUGHT = EvidenceInput("https://example.org/new", "New", "", None, Stance.CONTEXT, "", "", "")


class Desk:
    """One closed claim with evidence, a passage that was not judged, a proposal, and a cleared
    sentence."""

    def __init__(self) -> None:
        self.checker, self.editor = make_person("Checker"), make_person("Editor")
        self.article = make_article()
        self.revision = revision_of(self.article)
        self.claim = bring_to(Stage.CLOSED, make_claim(self.article), self.checker, self.editor)
        self.evidence = self.claim.evidence.get()
        claims.place_passage(self.checker, self.claim, self.claim.version, self.revision, 0, 8)
        self.passage = self.claim.passages.latest("pk")
        self.proposal = make_proposal(self.article, "Talks follow")
        self.snapshot = snapshots.store_snapshot(self.checker, self.evidence.source, CAPTURED)
        self.confidential = sources.add_confidential_source(
            self.checker, Source(kind="person"), "Somebody", ""
        )
        other = make_article()
        self.adrift = make_claim(other, "Geneva")
        self.other_words = revisions.revise(self.checker, other, 1, "Other words")
        self.adrift.refresh_from_db()
        self.lost = self.adrift.passages.get()
        self.read = make_article(text="Head")
        articles.clear_sentence(self.checker, revision_of(self.read), 0, 4)
        self.copy = imports.ask_import(self.checker, Import(text="Another story", outlet="B"))
        articles.clear_sentence(self.checker, self.revision, 0, 29)
        self.clearance = self.revision.clearances.get()
        self.signed, self.ran = self.sign_another(), self.sign_another()
        sign_off.publish_article(self.editor, self.ran)

    def sign_another(self) -> Article:
        article = make_article(text="Head")
        articles.clear_sentence(self.checker, revision_of(article), 0, 4)
        sign_off.sign_off(self.editor, article, 1)
        return article

    @property
    def seen(self) -> tuple[Claim, int]:
        """The claim as a page of its own holds it, and its version."""
        return copy(self.claim), self.claim.version

    @property
    def proposed(self) -> tuple[Claim, int]:
        return copy(self.proposal), self.proposal.version


def key_of_unread(desk: Desk) -> str:
    """Of the item that UNREAD is, whoever asks."""
    article = Article.objects.get(pk=desk.article.pk)  # As it is after what was rolled back.
    items = open_items(article, desk.checker)
    return next(item.key for item in items if item.words == f"Nobody has read “{UNREAD}”")


ENTER = {"Checker", "Editor", "an admin"}

# verb: who may, and the verb done by somebody
VERBS: dict[str, tuple[set[str], Callable[[Desk, User], object]]] = {
    "hand_in": (
        ENTER | {"Reporter"},
        lambda desk, who: articles.hand_in(who, Article(outlet="Wire"), "Copy"),
    ),
    "amend_article": (
        ENTER,
        lambda desk, who: articles.amend_article(who, copy(desk.article), outlet="B"),
    ),
    "make_claim": (
        ENTER,
        lambda desk, who: claims.make_claim(
            who, Claim(statement="x", kind=Kind.LAW), desk.revision, 0, 8
        ),
    ),
    "make_claim_as_said": (
        ENTER,
        lambda desk, who: claims.make_claim_as_said(who, SAID, desk.revision, 0, 8),
    ),
    "amend_claim": (ENTER, lambda desk, who: claims.amend_claim(who, *desk.seen, occasion="x")),
    "amend_claim_as_said": (
        ENTER,
        lambda desk, who: claims.amend_claim_as_said(who, *desk.seen, SAID),
    ),
    "place_passage": (
        ENTER,
        lambda desk, who: claims.place_passage(who, *desk.seen, desk.revision, 0, 16),
    ),
    "remove_passage": (
        ENTER,
        lambda desk, who: claims.remove_passage(who, *desk.seen, copy(desk.passage)),
    ),
    "confirm_passage": (
        {"Editor"},
        lambda desk, who: claims.confirm_passage(who, *desk.seen, copy(desk.passage)),
    ),
    "ask_packet": (
        ENTER,
        lambda desk, who: packets.ask_packet(who, desk.article, PacketFormat.PDF, False),
    ),
    "ask_import": (
        {"Reporter", *ENTER},
        lambda desk, who: imports.ask_import(who, Import(text="Head\n\nIt is so.")),
    ),
    "retry_import": (set(), lambda desk, who: imports.retry_import(who, desk.copy)),
    "edit_import": (set(), lambda desk, who: imports.edit_import(who, desk.copy, outlet="B")),
    "finish_import": (set(), lambda desk, who: imports.finish_import(who, desk.copy)),
    "amend_proposal": (
        ENTER,
        lambda desk, who: proposals.amend_proposal(who, *desk.proposed, SAID, desk.revision, 0, 8),
    ),
    "accept_as_said": (
        {"Checker", "Editor"},
        lambda desk, who: proposals.accept_as_said(who, *desk.proposed, SAID, desk.revision, 0, 8),
    ),
    "merge_proposal": (
        {"Checker", "Editor"},
        lambda desk, who: proposals.merge_proposal(who, *desk.proposed, copy(desk.claim)),
    ),
    "accept_all": (
        {"Checker", "Editor"},
        lambda desk, who: proposals.accept_all(who, desk.article, 0),
    ),
    "find_claims": (ENTER, lambda desk, who: proposals.find_claims(who, desk.article)),
    "ask_proposals": (ENTER, lambda desk, who: proposals.ask_proposals(who, desk.article)),
    "amend_source": (
        ENTER,
        lambda desk, who: sources.amend_source(who, copy(desk.evidence.source), title="Other"),
    ),
    "amend_claimant": (
        ENTER,
        lambda desk, who: claimants.amend_claimant(who, make_claimant(), name="Other"),
    ),
    "add_evidence": (
        ENTER,
        lambda desk, who: evidence.add_evidence(
            who, *desk.seen, Evidence(source=desk.evidence.source, stance=Stance.CONTEXT)
        ),
    ),
    "bring_evidence": (ENTER, lambda desk, who: evidence.bring_evidence(who, *desk.seen, BROUGHT)),
    "amend_evidence": (
        ENTER,
        lambda desk, who: evidence.amend_evidence(who, *desk.seen, copy(desk.evidence), note="x"),
    ),
    "remove_evidence": (
        ENTER,
        lambda desk, who: evidence.remove_evidence(who, *desk.seen, copy(desk.evidence)),
    ),
    "add_source": (ENTER, lambda desk, who: sources.add_source(who, Source(title="A report"))),
    "revise": (ENTER, lambda desk, who: revisions.revise(who, desk.article, 1, "Other")),
    "place_lost": (
        ENTER,
        lambda desk, who: revisions.place_lost(
            who, copy(desk.adrift), desk.adrift.version, copy(desk.lost), desk.other_words, 0, 5
        ),
    ),
    "retire_passage": (
        {"Checker", "Editor"},
        lambda desk, who: revisions.retire_passage(
            who, copy(desk.adrift), desk.adrift.version, copy(desk.lost)
        ),
    ),
    "clear_sentences": (
        {"Checker", "Editor"},
        lambda desk, who: articles.clear_sentences(who, desk.revision, 0, 10**6),
    ),
    "revoke_clearances": (
        {"Checker", "Editor"},
        lambda desk, who: articles.revoke_clearances(who, desk.article, []),
    ),
    "rule_item": (
        {"Editor"},
        lambda desk, who: sign_off.rule_item(
            who, desk.article, "sentence", key_of_unread(desk), "stands", "Known."
        ),
    ),
    "rule_items": (
        {"Editor"},
        lambda desk, who: sign_off.rule_items(
            who, desk.article, "sentence", [key_of_unread(desk)], "stands", "Known."
        ),
    ),
    "sign_off": (
        {"Editor"},
        lambda desk, who: sign_off.sign_off(who, desk.read, 1),
    ),
    "withdraw_sign_off": (
        {"Editor"},
        lambda desk, who: sign_off.withdraw_sign_off(who, desk.signed, 1, "Signed too soon."),
    ),
    "unpublish_article": (
        {"Editor"},
        lambda desk, who: sign_off.unpublish_article(who, desk.ran, "It was held over."),
    ),
    "ask_capture": (ENTER, lambda desk, who: sources.ask_capture(who, desk.evidence.source)),
    "add_upload": (
        ENTER,
        lambda desk, who: snapshots.add_upload(who, desk.evidence.source, "a.txt", b"So it is."),
    ),
    "store_snapshot": (
        ENTER,
        lambda desk, who: snapshots.store_snapshot(who, desk.evidence.source, CAPTURED),
    ),
    "name_archive": (
        ENTER,
        lambda desk, who: snapshots.name_archive(who, desk.snapshot, "https://archive.example/1"),
    ),
    "add_confidential_source": (
        {"Checker", "Editor"},
        lambda desk, who: sources.add_confidential_source(
            who, Source(kind="person"), "Somebody", ""
        ),
    ),
    "disclose": (set(), lambda desk, who: sources.disclose(who, desk.confidential)),
    "grant_access": (
        set(),
        lambda desk, who: sources.grant_access(who, desk.confidential, desk.editor),
    ),
    "revoke_access": (
        set(),
        lambda desk, who: sources.revoke_access(who, IdentityAccess.objects.get()),
    ),
    "source_at": (
        ENTER,
        lambda desk, who: sources.source_at(who, "https://example.org/", "A page", "", None),
    ),
    "add_claimant": (
        ENTER,
        lambda desk, who: claimants.add_claimant(who, Claimant(name="NATO", kind="organisation")),
    ),
    "clear_sentence": (
        {"Checker", "Editor"},
        lambda desk, who: articles.clear_sentence(
            who, desk.revision, desk.clearance.start, desk.clearance.end
        ),
    ),
    "revoke_clearance": (
        {"Checker", "Editor"},
        lambda desk, who: articles.revoke_clearance(who, copy(desk.clearance)),
    ),
}


def test_who_may(subtests: pytest.Subtests) -> None:
    desk = Desk()
    people = {role: make_person(role) for role in ["Reporter", "Checker", "Editor"]}
    people |= {"nobody": make_person(), "an admin": make_person(is_superuser=True)}
    for verb, (allowed, act) in VERBS.items():
        with subtests.test(verb):
            done = {role for role, person in people.items() if is_done(act, desk, person)}
            assert done == allowed


def is_done(act: Callable[[Desk, User], object], desk: Desk, person: User) -> bool:
    """Whether an act is permitted; what it wrote is taken back."""
    desk.article.refresh_from_db()  # What an act before set in it was taken back.
    with rolled_back():
        events = Event.objects.count()
        try:
            act(desk, person)
        except NotPermitted:
            assert Event.objects.count() == events
            return False
        return True


def public_services() -> Iterator[str]:
    """The functions in claims.services that a person's act is given to."""
    for found in pkgutil.iter_modules(services.__path__):
        module = import_module(f"{services.__name__}.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_own = function.__module__ == module.__name__ and not name.startswith("_")
            if is_own and "actor" in inspect.signature(function).parameters:
                yield name


def test_the_table_names_every_verb() -> None:
    public = set(public_services())
    # What the system does, and what takes back no more than a person's own steps.
    unguarded = {
        "begin_packet", "claimant_named", "fail_packet", "fill_in_source", "keep_packet",
        "set_stage", "record", "record_on_article", "record_together", "record_check", "log_access",
        "link_import", "article_at", "standing_text", "store_proposals", "undo_accept_all",
    }  # fmt: skip
    # tests/test_correction_workflow.py has a table of its own.
    negotiated = {
        "agree_correction", "answer_query", "apply_corrections", "ask_query", "counter_correction",
        "decline_correction", "publish_article", "rule_correction", "suggest_correction",
        "take_back_correction",
    }  # fmt: skip
    assert public - unguarded - negotiated == set(VERBS)


def test_a_write_on_what_another_has_changed_is_a_conflict(subtests: pytest.Subtests) -> None:
    desk, editor = Desk(), make_person("Editor")
    make_evidence(Claim.objects.get(pk=desk.claim.pk))
    events = Event.objects.count()
    writes = {
        name: act
        for name, (_, act) in VERBS.items()
        if (
            name.startswith(("amend_claim", "place_passage", "remove_passage", "confirm"))
            and name != "amend_claimant"
        )
        or name.endswith("evidence")
    }
    assert len(writes) == 9
    for verb, act in writes.items():
        with subtests.test(verb), rolled_back():
            with pytest.raises(Conflict):
                act(desk, editor)
            assert Event.objects.count() == events
