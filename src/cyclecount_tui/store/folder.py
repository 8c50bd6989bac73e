"""The folder where the database lives: found, made private, and known to be usable."""

import os
from pathlib import Path

from cyclecount_tui.store.errors import FolderRefused

DATABASE_NAME = "cyclecount.db"


def data_folder(override: Path | None = None) -> Path:
    """The folder for the database: `override`, else where this system keeps a user's application data.

    It is made with mode 0700 where it is missing. Raises FolderRefused when it cannot be made, or when nothing can be
    written into it and no database lies there that could be read at least.
    """
    folder = override if override is not None else _usual_folder()
    made(folder)
    if not os.access(folder, os.W_OK | os.X_OK) and not (folder / DATABASE_NAME).exists():
        raise FolderRefused(f"Nothing can be written into the data folder {folder}; allow it or choose another folder.")
    return folder


def made(folder: Path) -> None:
    """Make the folder, readable by its owner alone, where it is missing. Raises FolderRefused."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "it is not possible"
        raise FolderRefused(
            f"The data folder {folder} cannot be made ({reason.lower()}); choose another folder."
        ) from error


def _usual_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("cyclecount", appauthor=False)
