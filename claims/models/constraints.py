from django.db.models import CheckConstraint, Q

from claims.choices import Choice


def known(
    name: str, field: str, vocabulary: type[Choice], *, blank: bool = False
) -> CheckConstraint:
    """That `field` holds a value of the vocabulary, or '' where it may be `blank`."""
    values = ["", *vocabulary.values()] if blank else vocabulary.values()
    return CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name)
