from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from claims.choices import Stage, Verb, Verdict
from claims.models.constraints import known

# Nobody does these.
SYSTEM_VERBS = [Verb.GO_STALE.value, Verb.PROPOSE.value]


class Event(models.Model):
    """One line of the history: who, what, when, from which stage to which, on which wording.

    The database refuses to change or delete it. `actor` is null where the system acted.
    """

    claim = models.ForeignKey(
        "claims.Claim",
        models.PROTECT,
        related_name="events",
        null=True,
        blank=True,
        db_index=False,  # Both have an index of their own with the key behind.
    )
    article = models.ForeignKey(
        "claims.Article",
        models.PROTECT,
        related_name="events",
        null=True,
        blank=True,
        db_index=False,
    )
    actor = models.ForeignKey(
        "claims.User", models.PROTECT, related_name="events", null=True, blank=True
    )
    at = models.DateTimeField(db_default=Now(), editable=False)
    verb = models.CharField(max_length=20, choices=Verb.choices())
    from_stage = models.CharField(max_length=20, choices=Stage.choices(), blank=True)
    to_stage = models.CharField(max_length=20, choices=Stage.choices(), blank=True)
    verdict = models.CharField(max_length=20, choices=Verdict.choices(), blank=True)
    note = models.TextField(blank=True, help_text="The reason, or the rationale of a verdict.")
    before = models.JSONField(
        default=dict, blank=True, help_text="What the step changed on the claim, as it was."
    )
    wording = models.JSONField(
        default=dict,
        blank=True,
        help_text="Statement and passages as they read, each with its SHA-256; evidence.",
    )
    undoes = models.OneToOneField(
        "self", models.PROTECT, related_name="undone_by", null=True, blank=True
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            known("event_verb_known", "verb", Verb),
            models.CheckConstraint(
                condition=Q(
                    from_stage__in=["", *Stage.values()], to_stage__in=["", *Stage.values()]
                ),
                name="event_stages_known",
            ),
            known("event_verdict_known", "verdict", Verdict, blank=True),
            models.CheckConstraint(
                condition=Q(claim__isnull=False) | Q(article__isnull=False),
                name="event_about_something",
            ),
            models.CheckConstraint(
                condition=Q(actor=None, verb__in=SYSTEM_VERBS)
                | (Q(actor__isnull=False) & ~Q(verb__in=SYSTEM_VERBS)),
                name="event_has_actor_unless_systems",
            ),
            models.CheckConstraint(
                condition=Q(verb=Verb.UNDO.value, undoes__isnull=False)
                | (~Q(verb=Verb.UNDO.value) & Q(undoes=None)),
                name="event_undo_of_a_step",
            ),
        ]
        indexes = [
            models.Index(fields=["claim", "id"], name="event_by_claim"),
            models.Index(fields=["article", "id"], name="event_by_article"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} at {self.at:%Y-%m-%d %H:%M:%S}"
