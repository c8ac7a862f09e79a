"""Copy on its way in, as the person who brings it in sees it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce, Left, NullIf
from django.shortcuts import get_object_or_404

from claims.choices import ImportStage
from claims.models import Import, User
from claims.permissions import visible_imports
from claims.proposals import Proposal, from_json
from claims.text.marking import Part, marked_lines
from claims.text.sentences import Span, sentences_of

UNFINISHED = 10


@dataclass(frozen=True)
class Preview:
    """The text as it would be stored, with the proposals marked: nothing is an article yet."""

    lines: list[list[Part]]
    proposals: list[Proposal]
    words: int

    @property
    def headline(self) -> str:
        return "".join(run.text for part in self.lines[0] for run in part.runs)


def get_import_for(user: User, pk: int) -> Import:
    return get_object_or_404(visible_imports(user).select_related("article"), pk=pk)


def unfinished_imports(user: User) -> list[Any]:
    """This person's own, the newest first, each with `name`: its first words, or where from."""
    words = Left(Coalesce(NullIf("text", Value("")), NullIf("file_name", Value("")), "address"), 80)
    imports = visible_imports(user).exclude(stage=ImportStage.DONE).annotate(name=words)
    return list(imports.only("stage", "created_at")[:UNFINISHED])


def preview_of(copy: Import) -> Preview:
    proposals = [from_json(row) for row in copy.proposals]
    spans: list[tuple[int, Span]] = [(n, proposal.span) for n, proposal in enumerate(proposals)]
    sentences = sentences_of(copy.text, copy.language)
    lines = marked_lines(copy.text, sentences, spans)
    return Preview(lines, proposals, len(copy.text.split()))
