"""What `cyclecount login` needs to know: from its options, from the person at the terminal, or from the settings."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cyclecount_tui.cli.printing import say
from cyclecount_tui.cli.putting_together import SettingsWrong
from cyclecount_tui.ion.address import Addresses, AddressRefused, ion_addresses
from cyclecount_tui.ion.environments import ENVIRONMENTS, TENANT, NoSuchEnvironment, environment_named
from cyclecount_tui.ion.secret import Secret
from cyclecount_tui.settings import Settings
from cyclecount_tui.workflow.errors import Refusal

if TYPE_CHECKING:
    from cyclecount_tui.ion.environments import Environment

OTHER = "other"
_NOBODY_TO_ASK = "There is nobody to ask here"
_STOPPED = "Stopped; nothing was stored."

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class SignIn:
    """Where to sign in, and as what; `environment` is empty for addresses of one's own."""

    environment: str
    api_uri: str
    auth_server: str
    client_id: str

    @property
    def addresses(self) -> Addresses:
        """The addresses made out."""
        return ion_addresses(self.api_uri, self.auth_server)


def answers(arguments: argparse.Namespace, settings: Settings) -> tuple[SignIn, Secret]:
    """Where to sign in, as what, and the secret.

    Raises:
        SettingsWrong: an option is wrong, or one is missing where nobody can be asked.
        Refusal: the person stopped, or the secret cannot be taken.
    """
    try:
        environment, api_uri, auth_server = _where(arguments, settings)
        sign_in = SignIn(environment, api_uri, auth_server, _client_id(arguments, settings))
        return sign_in, _secret(arguments)
    except (EOFError, KeyboardInterrupt):
        print(file=sys.stderr)  # the cursor is still behind the question
        raise Refusal(_STOPPED) from None


def confirmed(question: str) -> bool:
    """Whether the person says yes; False where there is nobody to ask. Enter alone is no."""
    if not _somebody_is_there():
        return False
    try:
        return input(f"{question} [y/N] ").strip().casefold() in {"y", "yes"}
    except (EOFError, KeyboardInterrupt):
        print(file=sys.stderr)
        return False


def _somebody_is_there() -> bool:
    return sys.stdin.isatty()


def _where(arguments: argparse.Namespace, settings: Settings) -> tuple[str, str, str]:
    """The environment's name, empty for addresses of one's own, and both addresses."""
    addresses_given = arguments.api_uri is not None or arguments.auth_server is not None
    if arguments.environment is not None and addresses_given:
        raise SettingsWrong("Give either --environment or --api-uri and --auth-server.")
    try:
        if arguments.environment is not None:
            return _of(environment_named(arguments.environment))
        if addresses_given:
            return _own_addresses(arguments.api_uri, arguments.auth_server)
    except (NoSuchEnvironment, AddressRefused) as error:
        raise SettingsWrong(str(error)) from error
    if _somebody_is_there():
        return _where_asked(settings)
    if settings.api_uri and settings.auth_server:
        return _of_settings(settings)
    raise SettingsWrong(f"{_NOBODY_TO_ASK}: give --environment, or --api-uri and --auth-server.")


def _of(environment: "Environment") -> tuple[str, str, str]:
    return environment.name, environment.api_uri, environment.auth_server


def _own_addresses(api_uri: str | None, auth_server: str | None) -> tuple[str, str, str]:
    if not (api_uri and auth_server):
        raise SettingsWrong("Addresses of your own go together: give both --api-uri and --auth-server.")
    ion_addresses(api_uri, auth_server)
    return "", api_uri.strip(), auth_server.strip()


def _of_settings(settings: Settings) -> tuple[str, str, str]:
    """Where the settings say; an environment only where its own addresses are the ones in effect."""
    if settings.environment:
        preset = _of(environment_named(settings.environment))
        if preset[1:] == (settings.api_uri, settings.auth_server):
            return preset
    return "", settings.api_uri, settings.auth_server


def _where_asked(settings: Settings) -> tuple[str, str, str]:
    now, api_uri, auth_server = _of_settings(settings)
    names = ", ".join(each.name for each in ENVIRONMENTS)
    print(f"Where is your ION? {names}, {TENANT}NAME, or {OTHER} for addresses of your own.")
    default = now or (OTHER if api_uri else ENVIRONMENTS[0].name)
    chosen = _asked("Environment", default, lambda typed: None if typed == OTHER else environment_named(typed))
    if chosen is not None:
        return _of(chosen)
    api_uri = _asked("Address of ION's API", "" if now else api_uri, _address)
    auth_server = _asked(
        "Address that gives out tokens", "" if now else auth_server, lambda typed: _address(typed, api_uri)
    )
    return "", api_uri, auth_server


def _address(typed: str, api_uri: str = "") -> str:
    """The address as typed, once it can be used; the second of the two with the first beside it."""
    if not typed:
        raise AddressRefused("An address is needed, such as https://api.example.com .")
    ion_addresses(api_uri or typed, typed)
    return typed


def _client_id(arguments: argparse.Namespace, settings: Settings) -> str:
    if arguments.client_id is not None:
        return _usable_id(arguments.client_id.strip())
    if _somebody_is_there():
        return _asked("Id of the API key", settings.client_id, _usable_id)
    if settings.client_id:
        return settings.client_id
    raise SettingsWrong(f"{_NOBODY_TO_ASK}: give --client-id.")


def _usable_id(typed: str) -> str:
    if not typed or not typed.isprintable():
        raise SettingsWrong("The id of the API key is needed, in signs that can be printed.")
    return typed


def _asked(question: str, default: str, taken: Callable[[str], Answer]) -> Answer:
    """What the person answers, asked again until it can be taken; Enter alone takes the default."""
    prompt = f"{question} [{default}]: " if default else f"{question}: "
    while True:
        try:
            return taken(input(prompt).strip() or default)
        except (NoSuchEnvironment, AddressRefused, SettingsWrong) as error:
            say(str(error))


def _secret(arguments: argparse.Namespace) -> Secret:
    """The secret: typed where it cannot be seen, or all of standard input."""
    if _somebody_is_there():
        secret = _typed_secret()
    elif arguments.secret_stdin:
        secret = Secret(sys.stdin.read().strip())
    else:
        raise SettingsWrong(f"{_NOBODY_TO_ASK}: give the secret on standard input, with --secret-stdin.")
    if not secret:
        raise Refusal("No secret was given; nothing was stored.")
    if not secret.reveal().isprintable():
        raise Refusal("The secret must be one line of printable signs; nothing was stored.")
    return secret


def _typed_secret() -> Secret:
    import getpass
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return Secret(getpass.getpass("Secret of the API key (not shown): ").strip())
        except getpass.GetPassWarning:
            raise Refusal("The secret cannot be typed unseen here: give it with --secret-stdin.") from None
