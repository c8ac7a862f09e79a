"""Every vocabulary: a row has all that hangs on it, and the screen has what it is shown with."""

import re
from pathlib import Path

import pytest

from claims import choices, roles
from claims.choices import STATUSES, Choice, Kind, NoteOf, OpenItem, Stage, Stance, Verb, Verdict

STATIC = Path(choices.__file__).parent / "static" / "claims"
TOKENS = (STATIC / "css" / "tokens.css").read_text()
ICONS = (STATIC / "icons.svg").read_text()

VOCABULARIES = [
    named
    for module in (choices, roles)
    for named in vars(module).values()
    if isinstance(named, type) and issubclass(named, Choice) and named is not Choice
]


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_member_has_a_label_of_its_own_and_a_value_that_a_column_holds(
    vocabulary: type[Choice],
) -> None:
    labels = [member.label for member in vocabulary]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert all(0 < len(value) <= 20 for value in vocabulary.values())
    assert vocabulary.choices() == list(zip(vocabulary.values(), labels, strict=True))


@pytest.mark.parametrize("member", [*STATUSES, *Stance])
def test_every_status_and_stance_has_its_icon_and_its_colour(member: Choice) -> None:
    assert f'<symbol id="{member}" ' in ICONS
    attribute = "stance" if isinstance(member, Stance) else "status"
    colour = member.colour if isinstance(member, Stance) else member
    assert f'[data-{attribute}="{member}"] {{ --c: var(--s-{colour}); }}' in TOKENS
    assert re.search(rf"--s-{colour}: light-dark\(oklch\(.*oklch\(", TOKENS)


def test_a_status_is_the_verdict_of_a_closed_claim_and_else_the_stage() -> None:
    reached = {
        choices.status_of(stage, verdict)
        for stage in Stage
        for verdict in (Verdict if stage.is_judged else [""])
    }
    assert reached == set(STATUSES)
    assert len(set(STATUSES)) == len(STATUSES)


def test_one_key_chooses_one_verdict_or_stance() -> None:
    keys = [member.key for member in (*Verdict, *Stance)]
    assert all(len(key) == 1 for key in keys)
    assert len(set(keys)) == len(keys)


def test_verdicts_say_what_they_mean_and_what_an_editor_may_decide() -> None:
    for verdict in Verdict:
        assert verdict.meaning.endswith(".")
        assert set(verdict.decisions) <= set(choices.Decision)
    assert [verdict for verdict in Verdict if not verdict.decisions] == [Verdict.VERIFIED]


def test_verbs_kinds_and_open_items_have_their_words() -> None:
    assert all(verb.past.format(it="the claim") for verb in Verb)
    assert all(isinstance(verb.note_of, NoteOf) for verb in Verb)
    assert all(kind.phrase for kind in Kind)
    assert all(item.heading for item in OpenItem)


def test_a_row_that_lacks_an_entry_is_an_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Verdict.FALSE.__init__("false", "f")  # type: ignore[misc]
