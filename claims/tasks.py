"""Long work that a worker does: `manage.py db_worker`.

A service asks for a task in its own transaction: what waits for a worker and the task that is to
do it are stored together or not at all. So the tasks are below the services, and each imports what
it does, which is above them, when it runs.
"""

from datetime import timedelta

from django.tasks import task

# No task takes as long. What is under way for longer was stopped with its worker.
LONGEST_TASK = timedelta(minutes=10)
STOPPED = "This was stopped before it was done: the server was restarted, perhaps. Try again."


@task
def prepare_import(pk: int, run: int) -> None:
    from claims.importing.preparing import prepare_requested

    prepare_requested(pk, run)


@task
def capture_source(source_pk: int, actor_pk: int) -> None:
    from claims.capturing import capture_requested

    capture_requested(source_pk, actor_pk)


@task
def read_upload(pk: int) -> None:
    from claims.capturing import read_requested

    read_requested(pk)


@task
def rename_claimant(pk: int, actor_pk: int, name: str) -> None:
    from claims.services.claimants import rename_requested

    rename_requested(pk, actor_pk, name)


@task
def make_packet(pk: int) -> None:
    from claims.exporting.making import make_requested

    make_requested(pk)


@task
def propose_waiting(article_pk: int) -> None:
    from claims.services.proposals import propose_requested

    propose_requested(article_pk)
