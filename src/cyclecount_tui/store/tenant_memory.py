"""What is remembered about ION from one start to the next: short texts in one private file beside the database."""

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Lock

FILE_NAME = "tenant-memory.json"


class TenantMemory:
    """Texts by key in `tenant-memory.json`, mode 0600.

    Nothing in it is needed: a file that cannot be read is empty, and what cannot be written is forgotten.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._lock = Lock()

    def read(self, key: str) -> str | None:
        """The text of a key, or None."""
        return self._texts().get(key)

    def write(self, key: str, text: str) -> None:
        """Keep a text; the file is whole before and after, whenever the program ends."""
        with self._lock, suppress(OSError):
            self._replace({**self._texts(), key: text})

    def _texts(self) -> dict[str, str]:
        try:
            content = json.loads(self._path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(content, dict):
            return {}
        return {key: text for key, text in content.items() if isinstance(text, str)}

    def _replace(self, texts: dict[str, str]) -> None:
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=f".{FILE_NAME}.")  # made with mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(texts, file)
            Path(name).replace(self._path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
