"""Articles, and the sentences of theirs that a person has found to hold nothing to check."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from claims.choices import Language, Verb
from claims.errors import Conflict, Incomplete
from claims.models import Article, Claim, Clearance, Event, Passage, Revision, User
from claims.models.next_keys import next_key
from claims.permissions import check_can_clear, check_can_enter, check_can_hand_in
from claims.selectors.workbench import unread_among
from claims.services.saving import check, locked, record_on_article, store, write
from claims.text.cleaning import stored_text
from claims.text.passages import digest_of
from claims.text.sentences import Span, sentences_of
from claims.web.addresses import key_of


@transaction.atomic
def hand_in(actor: User, article: Article, text: str) -> Article:
    """Store an article, not saved yet, with its first revision. `text` starts with the headline."""
    check_can_hand_in(actor)
    article.handed_in_by = actor
    article.address_key = key_of(article.url)
    _check_address_is_free(article)
    # The two name each other: the key of the second is known before the first is stored.
    article.current_revision_id = next_key(Revision)
    store(article, exclude={"current_revision"})
    revision = Revision(
        pk=article.current_revision_id,
        article=article,
        number=1,
        text=stored_text(text),
        created_by=actor,
    )
    check(revision)
    revision.save(force_insert=True)
    article.current_revision = revision
    digest = digest_of(revision.text)
    record_on_article(article, actor, Verb.HAND_IN, revision=revision.pk, sha256=digest)
    return article


def check_is_current(revision: Revision) -> None:
    """Raises Conflict where a later revision has come in; none does before this is done."""
    if locked(revision.article).current_revision_id != revision.pk:
        raise Conflict("A later revision of this article has come in: look at that one.")


@transaction.atomic
def amend_article(actor: User, article: Article, **changes: Any) -> Event | None:
    """Change what is known about an article; its text changes only by a new revision.

    Raises NotPermitted, Incomplete, about 'url', where another article has that address, and
    Conflict where another has changed the same since.
    """
    check_can_enter(actor)
    if "url" in changes:
        changes["address_key"] = key_of(changes["url"])
        _check_address_is_free(Article(pk=article.pk, address_key=changes["address_key"]))
    before = write(article, changes)
    before.pop("address_key", None)
    if "deadline" in before:
        in_article = Passage.objects.filter(article=article).order_by("claim").distinct("claim")
        Claim.objects.update_places(list(in_article.values_list("claim", flat=True)))
    if "language" in before:
        _change_language(actor, article)
    if not before:
        return None
    return Event.objects.create(
        article=article, actor=actor, verb=Verb.AMEND_ARTICLE, before=before
    )


@transaction.atomic
def clear_sentence(actor: User, revision: Revision, start: int, end: int) -> Event | None:
    """A person's word that this sentence holds nothing (more) to check.

    None where somebody gave it already.
    """
    check_can_clear(actor, revision.article)
    check_is_current(revision)
    if Span(start, end) not in sentences_of(revision.text, revision.article.language):
        raise Incomplete("This is not a sentence of the text.", "start")
    return _clear(actor, revision, Span(start, end))


@transaction.atomic
def clear_sentences(actor: User, revision: Revision, start: int, end: int) -> list[Event]:
    """Clear every unread sentence that lies whole in text[start:end]; gives the event of each.

    Raises Incomplete where there is none. What another clears at this moment is left to them.
    """
    check_can_clear(actor, revision.article)
    check_is_current(revision)
    unread = unread_among(
        sentences_of(revision.text, revision.article.language),
        [Span(clearance.start, clearance.end) for clearance in revision.clearances.all()],
        revision.passages.select_related("claim"),
    )
    chosen = [sentence for sentence in unread if Span(start, end).contains(sentence)]
    if not chosen:
        raise Incomplete("No unread sentence lies whole in these words.", "start")
    return [event for sentence in chosen if (event := _clear(actor, revision, sentence))]


@transaction.atomic
def revoke_clearance(actor: User, clearance: Clearance) -> Event | None:
    """Take a clearance back; the history keeps that it was given. None if another was quicker."""
    check_can_clear(actor, clearance.revision.article)
    return _take_back(actor, clearance)


@transaction.atomic
def revoke_clearances(actor: User, article: Article, events: Iterable[Event]) -> list[Event]:
    """Take back those of one's own clearances that these events gave, and that are still there."""
    check_can_clear(actor, article)
    taken_back = []
    for event in events:
        place = {name: event.wording[name] for name in ("start", "end")}
        given = Clearance.objects.filter(revision=event.wording["revision"], cleared_by=actor)
        clearances = given.filter(**place).select_related("revision__article")
        taken_back += [_take_back(actor, clearance) for clearance in clearances]
    return [event for event in taken_back if event]


def _check_address_is_free(article: Article) -> None:
    others = Article.objects.exclude(pk=article.pk).exclude(address_key="")
    if other := others.filter(address_key=article.address_key).first():
        raise Incomplete(f"Article {other.pk} has this address already.", "url")


def _clear(actor: User, revision: Revision, sentence: Span) -> Event | None:
    clearance, made = Clearance.objects.get_or_create(
        revision=revision,
        start=sentence.start,
        end=sentence.end,
        defaults={"cleared_by": actor},
    )
    return _record_sentence(actor, Verb.CLEAR, clearance) if made else None


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


def _take_back(actor: User, clearance: Clearance) -> Event | None:
    taken_back, _ = clearance.delete()
    return _record_sentence(actor, Verb.REVOKE_CLEARANCE, clearance) if taken_back else None


def _record_sentence(actor: User, verb: Verb, clearance: Clearance) -> Event:
    exact = clearance.revision.text[clearance.start : clearance.end]
    place = {"revision": clearance.revision_id, "start": clearance.start, "end": clearance.end}
    return record_on_article(
        clearance.revision.article, actor, verb, exact,
        **place, exact=exact, sha256=digest_of(exact),
    )  # fmt: skip
