"""Long work that a worker does: `manage.py db_worker`."""

from django.tasks import task

from claims.choices import ImportStage
from claims.importing.preparing import prepare
from claims.models import Import


@task
def prepare_import(pk: int) -> None:
    """Where it was asked for twice, the second finds it prepared, and perhaps mended since."""
    if waiting := Import.objects.filter(pk=pk, stage=ImportStage.WAITING).first():
        prepare(waiting)
