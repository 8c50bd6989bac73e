"""The secret that `cyclecount login` has stored: in the system's keyring, or in a file where there is none."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from cyclecount_tui.ion.address import Addresses
from cyclecount_tui.ion.secret import Secret
from cyclecount_tui.settings import secret_file, system_keyring
from cyclecount_tui.settings.secret_file import SecretRefused
from cyclecount_tui.settings.system_keyring import KeyringSilent

KEYRING_SILENT = "The system keyring does not answer; unlock it and try again."

Place = Literal["keyring", "secret file"]


@dataclass(frozen=True, slots=True)
class Stored:
    """A secret and where it was found."""

    secret: Secret
    place: Place


def account_of(client_id: str, addresses: Addresses) -> str:
    """The name under which a secret is kept: that of one place is never shown to another."""
    return f"{client_id}@{urlsplit(addresses.audience).netloc}"


def stored_secret(account: str) -> Stored | None:
    """The secret of an account; None where there is none. SecretRefused where that is not known."""
    kept = secret_file.find(account)  # first, for the keyring is slow to load
    if kept is not None:
        return Stored(kept, "secret file")
    try:
        kept = system_keyring.find(account)
    except KeyringSilent:
        raise SecretRefused(KEYRING_SILENT) from None
    return Stored(kept, "keyring") if kept is not None else None


def keep_in_keyring(account: str, secret: Secret) -> bool:
    """Whether the keyring has stored it; an older one in the file is then taken out of there."""
    if not system_keyring.keep(account, secret):
        return False
    secret_file.remove(account)
    return True


def removed_from(account: str) -> list[Place]:
    """Takes the secret out of both places; the ones where it was. SecretRefused where it may still be in one."""
    places: list[Place] = ["secret file"] if secret_file.remove(account) else []
    try:
        if system_keyring.remove(account):
            places.append("keyring")
    except KeyringSilent:
        raise SecretRefused(f"{KEYRING_SILENT} It may still hold the secret.") from None
    return places
