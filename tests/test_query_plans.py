"""How PostgreSQL answers each page of a desk of 100,000 claims: never by reading all of a table."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from claims.models import User
from claims.seeding.desk import seed_desk
from tests.bench.rows import READ, WRITE, Row, rows_for
from tests.factories import rolled_back

CLAIMS = 100_000
LARGE = 400  # Rows: the fewest are the claimants, and a desk of a million claims has 5,000.
MOST = (
    5000  # Rows that one step of a plan may read or sort: a page of articles counts their claims.
)


@pytest.fixture(scope="module")
def desk(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), rolled_back():
        seed_desk(CLAIMS)
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("desk")
def test_no_page_reads_a_whole_table(subtests: Any) -> None:
    person = User.objects.get(username="anna")
    client = Client()
    client.force_login(person)
    large = large_tables()
    for row in rows_for(person, 3):
        if row.name in {READ, WRITE}:  # These views are the benchmark's alone.
            continue
        with subtests.test(row.name):
            assert faults_of(row, client, large) == set()


def large_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE reltuples >= %s", [LARGE])
        return {name for (name,) in cursor.fetchall()}


def faults_of(row: Row, client: Client, large: set[str]) -> set[str]:
    found: set[str] = set()
    for request in row.requests:
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            headers = {"HX-Request": "true"} if request.from_page else {}
            method = client.get if request.data is None else client.post
            assert method(request.path, request.data, headers=headers).status_code == 200
        for query in queries:
            if query["sql"].startswith("SELECT"):
                found |= {f"{fault}\n{query['sql']}" for fault in faults_in(query["sql"], large)}
    return found


def faults_in(sql: str, large: set[str]) -> Iterator[str]:
    with connection.cursor() as cursor:
        # Some tables are small enough here to be read whole: the question is if an index serves.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}")
        plan = cursor.fetchone()[0][0]["Plan"]
        cursor.execute("RESET enable_seqscan")
    for node in nodes_of(plan):
        kind, loops = node["Node Type"], node["Actual Loops"]
        read = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * loops
        if kind == "Seq Scan" and node["Relation Name"] in large and read > LARGE:
            yield f"reads all of {node['Relation Name']}"
        if kind.endswith("Sort") and node["Plans"][0]["Actual Rows"] > MOST:
            yield f"sorts {node['Plans'][0]['Actual Rows']:.0f} rows"
        if node.get("Parent Relationship") == "SubPlan" and loops > MOST:
            yield f"asks a subquery {loops} times"
        # What a step above reads again, such as Materialize, it has in memory.
        if "Relation Name" in node and read > MOST:
            yield f"{kind} of {node['Relation Name']} goes through {read:.0f} rows"


def nodes_of(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes_of(below)
