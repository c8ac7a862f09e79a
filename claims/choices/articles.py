"""Articles on their way in, and their languages."""

from claims.choices.words import Word


class ImportStage(Word):
    """How far copy on its way in has come."""

    WAITING = "waiting"
    FETCHING = "fetching"
    READING = "reading"
    PROPOSING = "proposing"
    READY = "ready"
    REFUSED = "refused"
    DONE = "done"

    @property
    def label(self) -> str:
        return {"ready": "Ready to look at", "refused": "Could not be read"}.get(
            self.value, super().label
        )

    @property
    def doing(self) -> str:
        """What a page of progress says of it."""
        return {
            "waiting": "Waiting for its turn",
            "fetching": "Fetching the page",
            "reading": "Reading the text",
            "proposing": "Finding claims",
        }[self.value]


class Language(Word):
    """ISO 639-1 codes of the languages that an article can be in."""

    ARABIC = "ar"
    CHINESE = "zh"
    CZECH = "cs"
    DANISH = "da"
    DUTCH = "nl"
    ENGLISH = "en"
    FINNISH = "fi"
    FRENCH = "fr"
    GERMAN = "de"
    GREEK = "el"
    HEBREW = "he"
    HINDI = "hi"
    HUNGARIAN = "hu"
    ITALIAN = "it"
    JAPANESE = "ja"
    NORWEGIAN = "no"
    PERSIAN = "fa"
    POLISH = "pl"
    PORTUGUESE = "pt"
    ROMANIAN = "ro"
    RUSSIAN = "ru"
    SPANISH = "es"
    SWEDISH = "sv"
    TURKISH = "tr"
    UKRAINIAN = "uk"

    @property
    def label(self) -> str:
        return self.name.capitalize()

    @property
    def search_config(self) -> str:
        """PostgreSQL's text search configuration; 'simple' where it has no dictionary."""
        name = self.name.lower()
        return name if name in SEARCH_CONFIGS else "simple"


# The snowball configurations that PostgreSQL 15 and every later one brings for these languages.
SEARCH_CONFIGS = {
    "arabic", "danish", "dutch", "english", "finnish", "french", "german", "greek", "hindi",
    "hungarian", "italian", "norwegian", "portuguese", "romanian", "russian", "spanish",
    "swedish", "turkish",
}  # fmt: skip
