"""The environment's variables: their values, and one sentence for each that cannot be used."""

from collections.abc import Mapping

from cyclecount_tui.ion.secret import Secret
from cyclecount_tui.settings.given import Given
from cyclecount_tui.settings.model import Source
from cyclecount_tui.settings.nearest import nearest
from cyclecount_tui.settings.table import PREFIX, SECRET_VARIABLES, TABLE, our_variables


def given_in(said: Mapping[str, str]) -> Given:
    """What the environment gives; `said` are its variables that are not empty."""
    given = Given()
    for setting in TABLE:
        variable = first_set(setting.variables, said)
        if variable:
            given.take_text(setting, said[variable], variable)
    _take_secret(given, said)
    known = our_variables()
    for name in sorted(name for name in said if name.startswith(PREFIX) and name not in known):
        found = nearest(name.removeprefix(PREFIX), sorted(each.removeprefix(PREFIX) for each in known))
        end = f"; did you mean {PREFIX}{found}?" if found else ": remove it."
        given.problems.append(f"{name} is no setting{end}")
    return given


def first_set(names: tuple[str, ...], said: Mapping[str, str]) -> str:
    """The first of these variables that is set; empty where none is."""
    return next((name for name in names if name in said), "")


def _take_secret(given: Given, said: Mapping[str, str]) -> None:
    variable = first_set(SECRET_VARIABLES, said)
    if not variable:
        return
    if not said[variable].isprintable():  # never quoted
        given.problems.append(f"{variable} has an unprintable character in it: remove that.")
        return
    given.values["client_secret"] = Secret(said[variable])
    given.sources["client_secret"] = Source("variable", variable)
