"""Why a write is refused. Each message is a sentence for the person on the screen."""

from itertools import chain


class Refused(Exception):
    """A write that the rules refuse; nothing was changed."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotPermitted(Refused):
    """This step is not this person's to make."""


class Conflict(Refused):
    """The row is no longer as the person saw it: another was quicker."""


class InvalidInput(Refused):
    """What was typed cannot be stored: `fields` has the messages about each input, and under ''
    those about none in particular.
    """

    def __init__(self, fields: dict[str, list[str]]) -> None:
        super().__init__(" ".join(chain.from_iterable(fields.values())))
        self.fields = fields


class Incomplete(InvalidInput):
    """One thing that the step needs is missing or wrong; `field` names the input."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__({field: [message]})
        self.field = field


class TextRefused(Incomplete):
    """Text that cannot be stored as it is; the message names the character and its place."""


class Unreadable(Refused):
    """A document or address that cannot be read; the message says why, for who asked for it.

    `status` is the HTTP status that a site answered with in place of the page, None otherwise.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status

    @property
    def is_gone(self) -> bool:
        """Whether the site says that it has nothing at the address (any more)."""
        return self.status in {404, 410}


class NotAllowed(Unreadable):
    """A site asks machines, in its robots.txt, to leave this page alone."""
