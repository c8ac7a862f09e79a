"""What a rule of the desk is that SQL can ask."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """`sql` gives the ids of the `rows` that break what `name` says."""

    name: str
    rows: str
    sql: str
