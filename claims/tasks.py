"""Long work that a worker does: `manage.py db_worker`."""

from django.tasks import task

from claims.choices import ImportStage
from claims.importing.preparing import prepare
from claims.models import Import


@task
def prepare_import(pk: int, run: int) -> None:
    """`run` is the preparation that was asked for: where a later one was, this does nothing."""
    if waiting := Import.objects.filter(pk=pk, run=run, stage=ImportStage.WAITING).first():
        prepare(waiting)
