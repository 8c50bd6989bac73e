"""A keyring for tests: one file of the test's own, named by TEST_KEYRING; it may be told to be locked."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

BACKEND = "tests.cli.file_keyring.Keyring"


class Keyring(KeyringBackend):
    """Keeps passwords by service and user; raises as a locked keyring does while the file is named `locked`."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return self._passwords().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write({**self._passwords(), f"{service} {username}": password})

    def delete_password(self, service: str, username: str) -> None:
        passwords = self._passwords()
        if passwords.pop(f"{service} {username}", None) is None:
            raise PasswordDeleteError("no such password")
        self._write(passwords)

    def _passwords(self) -> dict[str, str]:
        path = _path()
        return dict(json.loads(path.read_text())) if path.exists() else {}

    def _write(self, passwords: dict[str, str]) -> None:
        _path().write_text(json.dumps(passwords))


def _path() -> Path:
    path = Path(os.environ["TEST_KEYRING"])
    if path.with_name("locked").exists():
        raise KeyringLocked("the keyring is locked")
    return path
