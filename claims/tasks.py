"""Long work that a worker does: `manage.py db_worker`."""

from django.tasks import task

from claims.importing.preparing import prepare
from claims.models import Import


@task
def prepare_import(pk: int) -> None:
    prepare(Import.objects.get(pk=pk))
