"""Who works at a synthetic desk: the demo's people, and some more of each role."""

from dataclasses import dataclass

from claims.importing import sample_desk
from claims.models import User
from claims.roles import Role

MORE = {Role.EDITOR: 4, Role.CHECKER: 12, Role.REPORTER: 6}


@dataclass(frozen=True)
class People:
    reporters: list[User]
    checkers: list[User]  # Editors check, too.
    editors: list[User]


def make_people() -> People:
    roles: dict[str, Role | None] = dict(sample_desk.PEOPLE)
    roles |= {
        f"{role.lower()}{n + 1}": role for role, number in MORE.items() for n in range(number)
    }
    made = sample_desk.make_people(roles)
    of_role = {role: [made[name] for name in roles if roles[name] is role] for role in Role}
    return People(
        reporters=of_role[Role.REPORTER],
        checkers=of_role[Role.CHECKER] + of_role[Role.EDITOR],
        editors=of_role[Role.EDITOR],
    )
