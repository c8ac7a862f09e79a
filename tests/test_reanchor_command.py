"""`manage.py reanchor --jsonl` keeps the contract of a line in, a line out, whatever comes in."""

import json
import os
import subprocess
import sys
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from claims.management.commands.reanchor import places_for
from claims.management.json_lines import replies
from tests.text.strategies import STEADY

OLD = "The minister denied any plan to resign. About 300 people were killed. It rained on Sunday."
NEW = "About 300 people were killed. The minister denied every plan to resign.\U0001f600"


def line(**values: Any) -> bytes:
    return json.dumps(values).encode() + b"\n"


def replies_to(*lines: bytes) -> list[dict[str, Any]]:
    return [json.loads(reply) for reply in replies(lines, places_for)]


def test_each_line_gets_its_places_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    passages = [{"start": 70, "end": 90}, {"start": 0, "end": 39}, {"start": 40, "end": 69}]
    sent = line(id=7, old=OLD, new=NEW, passages=passages)
    sent += b"{}\n" + line(id="b", old=OLD, new=NEW, passages=[])
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(sent)))
    out = StringIO()
    call_command("reanchor", "--jsonl", stdout=out)
    assert out.getvalue().isascii()
    first, refused, second = map(json.loads, out.getvalue().splitlines())
    changed = "The minister denied every plan to resign."
    assert first == {
        "id": 7,
        "passages": [
            {"start": None, "end": None, "exact": None, "state": "lost"},
            {"start": 30, "end": 71, "exact": changed, "state": "changed"},
            {"start": 0, "end": 29, "exact": "About 300 people were killed.", "state": "placed"},
        ],
    }
    assert refused == {"id": None, "error": "The object has no old."}
    assert second == {"id": "b", "passages": []}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"new": "a", "passages": []}, "no old"),
        ({"old": "a", "passages": []}, "no new"),
        ({"old": 1, "new": "a", "passages": []}, "old that is not a string"),
        ({"old": "a", "new": ["a"], "passages": []}, "new that is not a string"),
        ({"old": "a", "new": "a"}, "no passages"),
        ({"old": "a", "new": "a", "passages": None}, "no passages"),
        ({"old": "a", "new": "a", "passages": {"start": 0, "end": 1}}, "not a list"),
        ({"old": "a", "new": "a", "passages": [[0, 1]]}, "Passage 1 is not an object"),
        ({"old": "a", "new": "a", "passages": [{"start": 0}]}, "whole numbers"),
        ({"old": "a", "new": "a", "passages": [{"start": 0.0, "end": 1}]}, "whole numbers"),
        ({"old": "a", "new": "a", "passages": [{"start": "0", "end": 1}]}, "whole numbers"),
        ({"old": "a", "new": "a", "passages": [{"start": False, "end": 1}]}, "whole numbers"),
        ({"old": "a", "new": "a", "passages": [{"start": 0, "end": True}]}, "whole numbers"),
        ({"old": "ab", "new": "a", "passages": [{"start": 1, "end": 1}]}, "after its start"),
        ({"old": "ab", "new": "a", "passages": [{"start": 2, "end": 1}]}, "after its start"),
        ({"old": "ab", "new": "abc", "passages": [{"start": 0, "end": 3}]}, "outside the old text"),
        ({"old": "ab", "new": "a", "passages": [{"start": -1, "end": 1}]}, "outside the old text"),
        ({"old": "", "new": "a", "passages": [{"start": 0, "end": 1}]}, "outside the old text"),
        (
            {
                "old": "ab",
                "new": "a",
                "passages": [{"start": 0, "end": 1}, {"start": 9, "end": 10}],
            },
            "Passage 2 lies outside",
        ),
        ({"old": "a", "new": "a", "passages": [{"start": 0, "end": 10**30}]}, "outside"),
    ],
)
def test_a_bad_line_gets_a_sentence_and_the_run_goes_on(given: dict[str, Any], said: str) -> None:
    fine = line(id=2, old="a", new="a", passages=[])
    refused, answered = replies_to(line(id=[1], **given), fine)
    assert set(refused) == {"id", "error"}
    assert refused["id"] == [1]
    assert said in refused["error"]
    assert refused["error"].endswith(".")
    assert answered == {"id": 2, "passages": []}


def test_offsets_count_code_points() -> None:
    old, new = "😀😀 It rained.", "e\u0301😀 Yes. 😀😀 It rained."
    passages = [{"start": 3, "end": 13}]
    [reply] = replies_to(line(old=old, new=new, passages=passages))
    [placed] = reply["passages"]
    assert placed == {"start": 12, "end": 22, "exact": "It rained.", "state": "placed"}


any_text = st.text(st.characters(exclude_categories=[]), max_size=30)


@given(any_text, any_text, any_text, st.data())
@STEADY
def test_any_text_gets_its_places(kept: str, old: str, new: str, data: st.DataObject) -> None:
    # Two halves side by side are one character in JSON.
    before, after = (json.loads(json.dumps(text)) for text in (old + kept, kept + new))
    numbers = st.integers(-1, len(before) + 1)
    starts_and_ends = data.draw(st.lists(st.tuples(numbers, numbers), max_size=4))
    passages = [{"start": start, "end": end} for start, end in starts_and_ends]
    [reply] = replies_to(line(id=1, old=before, new=after, passages=passages))
    if any(not 0 <= start < end <= len(before) for start, end in starts_and_ends):
        assert reply["error"].startswith("Passage ")
        return
    assert len(reply["passages"]) == len(passages)
    for place in reply["passages"]:
        if place["state"] == "lost":
            assert place["start"] is place["end"] is place["exact"] is None
        else:
            assert place["exact"] == after[place["start"] : place["end"]] != ""


@given(st.binary(max_size=60) | any_text.map(lambda text: text.encode(errors="surrogatepass")))
@STEADY
def test_any_line_gets_one_reply(sent: bytes) -> None:
    [reply] = replies_to(sent)
    assert reply["error"].endswith(".")


def test_it_answers_each_line_as_it_comes_and_needs_no_database() -> None:
    with subprocess.Popen(
        [sys.executable, "manage.py", "reanchor", "--jsonl"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        sentence = {"start": 0, "end": 39}
        for sent in (line(id=1, old=OLD, new=OLD, passages=[sentence]), b"no\n", line(id=2)):
            process.stdin.write(sent)
            process.stdin.flush()
            reply = json.loads(process.stdout.readline())
            assert "passages" in reply or "error" in reply
        process.stdin.close()
        assert process.stdout.read() == b""
        assert process.stderr.read() == b""
    assert process.returncode == 0
