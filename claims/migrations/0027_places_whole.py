"""What a row can be held to alone: a comparison's and a query's place, who acted, what was undone."""

from django.db import migrations, models
from django.db.models import F, Q

SYSTEM_VERBS = ["go_stale", "propose"]


class Migration(migrations.Migration):
    dependencies = [("claims", "0026_searched_by_beginning")]

    operations = [
        migrations.AddConstraint(
            "comparison",
            models.CheckConstraint(
                condition=Q(start=None, end=None, state="absent")
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="comparison_placed_whole",
            ),
        ),
        # A comparison with null is none, so the end was let be absent.
        migrations.RemoveConstraint("query", "query_placed_whole"),
        migrations.AddConstraint(
            "query",
            models.CheckConstraint(
                condition=Q(revision=None, start=None, end=None)
                | Q(
                    revision__isnull=False,
                    start__isnull=False,
                    end__isnull=False,
                    end__gt=F("start"),
                ),
                name="query_placed_whole",
            ),
        ),
        migrations.RemoveConstraint("event", "event_has_actor_unless_systems"),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(
                condition=Q(actor=None, verb__in=SYSTEM_VERBS)
                | (Q(actor__isnull=False) & ~Q(verb__in=SYSTEM_VERBS)),
                name="event_has_actor_unless_systems",
            ),
        ),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(
                condition=Q(verb="undo", undoes__isnull=False) | (~Q(verb="undo") & Q(undoes=None)),
                name="event_undo_of_a_step",
            ),
        ),
    ]
