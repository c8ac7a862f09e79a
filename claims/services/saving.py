"""What the verbs share: saving what differs, and the event of each write."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from claims import workflow
from claims.choices import Verb
from claims.errors import Conflict, InvalidInput
from claims.models import Article, Claim, Claimant, Event, Evidence, Source, User


def locked(article: Article) -> Article:
    """The article as it is now; nobody else writes its row until the transaction ends.

    Without joined rows: after waiting for the lock they would be those from before.
    """
    return Article.objects.select_for_update(no_key=True).get(pk=article.pk)


def check(row: Model, **options: Any) -> None:
    """Raises InvalidInput, about its fields, where the row cannot be stored as it is.

    `options` are those of Django's `full_clean`, which asks the database about each constraint.
    """
    with _as_invalid_input():
        row.full_clean(**options)


def store(
    row: Model, *, exclude: Collection[str] = (), update_fields: Collection[str] | None = None
) -> None:
    """Save a row that holds only what may be stored. Raises InvalidInput.

    The database holds it to its constraints; only where it refuses is each asked which it is.
    """
    relations = {field.name for field in row._meta.fields if field.is_relation}
    with _as_invalid_input():
        row.clean_fields(exclude={*relations, *exclude})
    try:
        with transaction.atomic():
            row.save(update_fields=update_fields)
    except IntegrityError:
        check(row, exclude=exclude)
        raise


@contextmanager
def _as_invalid_input() -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        messages = error.message_dict
        about_none = messages.pop(NON_FIELD_ERRORS, None)
        raise InvalidInput(messages | ({"": about_none} if about_none else {})) from error


def write(row: Article | Claimant | Evidence | Source, changes: dict[str, Any]) -> dict[str, Any]:
    """Save what differs, and give the former values of it, as JSON can hold them.

    What `row` holds is what the person saw. Raises Conflict where another has changed the same
    a moment ago; the row stays as it is from here until the transaction ends.
    """
    now = type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)
    before = {
        name: getattr(now, name) for name, value in changes.items() if getattr(now, name) != value
    }
    editable = [name for name in before if row._meta.get_field(name).editable]
    if any(before[name] != getattr(row, name) for name in editable):
        raise Conflict("Someone changed this a moment ago, and nothing was saved. Save again.")
    for name in before:
        setattr(row, name, changes[name])
        setattr(now, name, changes[name])
    store(now)
    return {name: stored(value) for name, value in before.items()}


def stored(value: Any) -> Any:
    """A former value as JSON can hold it; a row as its key and how it read."""
    if isinstance(value, Model):
        return {"id": value.pk, "name": str(value)}
    return value if isinstance(value, str | int | list | None) else str(value)


def record_together(
    claims: Sequence[Claim],
    actor: User,
    verb: Verb,
    *,
    note: str = "",
    before: dict[str, Any],
) -> None:
    """record for many claims at once, whose rows are locked; each gets its next version."""
    Claim.objects.change_together(claims)
    wordings = workflow.wordings_of(claims)
    before = {name: stored(value) for name, value in before.items()}
    Event.objects.bulk_create(
        (
            Event(
                claim=claim, actor=actor, verb=verb, from_stage=claim.stage, to_stage=claim.stage,
                note=note, before=before, wording=wordings[claim.pk],
            )
            for claim in claims
        ),
        batch_size=workflow.BATCH,
    )  # fmt: skip


def record(
    claim: Claim,
    actor: User,
    verb: Verb,
    *,
    to_stage: str = "",
    note: str = "",
    before: dict[str, Any] | None = None,
) -> Event:
    return Event.objects.create(
        claim=claim,
        actor=actor,
        verb=verb,
        from_stage="" if to_stage else claim.stage,
        to_stage=to_stage or claim.stage,
        note=note,
        before={name: stored(value) for name, value in (before or {}).items()},
        wording=workflow.wording_of(claim),
    )


def record_on_article(
    article: Article, actor: User, verb: Verb, note: str = "", **wording: Any
) -> Event:
    """`wording` is what the event was about, as JSON can hold it."""
    return Event.objects.create(article=article, actor=actor, verb=verb, note=note, wording=wording)
