"""Puts the settings together: defaults, then the settings file, then the environment; the later ones win."""

import getpass
from collections.abc import Mapping
from typing import Any

from cyclecount_tui.settings.file_reading import given_by
from cyclecount_tui.settings.given import Given
from cyclecount_tui.settings.model import Settings, SettingsProblem, Source
from cyclecount_tui.settings.places import settings_file
from cyclecount_tui.settings.variables import given_in

NEEDED = {
    "api_uri": "ION_API_URI",
    "auth_server": "ION_AUTH_SERVER",
    "client_id": "ION_CLIENT_ID",
    "client_secret": "ION_CLIENT_SECRET",
}
"""First Resonance's own names for what a client needs, by field."""


def read_settings(environment: Mapping[str, str], *, file_may_be_missing: bool = False) -> Settings:
    """The settings of an environment; an empty variable counts as one that is not set.

    A file that CYCLECOUNT_CONFIG names has to be there, unless it may be missing.

    Raises:
        SettingsProblem: the file or a variable cannot be used; all that is wrong is said at once.
    """
    said = {name: value.strip() for name, value in environment.items() if value.strip()}
    file = given_by(settings_file(said), may_be_missing=file_may_be_missing)
    variables = given_in(said)
    problems = [*file.problems, *variables.problems]
    if problems:
        raise SettingsProblem(*problems)
    values: dict[str, Any] = {}
    sources: dict[str, Source] = {}
    for given in (file, variables):
        _lay_over(given, values, sources)
    if not values.get("counter"):
        values["counter"] = _login_name()
    return Settings()._replace(**values, sources=sources, missing=_missing(values, file))


def _lay_over(given: Given, values: dict[str, Any], sources: dict[str, Source]) -> None:
    """What is given here wins, an environment's addresses included; an address beside it replaces that one of them."""
    if "environment" in given.values:
        from cyclecount_tui.ion.environments import environment_named

        preset = environment_named(given.values["environment"])
        values |= {"api_uri": preset.api_uri, "auth_server": preset.auth_server}
        of_preset = given.sources["environment"]._replace(preset=preset.name)
        sources |= {"api_uri": of_preset, "auth_server": of_preset}
    values |= given.values
    sources |= given.sources


def _missing(values: Mapping[str, Any], file: Given) -> tuple[str, ...]:
    """The variables without which ION cannot be asked.

    An id in the settings file is `cyclecount login`'s mark that it has stored a secret. Whether it is still there shows
    when ION is first asked: looking would load the keyring before anything can be seen.
    """
    expected = {"client_secret"} if "client_id" in file.values else set()
    return tuple(name for attribute, name in NEEDED.items() if attribute not in {*values, *expected})


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown counter"
