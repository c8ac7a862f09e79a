-- The rules of the desk that no constraint or trigger holds: they span rows, tables and texts.
-- Each is a line with the rows that it is about and what it says, and a statement that gives the ids
-- of the rows that break it.

-- clearances: A sentence is cleared once
SELECT id FROM (
    SELECT id, lag("end") OVER (PARTITION BY revision_id ORDER BY start, id) AS cleared_to,
        start
    FROM claims_clearance
) clearance WHERE start < cleared_to;

-- claims: A claim is at the stage that its last event led to; without one it is a proposal
SELECT claim.id FROM claims_claim claim
LEFT JOIN (
    SELECT DISTINCT ON (claim_id) claim_id, to_stage FROM claims_event
    WHERE claim_id IS NOT NULL ORDER BY claim_id, id DESC
) last ON last.claim_id = claim.id
WHERE claim.stage <> coalesce(last.to_stage, 'proposed');

-- events: An event of a claim sets out from the stage that the one before led to
SELECT id FROM (
    SELECT id, from_stage, lag(to_stage) OVER (PARTITION BY claim_id ORDER BY id) AS before
    FROM claims_event WHERE claim_id IS NOT NULL
) event WHERE from_stage <> before;

-- events: An event goes a way that the table allows its verb
SELECT id FROM claims_event
WHERE verb <> 'undo' AND (verb, from_stage, to_stage) NOT IN (
    SELECT * FROM unnest(%(verbs)s::text[], %(sources)s::text[], %(targets)s::text[])
);

-- events: An undo takes back the step before it, of the same claim and person
SELECT undo.id FROM claims_event undo JOIN claims_event step ON step.id = undo.undoes_id
WHERE (step.claim_id, step.actor_id, step.from_stage, step.to_stage)
        IS DISTINCT FROM (undo.claim_id, undo.actor_id, undo.to_stage, undo.from_stage)
    OR EXISTS (
        SELECT FROM claims_event WHERE claim_id = undo.claim_id
        AND id > step.id AND id < undo.id
    );

-- claims: A verdict was given on the claim as it reads
SELECT claim.id FROM claims_claim claim
LEFT JOIN claims_claimant claimant ON claimant.id = claim.claimant_id
JOIN claims_event submission ON submission.id = claim.submission_id
WHERE (
    submission.wording #>> '{statement,text}',
    submission.wording ->> 'tried', submission.wording ->> 'kind',
    submission.wording #>> '{claimant,name}',
    coalesce(submission.wording #>> '{figure,text}', ''),
    coalesce(submission.wording #>> '{figure,unit}', ''),
    coalesce(submission.wording #>> '{figure,qualifier}', ''),
    (submission.wording #>> '{figure,low}')::double precision,
    (submission.wording #>> '{figure,high}')::double precision
) IS DISTINCT FROM (
    claim.statement::text, claim.tried, claim.kind::text, claimant.name::text,
    claim.figure_text::text, claim.figure_unit::text, claim.figure_qualifier::text,
    claim.figure_low::double precision, claim.figure_high::double precision
);

-- claims: Who approved is who took the last approval
SELECT claim.id FROM claims_claim claim
LEFT JOIN LATERAL (
    SELECT actor_id FROM claims_event
    WHERE claim_id = claim.id AND verb = 'approve' ORDER BY id DESC LIMIT 1
) approval ON true
WHERE claim.stage = 'closed' AND claim.approved_by_id IS DISTINCT FROM approval.actor_id;

-- passages: A passage that reads as judged was judged by the standing verdict in these words
SELECT passage.id FROM claims_passage passage
JOIN claims_claim claim ON claim.id = passage.claim_id
JOIN claims_event judgement ON judgement.id = passage.judgement_id
WHERE judgement.id >= claim.submission_id AND NOT (
    judgement.claim_id = claim.id
    AND judgement.verb IN ('submit', 'confirm')
    AND judgement.wording -> 'passages' @> jsonb_build_array(
        jsonb_build_object('id', passage.id, 'sha256', passage.digest)
    )
);

-- claims: A verdict has a rationale and evidence or, when unverifiable, what was tried
SELECT id FROM claims_claim claim
WHERE submission_id IS NOT NULL AND NOT (
    rationale <> '' AND CASE verdict
        WHEN 'unverifiable' THEN tried <> ''
        ELSE EXISTS (SELECT FROM claims_evidence WHERE claim_id = claim.id)
    END
);

-- events: Nobody took, submitted or approved a claim of an article that they handed in
SELECT DISTINCT event.id FROM claims_event event
CROSS JOIN jsonb_to_recordset(event.wording -> 'passages') AS passage(article bigint)
JOIN claims_article article ON article.id = passage.article
WHERE event.verb IN ('take', 'submit', 'approve')
    AND article.handed_in_by_id = event.actor_id;

-- claims: Nobody was given a claim of an article that they had handed in
-- At that time: a passage placed later may stand in the assignee's own article.
SELECT DISTINCT claim.id FROM claims_claim claim
CROSS JOIN LATERAL (
    SELECT wording FROM claims_event event
    WHERE event.claim_id = claim.id AND event.verb IN ('take', 'assign')
        AND NOT EXISTS (SELECT FROM claims_event undo WHERE undo.undoes_id = event.id)
    ORDER BY event.id DESC LIMIT 1
) given
CROSS JOIN jsonb_to_recordset(given.wording -> 'passages') AS passage(article bigint)
JOIN claims_article article ON article.id = passage.article
WHERE claim.assignee_id IS NOT NULL AND article.handed_in_by_id = claim.assignee_id;

-- passages: Nobody confirmed a passage of an article that they handed in
SELECT passage.id FROM claims_passage passage
JOIN claims_article article ON article.id = passage.article_id
JOIN claims_event judgement ON judgement.id = passage.judgement_id
WHERE judgement.verb = 'confirm' AND judgement.actor_id = article.handed_in_by_id;

-- clearances: Nobody cleared a sentence of an article that they handed in
SELECT clearance.id FROM claims_clearance clearance
JOIN claims_revision revision ON revision.id = clearance.revision_id
JOIN claims_article article ON article.id = revision.article_id
WHERE article.handed_in_by_id = clearance.cleared_by_id;

-- sign-offs: Nobody signed off an article that they handed in
SELECT sign_off.id FROM claims_signoff sign_off
JOIN claims_revision revision ON revision.id = sign_off.revision_id
JOIN claims_article article ON article.id = revision.article_id
WHERE article.handed_in_by_id = sign_off.signed_by_id;

-- rulings: Nobody ruled in an article that they handed in
SELECT ruling.id FROM claims_ruling ruling
JOIN claims_article article ON article.id = ruling.article_id
WHERE article.handed_in_by_id = ruling.ruled_by_id;

-- claims: A claim stands in an article
SELECT id FROM claims_claim claim
WHERE NOT EXISTS (SELECT FROM claims_passage WHERE claim_id = claim.id);

-- events: The digests of an event are those of its wording
SELECT id FROM claims_event
WHERE wording #>> '{statement,sha256}'
    <> encode(sha256(convert_to(wording #>> '{statement,text}', 'UTF8')), 'hex');

-- passages: A passage knows the words around it
-- With OFFSET 0 each text is uncompressed once, and not anew for every passage.
SELECT passage.id FROM claims_passage passage
JOIN (
    SELECT id, length, text || '' AS text FROM claims_revision OFFSET 0
) revision ON revision.id = passage.revision_id
WHERE length(prefix) <> least(passage.start, %(context)s)
    OR length(suffix) <> least(revision.length - passage."end", %(context)s)
    OR prefix || exact || suffix <> substr(
        revision.text, passage.start - length(prefix) + 1, length(prefix || exact || suffix)
    );

-- past passages: A past passage is of a revision that another followed
SELECT past.id FROM claims_pastpassage past
JOIN claims_article article ON article.current_revision_id = past.revision_id;

-- sources: A confidential source is named nowhere but in its identity
SELECT source.id FROM claims_source source
LEFT JOIN claims_confidentialidentity identity ON identity.source_id = source.id
WHERE source.is_confidential <> (identity.id IS NOT NULL)
    OR source.is_confidential AND EXISTS (
        SELECT FROM claims_evidence evidence WHERE evidence.source_id = source.id
        AND strpos(lower(concat_ws(' ', evidence.locator, evidence.note)),
            lower(identity.name)) > 0
    );

-- identities: An identity has a reader
SELECT id FROM claims_confidentialidentity
WHERE id NOT IN (SELECT identity_id FROM claims_identityaccess WHERE revoked_at IS NULL);

-- sources: No source relies on itself through others
WITH RECURSIVE chain AS (
    SELECT id, relies_on_id FROM claims_source WHERE relies_on_id IS NOT NULL
    UNION
    SELECT chain.id, next.relies_on_id FROM chain
    JOIN claims_source next ON next.id = chain.relies_on_id
    WHERE next.relies_on_id IS NOT NULL
)
SELECT id FROM chain WHERE relies_on_id = id;

-- corrections: A correction is applied in the revision after the one that it is of
SELECT correction.id FROM claims_correction correction
JOIN claims_revision revision ON revision.id = correction.revision_id
JOIN claims_revision applied ON applied.id = correction.applied_in_id
WHERE (applied.article_id, applied.number) <> (revision.article_id, revision.number + 1);

-- corrections: A correction is where its last event brought it
SELECT correction.id FROM claims_correction correction
LEFT JOIN LATERAL (
    SELECT wording ->> 'state' AS state FROM claims_event
    WHERE article_id = correction.article_id
        AND wording -> 'correction' = to_jsonb(correction.id)
    ORDER BY id DESC LIMIT 1
) last ON true
WHERE last.state IS DISTINCT FROM correction.state;

-- rulings: Nobody upheld or overruled a correction that they had suggested
SELECT ruling.id FROM claims_ruling ruling
JOIN claims_correction correction ON correction.id = ruling.correction_id
WHERE ruling.decision IN ('upheld', 'overruled')
    AND ruling.ruled_by_id = correction.suggested_by_id;

-- corrections: What was upheld or overruled has its ruling
SELECT id FROM claims_correction correction
WHERE state IN ('upheld', 'overruled') AND NOT EXISTS (
    SELECT FROM claims_ruling ruling
    WHERE ruling.correction_id = correction.id AND ruling.decision = correction.state
);

-- sign-offs: What was signed off, and that it was withdrawn, is in the history as it stands
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
);

-- articles: An article is published where its last event on that says so
SELECT article.id FROM claims_article article
LEFT JOIN LATERAL (
    SELECT verb FROM claims_event
    WHERE article_id = article.id AND verb IN ('publish', 'unpublish')
    ORDER BY id DESC LIMIT 1
) last ON true
WHERE (article.published_at IS NOT NULL) <> (coalesce(last.verb, '') = 'publish');

-- sign-offs: Each item that a sign-off let stand was ruled on before, and says who ruled
SELECT DISTINCT sign_off.id FROM claims_signoff sign_off
JOIN claims_revision revision ON revision.id = sign_off.revision_id
CROSS JOIN jsonb_path_query(sign_off.open_items, '$[*]') AS entry
WHERE coalesce(entry ->> 'ruled_by', '') = '' OR NOT EXISTS (
    SELECT FROM claims_ruling ruling
    WHERE ruling.article_id = revision.article_id
        AND ruling.ruled_at <= sign_off.signed_at
        AND (ruling.item, ruling.about, ruling.decision, ruling.reason) = (
            entry ->> 'item', entry ->> 'about', entry ->> 'decision', entry ->> 'reason'
        )
);
