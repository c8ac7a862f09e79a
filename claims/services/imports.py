"""Copy on its way in: asked for, read, looked at, and stored as an article with its proposals."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import MD5
from django.utils import timezone

from claims.choices import ImportStage
from claims.errors import Conflict, Incomplete, NotPermitted
from claims.models import Article, Import, Revision, User
from claims.permissions import check_can_hand_in, visible_articles
from claims.proposals import from_json
from claims.services.articles import hand_in
from claims.services.proposals import store_proposals
from claims.services.saving import check, store
from claims.tasks import LONGEST_TASK, STOPPED, prepare_import
from claims.text.cleaning import stored_text
from claims.text.passages import digest_of
from claims.web.addresses import key_of

ARTICLE_FIELDS = ["outlet", "byline", "language", "published_on", "deadline", "url"]
PROPOSED_FROM = {"text", "language", "published_on"}
ANOTHER_TEXT = (
    "Another article has this address already. Take the address away to store this one too."
)

HANDED_IN_BY_ANOTHER = "This copy is on the desk already: another person handed it in."
KEPT_FOR = timedelta(days=7)  # Imports that nobody has finished.
UNDER_WAY = [ImportStage.FETCHING, ImportStage.READING, ImportStage.PROPOSING]


@transaction.atomic
def ask_import(actor: User, asked: Import) -> Import:
    """Store an import, not saved yet: copy that a task is to prepare, and a person to look at.

    What this person has not finished for days goes.
    """
    check_can_hand_in(actor)
    old = actor.imports.filter(changed_at__lt=timezone.now() - KEPT_FOR)
    old.exclude(stage=ImportStage.DONE).delete()
    asked.requested_by = actor
    store(asked)
    prepare_import.enqueue(asked.pk, asked.run)
    return asked


def begin_import(copy: Import) -> bool:
    """Whether it is this worker's to prepare: of two that are given one import, the first's."""
    if copy.text:
        copy.stage = ImportStage.PROPOSING
    else:
        copy.stage = ImportStage.FETCHING if copy.content is None else ImportStage.READING
    waiting = Import.objects.filter(pk=copy.pk, run=copy.run, stage=ImportStage.WAITING)
    return bool(waiting.update(stage=copy.stage, changed_at=timezone.now()))


def fail_abandoned_imports() -> None:
    """Say so of each import whose worker was stopped; that one writes nothing any more."""
    begun = Import.objects.filter(stage__in=UNDER_WAY, changed_at__lt=timezone.now() - LONGEST_TASK)
    begun.update(stage=ImportStage.REFUSED, refusal=STOPPED, run=F("run") + 1)


def set_stage(copy: Import, stage: ImportStage, **changes: Any) -> None:
    """Say how far an import has come, with what was found out on the way.

    Raises Conflict where it was begun anew since `copy` was read, or is an article already.
    """
    for name, value in (changes | {"stage": stage}).items():
        setattr(copy, name, value)
    check(copy)
    written = changes | {"stage": stage, "changed_at": timezone.now()}
    current = Import.objects.filter(pk=copy.pk, run=copy.run).exclude(stage=ImportStage.DONE)
    if not current.update(**written):
        raise Conflict("This import has gone on since: look at it again.")


@transaction.atomic
def retry_import(actor: User, copy: Import) -> None:
    """Prepare an import anew; whatever still runs for it writes nothing any more."""
    _lock(actor, copy)
    check_can_hand_in(actor)
    if not copy.can_retry:
        raise Conflict("There is nothing to try again here.")
    _begin_anew(copy, refusal="")


@transaction.atomic
def edit_import(actor: User, copy: Import, **typed: Any) -> set[str]:
    """Keep what the person typed over what was read; gives the names of what differs.

    Where that bears on the proposals, they have to be made again: the import waits for it.
    Raises Conflict where it is not ready to be corrected.
    """
    _lock(actor, copy)
    if copy.article:
        return set()  # The button was pressed twice.
    if copy.stage != ImportStage.READY:
        raise Conflict("This copy is not ready: look at it again.")
    if "text" in typed:
        typed["text"] = stored_text(typed["text"])
        if not typed["text"]:
            raise Incomplete("The text holds no words.", "text")
    changed = {name for name, value in typed.items() if getattr(copy, name) != value}
    if changed & PROPOSED_FROM:
        _begin_anew(copy, proposals=[], **typed)
    else:
        set_stage(copy, ImportStage.READY, **typed)
    return changed


@transaction.atomic
def finish_import(actor: User, copy: Import) -> Article:
    """Make an import an article with its proposals; once, however often it is asked.

    Where the same text is here already, that article is it. Raises Conflict where it is not this
    person's to see, or where another text stands at the address.
    """
    _lock(actor, copy)
    if copy.article:
        return copy.article
    if copy.stage != ImportStage.READY:
        raise Conflict("This copy is not ready: look at it again.")
    if not copy.outlet.strip():
        raise Incomplete("Say where it runs.", "outlet")
    _wait_for_the_same(copy)
    article = standing_text(copy.text)
    if article is None:
        if article_at(copy.url):
            raise Incomplete(ANOTHER_TEXT, "url")
        known = {name: getattr(copy, name) for name in ARTICLE_FIELDS}
        article = hand_in(actor, Article(**known), copy.text)
        store_proposals(article.revisions.get(), [from_json(row) for row in copy.proposals])
    link_import(copy, article)
    return article


def link_import(copy: Import, article: Article) -> None:
    """The import is this article. Raises Conflict where who asked for it may not see that."""
    if not visible_articles(copy.requested_by).filter(pk=article.pk).exists():
        raise Conflict(HANDED_IN_BY_ANOTHER)
    set_stage(copy, ImportStage.DONE, article=article, text="", content=None, proposals=[])


def _lock(actor: User, copy: Import) -> None:
    """Bring `copy` up to date, and let nobody else write it before this is done."""
    copy.refresh_from_db(from_queryset=Import.objects.select_for_update())
    if copy.requested_by_id != actor.pk:
        raise NotPermitted("Another person is bringing this in.")


def _begin_anew(copy: Import, **changes: Any) -> None:
    copy.run += 1
    copy.save(update_fields=["run"])
    set_stage(copy, ImportStage.WAITING, **changes)
    prepare_import.enqueue(copy.pk, copy.run)


def _wait_for_the_same(copy: Import) -> None:
    """Of two who bring in the same text or address at once, the second finds the first one's."""
    keys = {digest_of(copy.text), digest_of(copy.url)} if copy.url else {digest_of(copy.text)}
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])


def article_at(address: str) -> Article | None:
    """The article at this address, or that an import from it became."""
    if not address:
        return None
    if standing := Article.objects.filter(address_key=key_of(address)).first():
        return standing
    done = Import.objects.filter(address=address, article__isnull=False).order_by("pk").first()
    return done.article if done else None


def standing_text(text: str) -> Article | None:
    """The article with a revision of just this text."""
    digest = MD5(Value(stored_text(text)))
    same = Revision.objects.annotate(digest=MD5("text")).filter(
        digest=digest, text=stored_text(text)
    )
    revision = same.select_related("article").order_by("pk").first()
    return revision.article if revision else None
