"""Prove over the whole database every rule of the desk that it can be asked."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from claims.choices import Stage, Verb
from claims.management.negotiation_rules import NEGOTIATION_RULES
from claims.management.rules import Rule, TextRule
from claims.management.source_rules import SOURCE_RULES
from claims.text.passages import CONTEXT
from claims.workflow import STALE_TARGETS, TRANSITIONS

SHOWN = 10  # Ids of offending rows; the rest is counted.


# A subquery with OFFSET 0 reads each text once: joined as they lie, they would be uncompressed anew
# for every passage.
RULES: list[Rule | TextRule] = [
    Rule(
        "A sentence is cleared once",
        "clearances",
        """
        SELECT id FROM (
            SELECT id, lag("end") OVER (PARTITION BY revision_id ORDER BY start, id) AS cleared_to,
                start
            FROM claims_clearance
        ) clearance WHERE start < cleared_to
        """,
    ),
    Rule(
        "A claim is at the stage that its last event led to",
        "claims",
        """
        SELECT claim.id FROM claims_claim claim
        JOIN (
            SELECT DISTINCT ON (claim_id) claim_id, to_stage FROM claims_event
            WHERE claim_id IS NOT NULL AND to_stage <> '' ORDER BY claim_id, id DESC
        ) last ON last.claim_id = claim.id
        WHERE claim.stage <> last.to_stage
        """,
    ),
    Rule(
        "An event of a claim sets out from the stage that the one before led to",
        "events",
        """
        SELECT id FROM (
            SELECT id, from_stage, lag(to_stage) OVER (PARTITION BY claim_id ORDER BY id) AS before
            FROM claims_event WHERE claim_id IS NOT NULL
        ) event WHERE from_stage <> before
        """,
    ),
    Rule(
        "An event goes a way that the table allows its verb",
        "events",
        """
        SELECT id FROM claims_event
        WHERE verb <> 'undo' AND (verb, from_stage, to_stage) NOT IN (
            SELECT * FROM unnest(%(verbs)s::text[], %(sources)s::text[], %(targets)s::text[])
        )
        """,
    ),
    Rule(
        "An undo takes back the step before it, of the same claim and person",
        "events",
        """
        SELECT id FROM (
            SELECT id, verb, undoes_id, actor_id, from_stage, to_stage,
                lag(id) OVER steps AS step, lag(actor_id) OVER steps AS who,
                lag(from_stage) OVER steps AS source, lag(to_stage) OVER steps AS target
            FROM claims_event WINDOW steps AS (PARTITION BY claim_id ORDER BY id)
        ) event
        WHERE verb = 'undo' AND (undoes_id, actor_id, from_stage, to_stage)
                IS DISTINCT FROM (step, who, target, source)
            OR verb <> 'undo' AND undoes_id IS NOT NULL
        """,
    ),
    Rule(
        "Only going stale and proposing are done by nobody",
        "events",
        """
        SELECT id FROM claims_event
        WHERE (actor_id IS NULL) <> (verb IN ('go_stale', 'propose'))
        """,
    ),
    Rule(
        "A verdict stands on the statement as it reads",
        "claims",
        """
        SELECT claim.id FROM claims_claim claim
        LEFT JOIN LATERAL (
            SELECT wording FROM claims_event
            WHERE claim_id = claim.id AND verb IN ('submit', 'approve', 'confirm')
            ORDER BY id DESC LIMIT 1
        ) judged ON true
        WHERE claim.stage IN ('approval', 'closed')
            AND judged.wording #>> '{statement,sha256}'
                IS DISTINCT FROM encode(sha256(convert_to(claim.statement, 'UTF8')), 'hex')
        """,
    ),
    Rule(
        "Who approved is who took the last approval, and did not submit",
        "claims",
        """
        SELECT claim.id FROM claims_claim claim
        LEFT JOIN LATERAL (
            SELECT actor_id FROM claims_event
            WHERE claim_id = claim.id AND verb = 'approve' ORDER BY id DESC LIMIT 1
        ) approval ON true
        WHERE claim.stage = 'closed' AND (
            claim.approved_by_id IS DISTINCT FROM approval.actor_id
            OR claim.approved_by_id = claim.submitted_by_id
        )
        """,
    ),
    Rule(
        "A passage that reads as judged was judged by the standing verdict in these words",
        "passages",
        """
        SELECT passage.id FROM claims_passage passage
        JOIN claims_claim claim ON claim.id = passage.claim_id
        JOIN claims_event judgement ON judgement.id = passage.judgement_id
        WHERE judgement.id >= claim.submission_id AND NOT (
            judgement.claim_id = claim.id
            AND judgement.verb IN ('submit', 'confirm')
            AND judgement.wording -> 'passages' @> jsonb_build_array(
                jsonb_build_object('id', passage.id, 'sha256', passage.digest)
            )
        )
        """,
    ),
    Rule(
        "A verdict has a rationale and evidence or, when unverifiable, what was tried",
        "claims",
        """
        SELECT id FROM claims_claim claim
        WHERE stage IN ('approval', 'closed') AND NOT (
            rationale <> '' AND CASE verdict
                WHEN 'unverifiable' THEN tried <> ''
                ELSE EXISTS (SELECT FROM claims_evidence WHERE claim_id = claim.id)
            END
        )
        """,
    ),
    Rule(
        "Nobody took, submitted or approved a claim of an article that they handed in",
        "events",
        """
        SELECT DISTINCT event.id FROM claims_event event
        CROSS JOIN jsonb_to_recordset(event.wording -> 'passages') AS passage(article bigint)
        JOIN claims_article article ON article.id = passage.article
        WHERE event.verb IN ('take', 'submit', 'approve')
            AND article.handed_in_by_id = event.actor_id
        """,
    ),
    Rule(
        "Nobody confirmed a passage of an article that they handed in",
        "passages",
        """
        SELECT passage.id FROM claims_passage passage
        JOIN claims_article article ON article.id = passage.article_id
        JOIN claims_event judgement ON judgement.id = passage.judgement_id
        WHERE judgement.verb = 'confirm' AND judgement.actor_id = article.handed_in_by_id
        """,
    ),
    Rule(
        # At that time: a passage placed later may stand in the assignee's own article.
        "Nobody was given a claim of an article that they had handed in",
        "claims",
        """
        SELECT DISTINCT claim.id FROM claims_claim claim
        CROSS JOIN LATERAL (
            SELECT wording FROM claims_event event
            WHERE event.claim_id = claim.id AND event.verb IN ('take', 'assign')
                AND NOT EXISTS (SELECT FROM claims_event undo WHERE undo.undoes_id = event.id)
            ORDER BY event.id DESC LIMIT 1
        ) given
        CROSS JOIN jsonb_to_recordset(given.wording -> 'passages') AS passage(article bigint)
        JOIN claims_article article ON article.id = passage.article
        WHERE article.handed_in_by_id = claim.assignee_id
        """,
    ),
    Rule(
        "A claim that is more than a proposal has a history",
        "claims",
        """
        SELECT id FROM claims_claim claim
        WHERE stage <> 'proposed'
            AND NOT EXISTS (SELECT FROM claims_event WHERE claim_id = claim.id)
        """,
    ),
    Rule(
        "A claim stands in an article",
        "claims",
        """
        SELECT id FROM claims_claim claim
        WHERE NOT EXISTS (SELECT FROM claims_passage WHERE claim_id = claim.id)
        """,
    ),
    Rule(
        "What was tried, kind, claimant and figure are those that the verdict was given on",
        "claims",
        """
        SELECT claim.id FROM claims_claim claim
        LEFT JOIN claims_claimant claimant ON claimant.id = claim.claimant_id
        JOIN claims_event submission ON submission.id = claim.submission_id
        WHERE (
            submission.wording ->> 'tried', submission.wording ->> 'kind',
            submission.wording #>> '{claimant,name}',
            coalesce(submission.wording #>> '{figure,text}', ''),
            coalesce(submission.wording #>> '{figure,unit}', ''),
            coalesce(submission.wording #>> '{figure,qualifier}', ''),
            (submission.wording #>> '{figure,low}')::double precision,
            (submission.wording #>> '{figure,high}')::double precision
        ) IS DISTINCT FROM (
            claim.tried, claim.kind::text, claimant.name::text, claim.figure_text::text,
            claim.figure_unit::text, claim.figure_qualifier::text,
            claim.figure_low::double precision, claim.figure_high::double precision
        )
        """,
    ),
    Rule(
        "The digests of an event are those of its wording",
        "events",
        """
        SELECT id FROM claims_event
        WHERE wording #>> '{statement,sha256}'
            <> encode(sha256(convert_to(wording #>> '{statement,text}', 'UTF8')), 'hex')
        """,
    ),
    Rule(
        "Nobody cleared a sentence of an article that they handed in",
        "clearances",
        """
        SELECT clearance.id FROM claims_clearance clearance
        JOIN claims_revision revision ON revision.id = clearance.revision_id
        JOIN claims_article article ON article.id = revision.article_id
        WHERE article.handed_in_by_id = clearance.cleared_by_id
        """,
    ),
    Rule(
        "A passage knows the words around it",
        "passages",
        """
        SELECT passage.id FROM claims_passage passage
        JOIN (
            SELECT id, text || '' AS text FROM claims_revision OFFSET 0
        ) revision ON revision.id = passage.revision_id
        WHERE substr(revision.text, passage."end" + 1, %(context)s) <> suffix
            OR substr(revision.text, greatest(passage.start - %(context)s, 0) + 1,
                least(passage.start, %(context)s)) <> prefix
        """,
    ),
    *SOURCE_RULES,
    *NEGOTIATION_RULES,
]


def allowed_ways() -> list[tuple[str, str, str]]:
    """Every (verb, from, to) of an event but of undo, which goes another verb's way back."""
    ways: list[tuple[str, str, str]] = [
        (verb, source, row.target) for verb, row in TRANSITIONS.items() for source in row.sources
    ]
    ways += [(Verb.GO_STALE, *way) for way in STALE_TARGETS.items()]
    ways += [(Verb.MAKE, "", Stage.OPEN), (Verb.PROPOSE, "", Stage.PROPOSED)]
    others = set(Verb) - {verb for verb, _, _ in ways} - {Verb.UNDO}
    # Whatever is no step leaves a claim where it is; an article has no stage.
    return ways + [(verb, stage, stage) for verb in others for stage in ["", *Stage]]


def broken_by(rule: Rule | TextRule) -> tuple[list[int], int]:
    """The first ids of the rows that break a rule, and how many there are."""
    if isinstance(rule, TextRule):
        broken = list(rule.broken())
        return broken[:SHOWN], len(broken)
    verbs, sources, targets = zip(*allowed_ways(), strict=True)
    params: dict[str, Any] = {
        "verbs": list(verbs),
        "sources": list(sources),
        "targets": list(targets),
        "context": CONTEXT,
        "shown": SHOWN,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, count(*) OVER () FROM ({rule.sql}) broken"  # noqa: S608  Ours alone.
            " ORDER BY id LIMIT %(shown)s",
            params,
        )
        found = cursor.fetchall()
    return [row_id for row_id, _ in found], found[0][1] if found else 0


class Command(BaseCommand):
    help = "Proves every rule of the desk over the whole database; exits with 1 if one is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = [rule for rule in RULES if not self.report(rule)]
        if broken:
            raise CommandError(f"{len(broken)} of {len(RULES)} rules are broken.")

    def report(self, rule: Rule | TextRule) -> bool:
        ids, number = broken_by(rule)
        if not ids:
            self.stdout.write(f"ok      {rule.name}")
            return True
        more = f" and {number - len(ids)} more" if number > len(ids) else ""
        self.stdout.write(f"BROKEN  {rule.name}: {rule.rows} {', '.join(map(str, ids))}{more}")
        return False
