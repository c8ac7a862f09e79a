"""What check_desk proves of corrections that were applied, and of sign-offs."""

import pytest

from claims.services.negotiation import agree_correction, apply_corrections, suggest_correction
from tests.factories import make_article, make_person, revision_of
from tests.test_check_desk import lines_of_check, run, sign_another, without_triggers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("texts", "holds"),
    [("text", True), ("text || ' More.'", False), ("replace(text, 'A 😀', '')", False)],
)
def test_what_was_struck_and_replaced_together_is_proved_on_the_whole_text(
    texts: str, holds: bool
) -> None:
    author, checker = make_person("Reporter"), make_person("Checker")
    article = make_article(author, text="Talks go on\n\nIt was a very cold morning, and wet.")
    corrections = [
        suggest_correction(checker, revision_of(article), start, end, words, "It was so.")
        for start, end, words in [(22, 26, ""), (27, 31, "A 😀"), (39, 48, "")]
    ]
    for correction in corrections:
        agree_correction(author, correction)
    apply_corrections(author, article, 1, [c.pk for c in corrections])
    assert "It was a A 😀 morning." in revision_of(article).text
    with without_triggers():
        run(f"UPDATE claims_revision SET text = {texts} WHERE number = 2")
        lines, whole = lines_of_check()
    assert whole == holds
    rule, revision = "Where corrections were applied, the text is what", revision_of(article)
    assert holds or any(
        line.startswith(f"BROKEN  {rule}") and line.endswith(f": revisions {revision.pk}")
        for line in lines
    )


@pytest.mark.parametrize(
    ("row", "change"),
    [("claims_event", "note = 'Otherwise.' WHERE verb = 'withdraw_sign_off'"),
     ("claims_signoff", "signed_by_id = (SELECT max(id) FROM claims_user)"),
     ("claims_signoff", "open_items = '{}'"), ("claims_signoff", "open_items = '[1]'"),
     ("claims_ruling", "ruled_at = now() + interval '1 day'")],
)  # fmt: skip
def test_a_sign_off_that_differs_from_the_record_is_told(row: str, change: str) -> None:
    sign_another(make_person("Editor"))
    with without_triggers():
        run(f"UPDATE {row} SET {change}")
        assert not lines_of_check()[1]
