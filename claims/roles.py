"""Who may do what: the roles of the desk as sets of capabilities. A new role is a row here, a group
made by a migration, and a row in the test of access."""

from claims.choices import Choice


class Capability(Choice):
    """What somebody may do, so far as it depends on their role: `user.may(Capability.APPROVE)`."""

    HAND_IN = "hand_in"  # Bring in articles, and see and answer for their own.
    SEE_EVERYTHING = "see_everything"  # Every article, claim and source, not their own only.
    ENTER = "enter"  # Type in claims, passages, evidence, sources and claimants.
    CHECK = "check"  # Judge claims, clear sentences, retire passages, agree to a counter.
    APPROVE = "approve"  # Approve verdicts and send them back, confirm them for a passage.
    STAND_IN = "stand_in"  # Release others' claims, answer for authors who have left.
    SIGN_OFF = "sign_off"  # Rule on open items and corrections, and sign off.
    PUBLISH = "publish"  # Mark an article as published.
    USE_ADMIN = "use_admin"  # Work in the admin site.


class Role(Choice):
    """The names of the groups that a migration makes, and what each may do."""

    capabilities: frozenset[Capability]

    def __init__(self, value: str, *row: Capability) -> None:
        self.label, self.capabilities = value, frozenset(row)

    REPORTER = "Reporter", Capability.HAND_IN
    CHECKER = (
        "Checker", Capability.HAND_IN, Capability.SEE_EVERYTHING, Capability.ENTER,
        Capability.CHECK, Capability.USE_ADMIN,
    )  # fmt: skip
    EDITOR = "Editor", *Capability


# Those whom an admin made a superuser, whatever their roles.
SUPERUSER_CAPABILITIES = frozenset(
    {Capability.HAND_IN, Capability.SEE_EVERYTHING, Capability.ENTER, Capability.USE_ADMIN}
)
