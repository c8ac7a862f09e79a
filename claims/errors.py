"""What the rules say when they refuse. Each message is a sentence for the person on the screen."""


class Refused(Exception):
    """A write that the rules refuse; nothing was changed."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotPermitted(Refused):
    """This step is not this person's to make."""


class Conflict(Refused):
    """The claim is no longer as the person saw it: another was quicker."""


class Incomplete(Refused):
    """Something the step needs is missing or wrong; `field` names the input."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class TextRefused(ValueError):
    """Text that cannot be stored as it is; the message says what stands where."""


class Unreadable(Refused):
    """Copy that cannot be brought in; the message says why, for who asked for it."""


class NotThere(Unreadable):
    """A site answers, and says that it has nothing at the address (any more)."""
