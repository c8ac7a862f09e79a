"""Make .venv and install what uv.lock names, unless that is done already.

Runs before anything is installed, on a Python that may be too old for the rest: it keeps to
the standard library and to what Python 3.6 understands.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Written last and removed first: while it is missing, .venv is half made and worth nothing.
STAMP = VENV / "claimtrack-setup.txt"
INPUTS = ["pyproject.toml", "uv.lock", "bin/setup.py"]
OLDEST_PYTHON = (3, 12)
UV = "uv>=0.13,<0.14"


def main():
    for path in [ROOT, VENV, ROOT / "var", ROOT / "var" / "secret-key"]:
        if path.exists() and not os.access(str(path), os.W_OK):
            refuse_foreign(path)
    with open(__file__) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # Of two that start at once, the second waits.
        place, inputs = stamped()
        if place is None or place != place_now():
            make_venv()
        elif inputs == inputs_now():
            return
        install()
        STAMP.write_text(f"{place_now()}\n{inputs_now()}\n")


def stamped():
    """Where .venv stood when it was finished, and from what it was made."""
    try:
        place, inputs = STAMP.read_text().splitlines()
    except (FileNotFoundError, ValueError):
        return None, None
    return place, inputs


def place_now():
    """The folder and the Python of .venv: its programs run nowhere else. None where none runs."""
    # Asked by printing, since only that Python itself knows what it is. (S603: our own words.)
    command = [str(PYTHON), "-I", "-c", "import sys; print(sys.version.split()[0])"]
    try:
        version = subprocess.check_output(command, stderr=subprocess.DEVNULL)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    return f"{VENV} {version.decode().strip()}"


def inputs_now():
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def make_venv():
    found = sys.version.split()[0]
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            f"ClaimTrack needs Python 3.12 or newer, and {sys.executable} is {found}: "
            "install a newer one and name it, as in: make setup PYTHON=python3.13"
        )
    # Debian packs it apart, and venv without it fails at length.
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit(
            f"{sys.executable} cannot make virtual environments: install the package "
            "python3-venv, and run make again."
        )
    if VENV.exists():
        shutil.rmtree(str(VENV))
    # Printed: this is a script for a terminal, and what it does next takes a minute.
    print(f"Making {VENV} with Python {found}; this is done once.", flush=True)
    run(sys.executable, "-m", "venv", str(VENV))


def install():
    if STAMP.exists():
        STAMP.unlink()
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    run(PYTHON, "-m", "uv", "sync", "--locked", "--all-extras", "--python", PYTHON)


def run(*command):
    environment = dict(os.environ, UV_PYTHON_DOWNLOADS="never", UV_PROJECT_ENVIRONMENT=str(VENV))
    environment.pop("VIRTUAL_ENV", None)  # An activated one that is not ours makes uv complain.
    words = [str(word) for word in command]
    # In a session of its own, out of reach of Ctrl-C, which it would answer with a traceback.
    # (S603: the words are ours, and no shell reads them.)
    process = subprocess.Popen(  # noqa: S603
        words, cwd=str(ROOT), env=environment, start_new_session=True
    )
    try:
        status = process.wait()
    except KeyboardInterrupt:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    if status:
        sys.exit(f"Set-up stopped at `{' '.join(words)}`: see above, and run make again.")


def refuse_foreign(path):
    sys.exit(
        f"You may not write to {path}: work in a checkout of your own, "
        "or have its owner remove what another user has left in it."
    )


if __name__ == "__main__":
    try:
        main()
    except PermissionError as error:
        refuse_foreign(error.filename)
    except KeyboardInterrupt:
        sys.exit(130)
