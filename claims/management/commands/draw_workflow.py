"""Write docs/workflow.md: the workflow's one table, and the diagram of it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.choices import Stage, Verb
from claims.permissions import STEP_CHECKS, check_can_undo
from claims.workflow import STALE_TARGETS, TRANSITIONS, UNDO_WITHIN

INTRODUCTION = """# The workflow of a claim

`manage.py draw_workflow` writes this page from `claims/workflow.py` and `claims/permissions.py`.

"""


def page_path() -> Path:
    return Path(settings.BASE_DIR) / "docs" / "workflow.md"


def page() -> str:
    return INTRODUCTION + diagram() + "\n" + table()


def diagram() -> str:
    arrows: dict[tuple[str, str], list[str]] = {
        ("[*]", Stage.PROPOSED): [],
        ("[*]", Stage.OPEN): [],
    }
    for verb, row in TRANSITIONS.items():
        for source in sorted(row.sources, key=list(Stage).index):
            arrows.setdefault((source, row.target), []).append(words_of(verb))
    for way in STALE_TARGETS.items():
        arrows.setdefault(way, []).append(words_of(Verb.GO_STALE))
    lines = [
        f"    {source} --> {target}" + (f": {', '.join(verbs)}" if verbs else "")
        for (source, target), verbs in arrows.items()
    ]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```", ""])


def table() -> str:
    rows = [("verb", "from", "to", "who", "needs"), ("---",) * 5]
    for verb, row in TRANSITIONS.items():
        sources = ", ".join(stage for stage in Stage if stage in row.sources)
        rows.append((verb, sources, row.target, said(STEP_CHECKS[verb]), said(row.changes)))
    for source, target in STALE_TARGETS.items():
        rows.append((Verb.GO_STALE, source, target, "The system.", "The reason."))
    within = f"Within {UNDO_WITHIN.total_seconds():.0f} seconds, nothing after it."
    rows.append((Verb.UNDO, "any", "the one before", said(check_can_undo), within))
    return "".join(f"| {' | '.join(map(words_of, row))} |\n" for row in rows)


def said(rule: object) -> str:
    """The first line of a rule's docstring: what the page says of it."""
    return (rule.__doc__ or "").splitlines()[0]


def words_of(verb: str) -> str:
    return verb.replace("_", " ")


class Command(BaseCommand):
    help = "Writes docs/workflow.md, the workflow's table and diagram."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; exit with 1 if it is out of date."
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        path = page_path()
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(page())
        elif not path.exists() or path.read_text() != page():
            raise CommandError(f"{path} is out of date: run manage.py draw_workflow.")
