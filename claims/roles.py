"""The roles of the desk as sets of capabilities. A new role is a row here, a group made by a
migration, and a row in the test of who may do what."""

from claims.choices import Choice


class Capability(Choice):
    """What somebody may do, so far as it depends on their role: `user.may(Capability.APPROVE)`.

    `phrase` says it after the names of the roles that have it: 'Only editors approve a verdict.'
    """

    phrase: str

    HAND_IN = "hand_in", "hand in articles"
    SEE_EVERYTHING = "see_everything", "see the articles of others"
    # Claims, passages, evidence, sources and claimants.
    ENTER = "enter", "enter data"
    # Judge claims, clear sentences, retire passages, agree to a counter.
    CHECK = "check", "check claims"
    APPROVE = "approve", "approve a verdict, confirm it for a passage or send it back"
    # Release the claims of others, answer for authors who have left.
    STAND_IN = "stand_in", "act for others"
    SIGN_OFF = "sign_off", "rule on open items and sign off"
    PUBLISH = "publish", "mark an article as published"
    KNOW_SOURCES = "know_sources", "can be told who a confidential source is"
    USE_ADMIN = "use_admin", "work in the admin"


class Role(Choice):
    """The value is the name of the group that a migration makes."""

    capabilities: frozenset[Capability]

    REPORTER = "Reporter", frozenset({Capability.HAND_IN})
    CHECKER = (
        "Checker",
        frozenset(
            {
                Capability.HAND_IN,
                Capability.SEE_EVERYTHING,
                Capability.ENTER,
                Capability.CHECK,
                Capability.KNOW_SOURCES,
                Capability.USE_ADMIN,
            }
        ),
    )
    EDITOR = "Editor", frozenset(Capability)


# What a superuser may do beside their roles: look after the data, but judge nothing.
SUPERUSER = frozenset(
    {Capability.HAND_IN, Capability.SEE_EVERYTHING, Capability.ENTER, Capability.USE_ADMIN}
)


def names_of_roles(capability: Capability) -> list[str]:
    """The groups whose members have it."""
    return [role.value for role in Role if capability in role.capabilities]
