"""Who may do what by their role, and what nobody signed in may see."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from claims import permissions
from claims.choices import Stage, Verb
from claims.errors import NotPermitted
from claims.models import User
from claims.roles import Capability, Role
from claims.workflow import advance, can_undo, undo
from tests.factories import make_claim, make_evidence, make_person

pytestmark = pytest.mark.django_db

# By capability: reporter, checker, editor, superuser without a role, nobody's role.
MAY = {
    "hand_in": "yes yes yes yes no",
    "see_everything": "no yes yes yes no",
    "enter": "no yes yes yes no",
    "check": "no yes yes no no",
    "approve": "no no yes no no",
    "stand_in": "no no yes no no",
    "sign_off": "no no yes no no",
    "publish": "no no yes no no",
    "know_sources": "no yes yes no no",
    "use_admin": "no yes yes yes no",
}

VISIBLE = [rule for name, rule in vars(permissions).items() if name.startswith("visible_")]


def test_every_capability_by_role() -> None:
    people = [
        *(make_person(role) for role in Role),
        make_person(is_superuser=True),
        make_person("A group that is no role"),
    ]
    found = {
        capability.value: " ".join("yes" if person.may(capability) else "no" for person in people)
        for capability in Capability
    }
    assert found == MAY


def test_every_role_is_a_group() -> None:
    assert set(Group.objects.values_list("name", flat=True)) >= set(Role.values())


def test_two_roles_give_what_either_gives() -> None:
    person = make_person(Role.REPORTER)
    person.groups.add(Group.objects.get(name=Role.CHECKER))
    assert person.capabilities == Role.REPORTER.capabilities | Role.CHECKER.capabilities


@pytest.mark.parametrize("visible", VISIBLE, ids=lambda rule: rule.__name__)
def test_who_is_not_signed_in_or_has_no_role_sees_nothing(visible: object) -> None:
    make_evidence(make_claim())
    assert callable(visible)
    assert not visible(AnonymousUser()).exists()
    assert not visible(make_person()).exists()


@pytest.mark.parametrize(
    ("verb", "stage"), [(Verb.TAKE, Stage.OPEN), (Verb.RELEASE, Stage.CHECKING)]
)
def test_who_has_lost_the_role_does_not_undo(verb: Verb, stage: Stage) -> None:
    checker, claim = make_person(Role.CHECKER), make_claim()
    if stage == Stage.CHECKING:
        advance(claim, Verb.TAKE, checker, claim.version)
    advance(claim, verb, checker, claim.version)
    assert can_undo(claim.events.latest("pk"), checker)
    checker.groups.clear()
    former = User.objects.get(pk=checker.pk)
    assert not can_undo(claim.events.latest("pk"), former)
    with pytest.raises(NotPermitted):
        undo(claim, former, claim.version)
