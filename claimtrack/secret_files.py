import os
import secrets
from pathlib import Path


def secret_in(path: Path) -> str:
    """A random word, made once, kept in `path` and readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        with open(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            # Of several processes that start at once one gives its file the name, whole.
            os.link(unfinished, path)
        except FileExistsError:
            pass  # Another process was quicker: its word is the one.
        finally:
            unfinished.unlink()
    return path.read_text()
