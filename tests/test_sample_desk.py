"""The sample desk: a true history of one article's checking, made by the desk's own verbs."""

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.management import call_command

from claims.choices import Kind, Stage, Stance, Verb, Verdict
from claims.errors import Refused
from claims.importing import sample_desk
from claims.models import Article, Claim, Clearance, Event, Evidence, Passage, Source, User
from claims.roles import Capability, Role
from claims.selectors.workbench import Workbench
from tests.factories import make_person, revision_of, rolled_back

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
ROWS = [User, Article, Claim, Source, Evidence, Passage, Clearance, Event]

# These come before the first that uses `article`: it stays loaded until the last test of the file.


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["somebody", "admin", "anna"])
def test_it_is_not_loaded_beside_people_of_a_desk_s_own(username: str) -> None:
    make_person(Role.EDITOR, username)
    with pytest.raises(Refused, match="has people of its own"):
        sample_desk.load(FIXTURES)
    assert [row.objects.count() for row in ROWS] == [1, *[0] * 7]


@pytest.mark.django_db
def test_half_of_it_is_never_loaded(tmp_path: Path) -> None:
    desk = json.loads((FIXTURES / "sample_desk.json").read_text(encoding="utf-8"))
    desk["claims"] = desk["claims"][:2]
    used = {item["source"] for claim in desk["claims"] for item in claim["evidence"]}
    desk["sources"] = [source for source in desk["sources"] if source["url"] in used]
    desk["clearances"][-1]["sentence"] = "No such sentence."
    (tmp_path / "sample_desk.json").write_text(json.dumps(desk), encoding="utf-8")
    text = (FIXTURES / desk["article"]["text_file"]).read_text(encoding="utf-8")
    (tmp_path / desk["article"]["text_file"]).write_text(text, encoding="utf-8")
    with pytest.raises(IndexError):
        sample_desk.load(tmp_path)
    assert [row.objects.count() for row in ROWS] == [0] * 8
    assert not sample_desk.is_loaded()


@pytest.fixture(scope="module")
def article(django_db_setup: None, django_db_blocker: Any) -> Iterator[Article]:
    """Loaded once, for it takes seconds; taken back at the end."""
    with django_db_blocker.unblock(), rolled_back():
        for role in Role:  # A transactional test before this one may have flushed them away.
            Group.objects.get_or_create(name=role)
        yield sample_desk.load(FIXTURES)


def claim_of(*words: str) -> Claim:
    """The one claim whose statement has all of these words."""
    claims = Claim.objects.all()
    for word in words:
        claims = claims.filter(statement__contains=word)
    return claims.get()


def test_it_is_loaded_once(article: Article) -> None:
    before = [row.objects.count() for row in ROWS]
    assert sample_desk.is_loaded()
    with rolled_back(), pytest.raises(Refused, match="already"):
        sample_desk.load(FIXTURES)
    assert [row.objects.count() for row in ROWS] == before


def test_it_has_an_article_with_its_claims(article: Article) -> None:
    assert Article.objects.get() == article
    assert article.deadline is not None
    revision = revision_of(article)
    assert revision.text == (FIXTURES / "sample_article.txt").read_text(encoding="utf-8").strip()
    assert Claim.objects.count() >= 25
    assert set(Claim.objects.values_list("kind", flat=True)) >= set(Kind) - {Kind.LAW, Kind.NAME}
    assert not Claim.objects.filter(passages=None).exists()
    for passage in Passage.objects.all():
        assert revision.text[passage.start : passage.end] == passage.exact


def test_reported_words_have_a_claimant_whom_the_copy_names(article: Article) -> None:
    reported = [Kind.QUOTATION, Kind.DENIAL, Kind.DEMAND, Kind.ACCUSATION, Kind.POSITION]
    claims = Claim.objects.filter(kind__in=reported).select_related("claimant")
    assert len(claims) > 10
    assert [claim for claim in claims if claim.claimant is None] == []
    for claim in claims:
        # 'Jens Stoltenberg said ...': the statement names the speaker and the act.
        surname = str(claim.claimant).split()[-1]
        assert surname in claim.statement or "Western officials" in claim.statement, claim


def test_every_stage_and_verdict_can_be_seen(article: Article) -> None:
    stages = set(Claim.objects.values_list("stage", flat=True))
    assert stages == set(Stage) - {Stage.PROPOSED}
    verdicts = set(Claim.objects.filter(stage=Stage.CLOSED).values_list("verdict", flat=True))
    assert verdicts >= {
        Verdict.VERIFIED,
        Verdict.DISPUTED,
        Verdict.UNVERIFIABLE,
        Verdict.OUTDATED,
    }
    assert Clearance.objects.exists()
    progress = Workbench(article, User.objects.get(username="ben")).progress
    assert 0 < progress.unread < progress.sentences


def test_every_address_of_evidence_is_one_of_the_sources(article: Article) -> None:
    desk = json.loads((FIXTURES / "sample_desk.json").read_text(encoding="utf-8"))
    listed = {source["url"] for source in desk["sources"]}
    used = {item["source"] for claim in desk["claims"] for item in claim["evidence"]}
    assert used <= listed
    assert set(Source.objects.values_list("url", flat=True)) == listed
    assert all(url.startswith(("https://", "http://")) for url in listed)


def test_a_judged_claim_has_its_reasons(article: Article) -> None:
    judged = Claim.objects.filter(stage__in=[Stage.APPROVAL, Stage.CLOSED])
    assert len(judged) > 10
    for claim in judged:
        assert claim.rationale, claim
        unsettled = claim.verdict == Verdict.UNVERIFIABLE
        assert claim.tried if unsettled else claim.evidence.exists(), claim
    for claim in Claim.objects.filter(stage=Stage.CLOSED):
        assert claim.submitted_by_id != claim.approved_by_id


def test_the_talks_are_outdated(article: Article) -> None:
    """The dateline puts three talks after the days on which they were held."""
    for words in [["Geneva on Monday"], ["on Wednesday"], ["third round", "on Thursday"]]:
        claim = claim_of(*words)
        assert (claim.stage, claim.verdict) == (Stage.CLOSED, Verdict.OUTDATED)
        assert claim.evidence.filter(stance=Stance.DISPUTES).exists()


def test_the_number_of_troops_is_disputed(article: Article) -> None:
    claim = claim_of("about 100,000 troops")
    assert (claim.stage, claim.verdict) == (Stage.CLOSED, Verdict.DISPUTED)
    stances = {item.stance for item in claim.evidence.all()}
    assert stances >= {Stance.SUPPORTS, Stance.DISPUTES}


def test_the_demo_s_people(article: Article) -> None:
    roles = {person.username: sorted(person.roles) for person in User.objects.all()}
    assert roles == {
        "anna": [Role.EDITOR],
        "dora": [Role.EDITOR],
        "ben": [Role.CHECKER],
        "cleo": [Role.REPORTER],
        "admin": [],
    }
    assert [p.username for p in User.objects.filter(is_superuser=True)] == ["admin"]
    assert not User.objects.get(username="cleo").may(Capability.USE_ADMIN)
    assert article.handed_in_by.username == "cleo"
    password = sample_desk.PASSWORD
    assert authenticate(None, username="ben", password=password) == User.objects.get(username="ben")


def test_its_history_is_that_of_the_verbs(article: Article) -> None:
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert verbs >= {Verb.HAND_IN, Verb.MAKE, Verb.PLACE, Verb.ADD_EVIDENCE, Verb.CLEAR}
    assert verbs >= {Verb.TAKE, Verb.SUBMIT, Verb.APPROVE, Verb.SEND_BACK, Verb.DISMISS}
    output = StringIO()
    call_command("check_desk", stdout=output)
    lines = output.getvalue().splitlines()
    assert len(lines) > 10
    assert all(line.startswith("ok ") for line in lines)
