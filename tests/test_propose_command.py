"""`manage.py propose --jsonl` keeps the contract of a line in, a line out, whatever comes in."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import Kind, Qualifier
from claims.management.commands.propose import proposals_for
from claims.management.json_lines import replies
from claims.proposals import Proposal
from claims.text.dates import DateMention
from claims.text.figures import Figure
from claims.text.sentences import Span
from tests.text.strategies import STEADY

NEWS = "The minister denied any plan to resign. About 300 people were killed on Monday."


def run(monkeypatch: pytest.MonkeyPatch, sent: bytes) -> list[dict[str, Any]]:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(sent)))
    out = StringIO()
    call_command("propose", "--jsonl", stdout=out)
    assert out.getvalue().isascii()
    lines = out.getvalue().split("\n")
    assert lines.pop() == ""
    return [json.loads(line) for line in lines]


def line(**values: Any) -> bytes:
    return json.dumps(values).encode() + b"\n"


def whole_text(text: str, published_on: date | None, language: str) -> list[Proposal]:
    """Proposes the text itself, with everything that a proposal can hold."""
    span = Span(0, len(text))
    return [
        Proposal(
            span=span,
            statement=text,
            kind=Kind.FIGURE,
            claimant=None,
            claimant_kind=None,
            figure=Figure(span, 1.5, None, "%", Qualifier.AT_LEAST),
            dates=(DateMention(span, published_on, None, "as “today”"),),
            cues=("a figure: “1.5”",),
            score=0.5,
        )
    ]


def replies_to(*lines: bytes) -> list[dict[str, Any]]:
    return [json.loads(reply) for reply in replies(lines, partial(proposals_for, whole_text))]


def test_each_line_gets_its_proposals_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = run(
        monkeypatch,
        line(id=7, text=NEWS, published_on="2022-01-26") + line(id="b", text="Good morning."),
    )
    assert first["id"] == 7
    assert [p["kind"] for p in first["proposals"]] == ["denial", "figure"]
    for proposal in first["proposals"]:
        assert list(proposal) == [
            "start", "end", "exact", "kind", "claimant", "figure", "dates", "cues", "score",
        ]  # fmt: skip
        assert NEWS[proposal["start"] : proposal["end"]] == proposal["exact"]
        assert 0 <= proposal["score"] <= 1
    assert second == {"id": "b", "proposals": []}


def test_a_proposal_is_written_whole() -> None:
    assert replies_to(line(text="1.5", published_on="2022-01-22")) == [
        {
            "id": None,
            "proposals": [
                {
                    "start": 0,
                    "end": 3,
                    "exact": "1.5",
                    "kind": "figure",
                    "claimant": None,
                    "figure": {
                        "text": "1.5",
                        "low": 1.5,
                        "high": None,
                        "unit": "%",
                        "qualifier": "at least",
                    },
                    "dates": [
                        {
                            "text": "1.5",
                            "start": 0,
                            "end": 3,
                            "from": "2022-01-22",
                            "to": None,
                            "reading": "as “today”",
                        }
                    ],
                    "cues": ["a figure: “1.5”"],
                    "score": 0.5,
                }
            ],
        }
    ]


@pytest.mark.parametrize(
    ("bad", "line_id", "said"),
    [
        (b"", None, "not JSON"),
        (b"\n", None, "not JSON"),
        (b"no\n", None, "not JSON"),
        (b'{"id": 1, "text": "a"} {}', None, "not JSON"),
        (b'{"id": 1, "text": "a\nb"}', None, "not JSON"),
        (b"\xef\xbb\xbf{}", None, "not JSON"),
        (b"[1]", None, "not a JSON object"),
        (b'"text"', None, "not a JSON object"),
        (b'{"id": 1, "text": "\xff"}', None, "not UTF-8"),
        (b'{"id": 1, "text": "\xed\xa0\x80"}', None, "not UTF-8"),
        ('{"id": 1, "text": "a"}'.encode("utf-16"), None, "not UTF-8"),
        (b'{"id": ' + b"9" * 5000 + b', "text": "a"}', None, "number"),
        (b'{"id": NaN, "text": "a"}', None, "number"),
        (b'{"id": -Infinity, "text": "a"}', None, "number"),
        (b'{"id": 1e999, "text": "a"}', None, "number"),
        (b"[" * 200_000, None, "nested"),
        (b'{"text": "a", "id": ' + b"[" * 99_999 + b"]" * 99_999 + b"}", None, "nested"),
        (b'{"id": "x"}', "x", "no text"),
        (b'{"id": "x", "text": null}', "x", "no text"),
        (b'{"id": [1, {"a": null}], "text": 5}', [1, {"a": None}], "not a string"),
        (b'{"id": 0.5, "text": ["a"]}', 0.5, "not a string"),
        (b'{"id": 1, "text": "a", "published_on": "2022-02-30"}', 1, "published_on"),
        (b'{"id": 1, "text": "a", "published_on": "yesterday"}', 1, "published_on"),
        (b'{"id": 1, "text": "a", "published_on": ""}', 1, "published_on"),
        (b'{"id": 1, "text": "a", "published_on": 20220122}', 1, "published_on"),
    ],
)  # fmt: skip
def test_a_bad_line_gets_a_sentence_and_the_run_goes_on(
    bad: bytes, line_id: object, said: str
) -> None:
    refused, answered = replies_to(bad, line(id=2, text="Fine."))
    assert set(refused) == {"id", "error"}
    assert refused["id"] == line_id
    assert said in refused["error"]
    assert refused["error"].endswith(".")
    assert answered["id"] == 2


@pytest.mark.parametrize("depth", range(1000, 20_000, 900))
def test_an_id_is_echoed_or_refused_at_any_depth(depth: int) -> None:
    nested = b'{"text": "a", "id": ' + b"[" * depth + b"]" * depth + b"}"
    [reply] = replies([nested], partial(proposals_for, whole_text))
    assert reply.startswith('{"id": ' + "[" * depth) or "nested too deeply" in reply


@given(st.text(st.characters(exclude_categories=[])), st.booleans())
@STEADY
def test_any_text_comes_back_as_it_was(text: str, escaped: bool) -> None:
    joined = json.loads(json.dumps(text))  # Two halves side by side are one character in JSON.
    sent = json.dumps({"text": joined}, ensure_ascii=escaped or not storable(joined)).encode()
    [reply] = replies_to(sent)
    [proposal] = reply["proposals"]
    assert proposal["exact"] == joined
    assert proposal["end"] == len(joined)


def storable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def test_lines_end_at_line_feeds_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = '{"id": 1,\r "text": "a\u2028b\x85c"}\r\n\n{"id": 3, "text": "\\r\\n"}'
    assert [reply["id"] for reply in run(monkeypatch, sent.encode())] == [1, None, 3]


def test_nothing_in_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, b"") == []


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[bytes]]:
    """Starts manage.py as a shell does, with a database that is not there."""

    def started(*arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return started


def test_it_answers_each_line_as_it_comes_and_needs_no_database(
    start: Callable[..., subprocess.Popen[bytes]],
) -> None:
    with start("propose", "--jsonl") as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        for sent in (line(id=1, text=NEWS), b"{}\n", line(id=2, text=NEWS)):
            process.stdin.write(sent)
            process.stdin.flush()
            reply = json.loads(process.stdout.readline())
            assert reply["id"] == json.loads(sent).get("id")
        process.stdin.close()
        assert process.stdout.read() == b""
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_it_ends_quietly_when_nobody_reads_on(
    start: Callable[..., subprocess.Popen[bytes]],
) -> None:
    with start("propose", "--jsonl") as process:
        assert process.stdout
        process.stdout.close()
        _, errors = process.communicate(line(id=1, text=NEWS) * 100)
    assert errors == b""
    assert process.returncode == 0


def test_without_jsonl_it_says_how_to_use_it(
    start: Callable[..., subprocess.Popen[bytes]],
) -> None:
    with start("propose") as process:
        out, errors = process.communicate(line(id=1, text=NEWS))
    assert b"--jsonl" in errors
    assert out == b""
    assert process.returncode != 0
