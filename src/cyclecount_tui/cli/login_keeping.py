"""Where `cyclecount login` keeps a secret: in the system keyring, or in a private file where there is none."""

from cyclecount_tui.cli.login_answers import SignIn, confirmed
from cyclecount_tui.cli.printing import say
from cyclecount_tui.ion.secret import Secret
from cyclecount_tui.settings import secret_file
from cyclecount_tui.settings.secret_file import SecretRefused
from cyclecount_tui.settings.stored_secret import account_of, keep_in_keyring
from cyclecount_tui.workflow.errors import Refusal

_NO_KEYRING = "There is no system keyring here that could keep the secret."


def keep_secret(sign_in: SignIn, secret: Secret, *, file_allowed: bool) -> str:
    """Stores the secret; a sentence that says where.

    Raises:
        Refusal: there is no keyring, and a file was not allowed or cannot be used.
        CannotWrite: the file cannot be written.
    """
    account = account_of(sign_in.client_id, sign_in.addresses)
    try:
        if keep_in_keyring(account, secret):
            return "The secret is in the system keyring."
        path = secret_file.secret_file()
        say(_NO_KEYRING)
        if not file_allowed and not confirmed(f"Keep it in {path}, which only you can read?"):
            raise Refusal(
                "Nothing was stored: --secret-file allows to keep the secret in a file that only you can read."
            )
        secret_file.keep(account, secret)
    except SecretRefused as error:
        raise Refusal(str(error)) from None
    return f"The secret is in {path}, which only you can read."
