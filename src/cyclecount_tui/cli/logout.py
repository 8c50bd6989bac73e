"""`cyclecount logout`: takes the stored secret of the API key out of the system keyring and the private file."""

import argparse
import os

from cyclecount_tui.cli.arguments import Verbs


def add(verbs: Verbs) -> None:
    """The verb."""
    verb = verbs.add_parser("logout", help="forget the stored secret", description=__doc__)
    verb.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Removes the secret and says from where."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.cli.putting_together import settings_here
    from cyclecount_tui.ion.address import ion_addresses
    from cyclecount_tui.settings.secret_file import SecretRefused
    from cyclecount_tui.settings.stored_secret import account_of, removed_from
    from cyclecount_tui.settings.table import SECRET_VARIABLES
    from cyclecount_tui.settings.writing import CannotWrite
    from cyclecount_tui.workflow.errors import Refusal

    settings = settings_here(file_may_be_missing=True)
    if settings.client_id and settings.api_uri and settings.auth_server:
        account = account_of(settings.client_id, ion_addresses(settings.api_uri, settings.auth_server))
        try:
            places = removed_from(account)
        except (SecretRefused, CannotWrite) as error:
            raise Refusal(str(error)) from None
        if places:
            say(f"The secret of {account} is no longer in the {' and the '.join(places)}.")
        else:
            say(f"You are logged out already: no secret of {account} is stored.")
    else:
        say("You are logged out already: the settings name no API key.")
    for name in SECRET_VARIABLES:
        if os.environ.get(name, "").strip():
            say(f"{name} is still set in the environment, and is used.")
    return 0
