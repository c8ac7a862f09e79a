"""The rules on corrections, rulings, sign-offs and past passages that check_desk proves."""

from collections.abc import Iterator

from claims.management.rules import Rule, TextRule
from claims.models import Revision
from claims.services.corrections import corrected
from claims.text.cleaning import stored_text

CHUNK = 20  # Revisions whose texts are held at once.


def not_as_corrected() -> Iterator[int]:
    """Revisions that differ from what the corrections applied in them make of the one before."""
    revisions = Revision.objects.filter(applied_corrections__isnull=False).distinct()
    revisions = revisions.prefetch_related("applied_corrections__revision").order_by("pk")
    for revision in revisions.iterator(chunk_size=CHUNK):
        corrections = sorted(revision.applied_corrections.all(), key=lambda c: (c.start, c.pk))
        before = corrections[0].revision.text
        if stored_text(corrected(before, corrections)) != revision.text:
            yield revision.pk


NEGOTIATION_RULES: list[Rule | TextRule] = [
    Rule(
        "A correction is applied in the revision after the one that it is of",
        "corrections",
        """
        SELECT correction.id FROM claims_correction correction
        JOIN claims_revision revision ON revision.id = correction.revision_id
        JOIN claims_revision applied ON applied.id = correction.applied_in_id
        WHERE (applied.article_id, applied.number) <> (revision.article_id, revision.number + 1)
        """,
    ),
    TextRule(
        "Where corrections were applied, the text is what they make of the one before",
        "revisions",
        not_as_corrected,
    ),
    Rule(
        "A correction is where its last event brought it",
        "corrections",
        """
        SELECT correction.id FROM claims_correction correction
        LEFT JOIN LATERAL (
            SELECT wording ->> 'state' AS state FROM claims_event
            WHERE article_id = correction.article_id
                AND wording -> 'correction' = to_jsonb(correction.id)
            ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE last.state IS DISTINCT FROM correction.state
        """,
    ),
    Rule(
        "Nobody upheld or overruled a correction that they had suggested",
        "rulings",
        """
        SELECT ruling.id FROM claims_ruling ruling
        JOIN claims_correction correction ON correction.id = ruling.correction_id
        WHERE ruling.decision IN ('upheld', 'overruled')
            AND ruling.ruled_by_id = correction.suggested_by_id
        """,
    ),
    Rule(
        "What was upheld or overruled has its ruling",
        "corrections",
        """
        SELECT id FROM claims_correction correction
        WHERE state IN ('upheld', 'overruled') AND NOT EXISTS (
            SELECT FROM claims_ruling ruling
            WHERE ruling.correction_id = correction.id AND ruling.decision = correction.state
        )
        """,
    ),
    Rule(
        "Nobody signed off an article that they handed in",
        "sign-offs",
        """
        SELECT sign_off.id FROM claims_signoff sign_off
        JOIN claims_revision revision ON revision.id = sign_off.revision_id
        JOIN claims_article article ON article.id = revision.article_id
        WHERE article.handed_in_by_id = sign_off.signed_by_id
        """,
    ),
    Rule(
        "Each item that a sign-off let stand has a decision, a reason and who ruled",
        "sign-offs",
        """
        SELECT DISTINCT sign_off.id FROM claims_signoff sign_off
        CROSS JOIN jsonb_path_query(sign_off.open_items, '$[*]') AS entry
        CROSS JOIN unnest('{item,about,decision,reason,ruled_by}'::text[]) AS needed
        WHERE coalesce(entry ->> needed, '') = ''
        """,
    ),
    Rule(
        "Each item that a sign-off let stand was ruled on before",
        "sign-offs",
        """
        SELECT DISTINCT sign_off.id FROM claims_signoff sign_off
        JOIN claims_revision revision ON revision.id = sign_off.revision_id
        CROSS JOIN jsonb_path_query(sign_off.open_items, '$[*]') AS entry
        WHERE NOT EXISTS (
            SELECT FROM claims_ruling ruling
            WHERE ruling.article_id = revision.article_id
                AND ruling.ruled_at <= sign_off.signed_at
                AND (ruling.item, ruling.about, ruling.decision, ruling.reason) = (
                    entry ->> 'item', entry ->> 'about', entry ->> 'decision', entry ->> 'reason'
                )
        )
        """,
    ),
    Rule(
        "What was signed off, and that it was withdrawn, is in the history as it stands",
        "sign-offs",
        """
        SELECT sign_off.id FROM claims_signoff sign_off
        JOIN claims_revision revision ON revision.id = sign_off.revision_id
        WHERE NOT EXISTS (
            SELECT FROM claims_event event
            WHERE (event.article_id, event.verb, event.actor_id)
                    = (revision.article_id, 'sign_off', sign_off.signed_by_id)
                AND event.wording -> 'revision' = to_jsonb(revision.id)
                AND event.wording -> 'open_items' = sign_off.open_items
        ) OR sign_off.withdrawn_at IS NOT NULL AND NOT EXISTS (
            SELECT FROM claims_event event
            WHERE (event.article_id, event.verb, event.actor_id, event.note) = (
                    revision.article_id, 'withdraw_sign_off', sign_off.withdrawn_by_id,
                    sign_off.withdrawal_reason
                )
                AND event.wording -> 'sign_off' = to_jsonb(sign_off.id)
        )
        """,
    ),
    Rule(
        "An article is published where its last event on that says so",
        "articles",
        """
        SELECT article.id FROM claims_article article
        LEFT JOIN LATERAL (
            SELECT verb FROM claims_event
            WHERE article_id = article.id AND verb IN ('publish', 'unpublish')
            ORDER BY id DESC LIMIT 1
        ) last ON true
        WHERE (article.published_at IS NOT NULL) <> (coalesce(last.verb, '') = 'publish')
        """,
    ),
    Rule(
        "A past passage is of a revision that another followed",
        "past passages",
        """
        SELECT past.id FROM claims_pastpassage past
        JOIN claims_revision revision ON revision.id = past.revision_id
        WHERE NOT EXISTS (
            SELECT FROM claims_revision later
            WHERE (later.article_id, later.number) = (revision.article_id, revision.number + 1)
        )
        """,
    ),
    Rule(
        "Nobody ruled in an article that they handed in",
        "rulings",
        """
        SELECT ruling.id FROM claims_ruling ruling
        JOIN claims_article article ON article.id = ruling.article_id
        WHERE article.handed_in_by_id = ruling.ruled_by_id
        """,
    ),
]
