from functools import cached_property

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse

from claims.choices import ClaimantKind
from claims.models.constraints import known
from claims.models.fields import columns_but
from claims.roles import SUPERUSER, Capability, Role


class User(AbstractUser):
    shortcuts = models.BooleanField(
        "keyboard shortcuts", default=True, help_text="Single keys act on the claim in view."
    )

    class Meta(AbstractUser.Meta):
        verbose_name, verbose_name_plural = "person", "people"
        constraints = []

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def roles(self) -> frozenset[str]:
        """The names of this person's groups, read once a request."""
        return frozenset(self.groups.values_list("name", flat=True))

    @cached_property
    def capabilities(self) -> frozenset[Capability]:
        """Of all their roles together; a group that is no role gives none."""
        own = SUPERUSER if self.is_superuser else frozenset[Capability]()
        return own.union(*(role.capabilities for role in Role if role in self.roles))

    def may(self, capability: Capability) -> bool:
        return capability in self.capabilities


def accounts_of(*people: str) -> list[str]:
    """What to defer of these relations to a User where a page only names them."""
    names = ["username", "first_name", "last_name"]
    return [column for person in people for column in columns_but(User, person, *names)]


class Claimant(models.Model):
    """Who makes a claim: a person, an organisation, an unnamed source."""

    name = models.CharField(max_length=200)
    new_name = models.CharField(
        "being renamed to", max_length=200, blank=True, editable=False,
        help_text="While a task records this on the claims.",
    )  # fmt: skip
    kind = models.CharField(max_length=20, choices=ClaimantKind.choices())
    description = models.CharField(
        max_length=300, blank=True, help_text="Who this is, as a reader would need it."
    )
    same_as = models.URLField(
        "same as", blank=True, help_text="A Wikidata address or an official home page."
    )
    retired = models.BooleanField(default=False, help_text="No longer offered for new claims.")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            known("claimant_kind_known", "kind", ClaimantKind),
            models.CheckConstraint(condition=~models.Q(name=""), name="claimant_named"),
            models.UniqueConstraint(
                fields=["same_as"],
                condition=~models.Q(same_as=""),
                name="claimant_same_as_once",
                violation_error_message="A claimant with this address is already there.",
            ),
        ]
        indexes = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="claimant_name_trigrams"),
            models.Index(
                OpClass(Upper("name"), name="text_pattern_ops"), name="claimant_by_beginning"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("claimant", args=[self.pk])
