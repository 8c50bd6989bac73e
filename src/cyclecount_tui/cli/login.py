"""`cyclecount login`: asks for an API key, proves it with ION, and keeps its secret in the system keyring."""

import argparse
import os
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs

if TYPE_CHECKING:
    from cyclecount_tui.cli.login_answers import SignIn
    from cyclecount_tui.ion.secret import Secret
    from cyclecount_tui.ion.transport import Authorization
    from cyclecount_tui.settings.places import SettingsFile

_SECTION = "ion"


def add(verbs: Verbs) -> None:
    """The verb and its options; what is not given is asked for, or taken from the settings where nobody can be asked.

    No option takes the secret: everybody on the machine can read what stands on a command line.
    """
    verb = verbs.add_parser("login", help="prove an API key of ION and keep its secret", description=__doc__)
    verb.add_argument("--environment", metavar="NAME", help="where your ION is: production, sandbox, tenant:NAME, ...")
    verb.add_argument("--api-uri", metavar="ADDRESS", help="the address of ION's API, instead of an environment")
    verb.add_argument("--auth-server", metavar="ADDRESS", help="the address that gives out tokens, with --api-uri")
    verb.add_argument("--client-id", metavar="ID", help="the id of the API key")
    verb.add_argument("--secret-stdin", action="store_true", help="read the secret from standard input")
    verb.add_argument(
        "--secret-file", action="store_true", help="without a system keyring, keep the secret in a private file"
    )
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Proves the key and stores it; nothing is stored when the proof fails."""
    from cyclecount_tui.cli.login_answers import answers
    from cyclecount_tui.cli.login_keeping import keep_secret
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.cli.putting_together import settings_here
    from cyclecount_tui.settings.places import settings_file
    from cyclecount_tui.settings.writing import CannotWrite, replace_privately
    from cyclecount_tui.workflow.errors import Refusal

    settings = settings_here(file_may_be_missing=True)
    file = settings_file(os.environ)
    sign_in, secret = answers(arguments, settings)
    try:
        text = _with_sign_in(file, sign_in)  # before the proof: nothing is stored that could not be told of
        say(_proven(sign_in, secret, settings.authorization))
        say(keep_secret(sign_in, secret, file_allowed=arguments.secret_file))
        replace_privately(file.path, text)
    except CannotWrite as error:
        raise Refusal(str(error)) from error
    except KeyboardInterrupt:
        raise Refusal("Stopped; nothing was stored.") from None
    say(f"The address and the id are in {file.path}.")
    _warn_of_what_wins(sign_in)
    return 0


def _with_sign_in(file: "SettingsFile", sign_in: "SignIn") -> str:
    """The text of the settings file as it will be."""
    from cyclecount_tui.settings.editing import edited
    from cyclecount_tui.settings.file_reading import text_of

    by_name = bool(sign_in.environment)
    values = {
        "environment": sign_in.environment if by_name else None,
        "api_uri": None if by_name else sign_in.api_uri,
        "auth_server": None if by_name else sign_in.auth_server,
        "client_id": sign_in.client_id,
    }
    return edited(text_of(file, may_be_missing=True), _SECTION, values, str(file.path))


def _proven(sign_in: "SignIn", secret: "Secret", authorization: "Authorization") -> str:
    """Who the key is, in a sentence, once ION has accepted it. IonError when it does not."""
    from cyclecount_tui.ion.connecting import connect
    from cyclecount_tui.ion.errors import NotPermitted, SchemaMismatch

    where = sign_in.environment or sign_in.addresses.audience
    with connect(
        sign_in.api_uri, sign_in.auth_server, sign_in.client_id, secret, authorization=authorization
    ) as ion:  # fmt: skip
        try:
            return f"Signed in to {where} as {ion.me()}."
        except (SchemaMismatch, NotPermitted):  # the key was accepted, only the question was not
            return f"Signed in to {where}, which does not say who the key belongs to."


def _warn_of_what_wins(sign_in: "SignIn") -> None:
    """Names the variables because of which the next start would not use what was just stored."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.settings.table import SECRET_VARIABLES, TABLE

    stored = [each for each in TABLE if each.section == _SECTION and hasattr(sign_in, each.key)]
    names = [name for each in stored for name in each.variables] + list(SECRET_VARIABLES)
    winning = [name for name in names if os.environ.get(name, "").strip()]
    if winning:
        wins = "is set in the environment and wins" if len(winning) == 1 else "are set in the environment and win"
        say(f"{', '.join(winning)} {wins} over what was just stored.")
