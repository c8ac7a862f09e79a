"""The rules on sources that check_desk proves."""

from claims.management.rules import Rule

SOURCE_RULES = [
    Rule(
        "A confidential source is named nowhere but in its identity",
        "sources",
        """
        SELECT source.id FROM claims_source source
        LEFT JOIN claims_confidentialidentity identity ON identity.source_id = source.id
        WHERE source.is_confidential <> (identity.id IS NOT NULL)
            OR source.is_confidential AND (
                source.title <> 'Confidential source ' || source.id
                OR concat(source.publisher, source.author, source.url, source.note, source.contact,
                    source.asked_whom, source.asked_how, source.answer,
                    array_to_string(source.tags, '')) <> ''
                OR EXISTS (
                    SELECT FROM claims_evidence evidence WHERE evidence.source_id = source.id
                    AND strpos(lower(concat_ws(' ', evidence.locator, evidence.note)),
                        lower(identity.name)) > 0
                )
            )
        """,
    ),
    Rule(
        "An identity has a reader",
        "identities",
        """
        SELECT id FROM claims_confidentialidentity
        WHERE id NOT IN (SELECT identity_id FROM claims_identityaccess WHERE revoked_at IS NULL)
        """,
    ),
    Rule(
        "No source relies on itself through others",
        "sources",
        """
        WITH RECURSIVE chain AS (
            SELECT id, relies_on_id FROM claims_source WHERE relies_on_id IS NOT NULL
            UNION
            SELECT chain.id, next.relies_on_id FROM chain
            JOIN claims_source next ON next.id = chain.relies_on_id
            WHERE next.relies_on_id IS NOT NULL
        )
        SELECT id FROM chain WHERE relies_on_id = id
        """,
    ),
    Rule(
        "The key of an address is there where the address is",
        "sources",
        "SELECT id FROM claims_source WHERE (url = '') <> (address_key = '')",
    ),
]
