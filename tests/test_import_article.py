"""`manage.py import_article`: one article with its proposals, or a sentence that says why not."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.choices import Stage
from claims.importing.importer import importer
from claims.models import Article, Claim, Import, User
from tests.factories import TEXT, make_article, revision_of

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("import_article", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.txt"
    file.write_text(TEXT + "\n\nShare this\n\nLeave a Reply\n")
    return file


def test_a_file_becomes_an_article_with_proposals(story: Path) -> None:
    said = run(str(story), "--published-on", "2022-01-22")
    article = Article.objects.get()
    assert revision_of(article).text == TEXT
    assert str(article.published_on) == "2022-01-22"
    claims = Claim.objects.all()
    assert {claim.stage for claim in claims} == {Stage.PROPOSED}
    assert said.splitlines()[0] == f"Brought in: article {article.pk}, /articles/{article.pk}/"
    assert f"{len(claims)} claims proposed" in said
    (monday,) = claims.get(passages__exact__contains="on Monday").dates
    assert (monday["text"], monday["to"]) == ("Monday", monday["from"])


def test_a_file_in_another_language(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text("Der Minister bestreitet alles.")
    run(str(file), "--language", "de")
    assert Article.objects.get().language == "de"


def test_what_stands_already_is_said_to(story: Path) -> None:
    standing = make_article(text=TEXT)
    assert run(str(story)).startswith(f"Already here: article {standing.pk},")
    assert Article.objects.get() == standing


def test_nobody_can_sign_in_as_who_brought_it_in(story: Path) -> None:
    run(str(story))
    account = Article.objects.get().handed_in_by
    assert account == importer() == User.objects.get()
    assert not account.is_active
    assert not account.has_usable_password()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "holds no text"),
        (b" \n\t ", "holds no text"),
        (b"\x00\x01\x02\xff" * 100, "not text"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04nothing of a document", "damaged"),
        (b"A word and another. " * 250_000, "too long"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
        (b"Share this\n\nLeave a Reply\n", "holds no text"),
    ],
)
def test_what_cannot_be_brought_in_leaves_nothing(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        run(str(file))
    assert not Import.objects.exists()
    assert not Article.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.txt"], "cannot be read: No such file"),
        (["."], "cannot be read: Is a directory"),
        (["http://127.0.0.1:9/"], "private network"),
        (["http://169.254.169.254/latest/"], "private network"),
        (["story.txt", "--published-on", "Monday"], "is no date"),
    ],
)
def test_what_cannot_be_reached(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)
    assert not Import.objects.exists()


def test_a_persons_account_is_not_taken_over(story: Path) -> None:
    person = User.objects.create_user("import", password="made for this test")
    with pytest.raises(CommandError, match="is a person's"):
        run(str(story))
    person.refresh_from_db()
    assert person.is_active
    assert not Article.objects.exists()


def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(file, "wb") as story:
        story.write(TEXT.encode())
    assert run(os.fsdecode(file)).startswith("Brought in")
    assert Import.objects.get().file_name == "caf\ufffd.txt"
