"""The system's keyring, loaded only when a secret is needed. None of its errors come out: they could hold a secret."""

from cyclecount_tui.ion.secret import Secret

SERVICE = "cyclecount"


class KeyringSilent(Exception):
    """There is a keyring, and it does not answer: it may be locked."""


def find(account: str) -> Secret | None:
    """The secret of an account; None where there is none, or no keyring. KeyringSilent where that is not known."""
    import keyring
    from keyring.errors import NoKeyringError

    try:
        text = keyring.get_password(SERVICE, account)
    except NoKeyringError:
        return None
    except Exception:  # whatever a backend raises, its message and its variables are not for a report
        raise KeyringSilent from None
    return Secret(text) if text else None


def keep(account: str, secret: Secret) -> bool:
    """Whether the keyring has stored the secret; False where there is none, or it does not keep anything."""
    import keyring

    try:
        keyring.set_password(SERVICE, account, secret.reveal())
        return keyring.get_password(SERVICE, account) == secret.reveal()
    except Exception:  # no keyring, a locked one, a refusal: the secret has to go elsewhere
        return False


def remove(account: str) -> bool:
    """Whether there was a secret to take out. KeyringSilent where it may still be there."""
    import keyring

    if find(account) is None:
        return False
    try:
        keyring.delete_password(SERVICE, account)
    except Exception:
        raise KeyringSilent from None
    return True
