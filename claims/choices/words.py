"""What every vocabulary is made of."""

from enum import StrEnum


class Word(StrEnum):
    """A word as stored; `label` is how it reads on the screen."""

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


def choices_of(words: type[Word]) -> list[tuple[str, str]]:
    """(stored, shown) pairs in the order of the vocabulary, as form and model fields take them."""
    return [(word.value, word.label) for word in words]


def values_of(words: type[Word]) -> list[str]:
    """The stored values, as plain strings: what a constraint or a migration may hold."""
    return [word.value for word in words]
