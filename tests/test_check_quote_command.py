"""The command as it is piped: JSON objects in and out, one a line, no database."""

import io
import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from claims.management.commands.check_quote import check_in_json
from claims.management.json_lines import replies
from tests.text.strategies import STEADY

SOURCE = "“We do not want a war,” the minister said. “It cost 10 million.”"


def line(**fields: Any) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def replies_to(*lines: bytes) -> list[Any]:
    return [json.loads(reply) for reply in replies(lines, check_in_json)]


def test_each_line_gets_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = line(id=7, quote="“We want a war.”", source_text=SOURCE)
    sent += line(id="b", quote="It cost ten million", source_text="😀 It cost 10 million.")
    sent += line(quote="Zebra", source_text=SOURCE)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sent)))
    stdout = io.StringIO()
    call_command("check_quote", "--jsonl", stdout=stdout)
    assert [json.loads(reply) for reply in stdout.getvalue().splitlines()] == [
        {
            "id": 7,
            "state": "altered",
            "start": 1,
            "end": 21,
            "ratio": 1,
            "changes": [{"op": "delete", "quote": "", "source": "do not", "fair": False}],
        },
        {
            "id": "b",
            "state": "altered",
            "start": 2,
            "end": 20,
            "ratio": 1,
            "changes": [{"op": "replace", "quote": "ten", "source": "10", "fair": True}],
        },
        {"id": None, "state": "absent", "start": None, "end": None, "ratio": 0, "changes": []},
    ]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b"no\n", "not JSON"),
        (b"[1]\n", "not a JSON object"),
        (b'{"id": 1, "quote": "\xff"}\n', "not UTF-8"),
        (line(source_text="a"), "no quote"),
        (line(quote="a"), "no source_text"),
        (line(quote="a", source_text=None), "no source_text"),
        (line(quote=["a"], source_text="a"), "not a string"),
    ],
)
def test_a_bad_line_gets_a_sentence_and_the_run_goes_on(bad: bytes, said: str) -> None:
    refused, answered = replies_to(bad, line(id=2, quote="a war", source_text=SOURCE))
    assert set(refused) == {"id", "error"}
    assert said in refused["error"]
    assert (answered["id"], answered["state"]) == (2, "exact")


anything = st.text(st.characters(exclude_categories=[]))


@given(anything, anything)
@STEADY
def test_any_text_gets_an_answer(quote: str, source: str) -> None:
    [reply] = replies_to(line(id=1, quote=quote, source_text=source))
    assert set(reply) == {"id", "state", "start", "end", "ratio", "changes"}
    [alone] = replies_to(line(quote=source, source_text=source))
    assert alone["state"] == ("exact" if alone["end"] else "absent")


def test_it_needs_no_database() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check_quote", "--jsonl"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"},
        input=line(id=1, quote="a war", source_text=SOURCE),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["state"] == "exact"
    assert done.stderr == b""
