"""The rules on corrections, rulings and sign-offs that check_desk proves."""

from claims.management.rules import Rule

NEGOTIATION_RULES = [
    Rule(
        "The words that a correction is of stand in its revision at their place",
        "corrections",
        """
        SELECT correction.id FROM claims_correction correction
        JOIN claims_revision revision ON revision.id = correction.revision_id
        WHERE revision.article_id <> correction.article_id
            OR correction.exact <>
                substr(revision.text, correction.start + 1, correction."end" - correction.start)
        """,
    ),
    Rule(
        "The words of an applied correction stand in the revision that it was applied in",
        "corrections",
        """
        SELECT correction.id FROM claims_correction correction
        JOIN claims_revision revision ON revision.id = correction.revision_id
        JOIN claims_revision applied ON applied.id = correction.applied_in_id
        WHERE (applied.article_id, applied.number) <> (revision.article_id, revision.number + 1)
            OR strpos(applied.text, correction.words) = 0
        """,
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
        "Each item that a sign-off let stand has its ruling",
        "sign-offs",
        """
        SELECT DISTINCT sign_off.id FROM claims_signoff sign_off
        JOIN claims_revision revision ON revision.id = sign_off.revision_id
        CROSS JOIN jsonb_to_recordset(sign_off.open_items)
            AS entry(item text, about text, decision text, reason text)
        WHERE NOT EXISTS (
            SELECT FROM claims_ruling ruling
            WHERE ruling.article_id = revision.article_id
                AND (ruling.item, ruling.about, ruling.decision, ruling.reason)
                    = (entry.item, entry.about, entry.decision, entry.reason)
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
