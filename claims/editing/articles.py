"""Articles, and the sentences of theirs that a person has found to hold nothing to check."""

from typing import Any

from django.db import transaction

from claims.choices import Language, Verb
from claims.editing.records import write
from claims.errors import Incomplete
from claims.models import Article, Claim, Clearance, Event, Passage, Revision, User
from claims.permissions import check_can_clear, check_can_enter, check_can_hand_in
from claims.text.cleaning import normalised
from claims.text.passages import digest_of
from claims.text.sentences import Span, sentences_of

# A byte order mark at the start of a text is the habit of some editors, not copy.
INVISIBLE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\ufeff"


@transaction.atomic
def hand_in(actor: User, article: Article, text: str) -> Article:
    """Store an article, not saved yet, with its first revision. `text` starts with the headline."""
    check_can_hand_in(actor)
    article.handed_in_by = actor
    article.full_clean()
    article.save()
    revision = Revision(
        article=article,
        number=1,
        text=stored_text(text),
        created_by=actor,
    )
    revision.full_clean()
    revision.save()
    Event.objects.create(
        article=article,
        actor=actor,
        verb=Verb.HAND_IN,
        wording={"revision": revision.pk, "sha256": digest_of(revision.text)},
    )
    return article


def stored_text(text: str) -> str:
    """`text` as a revision holds it."""
    return normalised(text).strip(INVISIBLE)


@transaction.atomic
def amend_article(actor: User, article: Article, **changes: Any) -> Article:
    """Change what is known about an article; its text changes only by a new revision."""
    check_can_enter(actor)
    before = write(article, changes)
    if "language" in before:
        _change_language(actor, article)
    if before:
        Event.objects.create(article=article, actor=actor, verb=Verb.AMEND_ARTICLE, before=before)
    return article


@transaction.atomic
def clear_sentence(actor: User, revision: Revision, start: int, end: int) -> Clearance:
    """A person's word that this sentence holds nothing (more) to check."""
    check_can_clear(actor, revision.article)
    if Span(start, end) not in sentences_of(revision.text, revision.article.language):
        raise Incomplete("This is not a sentence of the text.", "start")
    clearance, made = Clearance.objects.get_or_create(
        revision=revision, start=start, end=end, defaults={"cleared_by": actor}
    )
    if made:
        _record_sentence(actor, Verb.CLEAR, clearance)
    return clearance


@transaction.atomic
def unclear_sentence(actor: User, clearance: Clearance) -> None:
    """Take a clearance back; the history keeps that it was given."""
    check_can_clear(actor, clearance.revision.article)
    _take_back(actor, clearance)


def _change_language(actor: User, article: Article) -> None:
    """What hangs on the language: how its own claims are searched, and where sentences end."""
    elsewhere = Passage.objects.exclude(article=article).values("claim")
    Claim.objects.filter(passages__article=article).exclude(pk__in=elsewhere).update(
        search_config=Language(article.language).search_config
    )
    for revision in article.revisions.all():
        sentences = set(sentences_of(revision.text, article.language))
        for clearance in revision.clearances.all():
            if Span(clearance.start, clearance.end) not in sentences:
                _take_back(actor, clearance)


def _take_back(actor: User, clearance: Clearance) -> None:
    taken_back, _ = clearance.delete()
    if taken_back:  # Else another was quicker, and the history has it already.
        _record_sentence(actor, Verb.UNCLEAR, clearance)


def _record_sentence(actor: User, verb: Verb, clearance: Clearance) -> Event:
    exact = clearance.revision.text[clearance.start : clearance.end]
    return Event.objects.create(
        article=clearance.revision.article,
        actor=actor,
        verb=verb,
        note=exact,
        wording={
            "revision": clearance.revision_id,
            "start": clearance.start,
            "end": clearance.end,
            "exact": exact,
            "sha256": digest_of(exact),
        },
    )
