"""Copy on its way in: asked for, read, looked at, and stored as an article with its proposals."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import MD5
from django.utils import timezone

from claims.choices import ImportStage
from claims.editing.articles import hand_in, stored_text
from claims.editing.proposals import store_proposals
from claims.errors import Conflict, Incomplete, NotPermitted
from claims.models import Article, Import, Revision, User
from claims.permissions import check_can_hand_in
from claims.proposing import restored

ARTICLE_FIELDS = ["outlet", "byline", "language", "published_on", "deadline", "url"]
PROPOSED_FROM = {"text", "language", "published_on"}
KEPT_FOR = timedelta(days=7)  # Imports that nobody has finished.


@transaction.atomic
def ask_import(actor: User, asked: Import) -> Import:
    """Store an import, not saved yet: copy that is to be read and looked at."""
    check_can_hand_in(actor)
    old = Import.objects.filter(changed_at__lt=timezone.now() - KEPT_FOR)
    old.exclude(stage=ImportStage.DONE).delete()
    asked.requested_by = actor
    asked.full_clean()
    asked.save()
    return asked


def move_import(copy: Import, stage: ImportStage, **changes: Any) -> None:
    """Say how far an import has come, with what was found out on the way."""
    for name, value in (changes | {"stage": stage}).items():
        setattr(copy, name, value)
    copy.full_clean()
    copy.save(update_fields=[*changes, "stage", "changed_at"])


@transaction.atomic
def mend_import(actor: User, copy: Import, **typed: Any) -> set[str]:
    """Keep what the person typed over what was read; gives the names of what differs.

    Where that bears on the proposals, they have to be made again: the import waits for it.
    """
    _check_is_theirs(actor, copy)
    changed = {name for name, value in typed.items() if getattr(copy, name) != value}
    stage = ImportStage(copy.stage)
    if changed & PROPOSED_FROM:
        stage, typed = ImportStage.WAITING, typed | {"proposals": []}
    move_import(copy, stage, **typed)
    return changed


@transaction.atomic
def finish_import(actor: User, copy: Import) -> Article:
    """Make an import an article with its proposals; once, however often it is asked.

    Where the same address or text stands already, that article is it.
    """
    copy = Import.objects.select_for_update().get(pk=copy.pk)
    if copy.article:
        return copy.article
    _check_is_theirs(actor, copy)
    if copy.stage != ImportStage.READY:
        raise Conflict("This copy is not ready: look at it again.")
    if not copy.outlet.strip():
        raise Incomplete("Say where it runs.", "outlet")
    with connection.cursor() as cursor:
        # Of two who bring in the same copy at once, the second finds the first one's article.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('claims.editing.finish_import'))")
    article = standing_at(copy.url) or standing_text(copy.text)
    if article is None:
        known = {name: getattr(copy, name) for name in ARTICLE_FIELDS}
        article = hand_in(actor, Article(**known), copy.text)
        store_proposals(article.revisions.get(), [restored(row) for row in copy.proposals])
    move_import(copy, ImportStage.DONE, article=article, text="", proposals=[])
    return article


def _check_is_theirs(actor: User, copy: Import) -> None:
    if copy.requested_by_id != actor.pk:
        raise NotPermitted("Another person is bringing this in.")


def standing_at(address: str) -> Article | None:
    """The article at this address, or that an import from it became."""
    if not address:
        return None
    if standing := Article.objects.filter(url=address).order_by("pk").first():
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
