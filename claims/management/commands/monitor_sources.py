"""`manage.py monitor_sources`: one run of the monitoring, for cron; docs/monitoring.md."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from claims.capturing import capture
from claims.choices import CheckOutcome
from claims.errors import Conflict
from claims.monitoring.run import MOST_SECONDS, MOST_SOURCES, run


class Command(BaseCommand):
    help = "Checks the addresses of sources that are due, politely; cron may run it often."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--sources", type=int, default=MOST_SOURCES, metavar="N", help="Check N at most."
        )
        parser.add_argument(
            "--seconds", type=float, default=MOST_SECONDS, metavar="S", help="Begin none after S."
        )

    def handle(self, *args: Any, sources: int, seconds: float, **options: Any) -> None:
        try:
            outcomes = run(timezone.now(), capture, most=sources, seconds=seconds)
        except Conflict as other:
            self.stdout.write(other.message)
            return
        self.stdout.write(f"Sources checked: {outcomes.total()}")
        for outcome, count in outcomes.most_common():
            self.stdout.write(f"  {count:4} {CheckOutcome(outcome).label}")
