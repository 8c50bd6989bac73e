"""Private files, written whole or not at all: 0600 where they are new, in a folder of 0700 where that is new."""

import os
import stat
import tempfile
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


class CannotWrite(Exception):
    """A file cannot be written; the text says which, why, and what to do."""


def make_new(path: Path, text: str) -> None:
    """Writes a file that must not be there yet. FileExistsError where it is, CannotWrite where it is not possible."""
    try:
        _make_folder(path.parent)
        with open(path, "x", encoding="utf-8", newline="", opener=_privately) as file:
            file.write(text)
    except FileExistsError:
        if path.parent.is_dir():
            raise
        raise CannotWrite(_refusal(path, "its folder is a file")) from None
    except OSError as error:
        raise CannotWrite(_refusal(path, error.strerror)) from None


def replace_privately(path: Path, text: str) -> None:
    """Puts a new text in a file's place in one move; the file keeps its mode. CannotWrite where it is not possible."""
    target = path.resolve()  # a link to the file stays a link
    try:
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else PRIVATE_FILE
        if target.exists() and not target.is_file():
            raise CannotWrite(_refusal(path, "it is not a file"))
        _make_folder(target.parent)
        _replace(target, text, mode)
    except OSError as error:
        raise CannotWrite(_refusal(path, error.strerror)) from None


def _replace(target: Path, text: str, mode: int) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")  # made with mode 0600
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _privately(name: str, flags: int) -> int:
    return os.open(name, flags, PRIVATE_FILE)


def _make_folder(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def _refusal(path: Path, reason: str | None) -> str:
    return f"{path} cannot be written ({(reason or 'no reason given').lower()}): allow it and try again."
