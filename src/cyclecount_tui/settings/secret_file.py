"""Where secrets are kept when the system has no keyring: one file that nobody but its owner may read."""

import json
import os
import stat
from pathlib import Path

from cyclecount_tui.ion.secret import Secret
from cyclecount_tui.settings.places import config_folder
from cyclecount_tui.settings.writing import replace_privately

FILE_NAME = "secrets.json"
_NOT_THE_OWNER = stat.S_IRWXG | stat.S_IRWXO


class SecretRefused(Exception):
    """A stored secret cannot be used; the text says why, and what to do."""


def secret_file() -> Path:
    """The file's path; it may not be there."""
    return config_folder() / FILE_NAME


def find(account: str) -> Secret | None:
    """The secret of an account, None where there is none. SecretRefused where the file cannot be trusted or read."""
    return _secrets().get(account)


def keep(account: str, secret: Secret) -> None:
    """Stores a secret. SecretRefused as above, CannotWrite where it is not possible."""
    _write({**_secrets(), account: secret})


def remove(account: str) -> bool:
    """Whether there was a secret to take out. SecretRefused and CannotWrite as above."""
    secrets = _secrets()
    if account not in secrets:
        return False
    del secrets[account]
    if secrets:
        _write(secrets)
    else:
        secret_file().unlink(missing_ok=True)
    return True


def _write(secrets: dict[str, Secret]) -> None:
    texts = {account: secret.reveal() for account, secret in secrets.items()}
    replace_privately(secret_file(), json.dumps(texts, indent=2) + "\n")


def _secrets() -> dict[str, Secret]:
    path = secret_file()
    try:
        content = json.loads(_read_privately(path))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SecretRefused(f"{path} cannot be read ({(error.strerror or 'no reason given').lower()}).") from None
    except (ValueError, RecursionError):  # the error would hold what is in the file
        raise SecretRefused(f"{path} holds no secrets in a form that is known: remove it, and log in again.") from None
    if not isinstance(content, dict):
        raise SecretRefused(f"{path} holds no secrets in a form that is known: remove it, and log in again.")
    return {account: Secret(text) for account, text in content.items() if isinstance(text, str)}


def _read_privately(path: Path) -> bytes:
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_mode & _NOT_THE_OWNER:
            raise SecretRefused(
                f"Others can read {path}, which holds a secret: run chmod 600 {path}, and make a new secret in ION "
                f"if somebody may have seen it."
            )
        return file.read()
