from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.errors import Refused
from claims.importing import sample_desk
from claims.seeding.desk import seed_desk


class Command(BaseCommand):
    help = "Fills an empty, migrated database with a synthetic desk; the people are the demo's."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claims", type=int, required=True, help="How many.")
        parser.add_argument("--seed", type=int, default=0, help="Another number, another desk.")

    def handle(self, *args: Any, claims: int, seed: int, **options: Any) -> None:
        if claims < 1:
            raise CommandError("A desk has one claim at least.")
        try:
            seed_desk(claims, seed)
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        names = ", ".join(sample_desk.PEOPLE)
        self.stdout.write(f"{claims} claims. Sign in as {names}: {sample_desk.PASSWORD}.")
