"""Where the settings file is, and the folder where it and a stored secret belong."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cyclecount_tui.settings.model import SettingsProblem
from cyclecount_tui.settings.table import FILE_VARIABLE

FILE_NAME = "config.toml"


class SettingsFile(NamedTuple):
    """The settings file of an environment. `named`: a variable says that it is this one, so it has to be there."""

    path: Path
    named: bool = False


def settings_file(environment: Mapping[str, str]) -> SettingsFile:
    """The file that CYCLECOUNT_CONFIG names, else the usual one; it may not be there.

    Raises:
        SettingsProblem: it is in the home of somebody who has none here.
    """
    named = environment.get(FILE_VARIABLE, "").strip()
    if not named:
        return SettingsFile(config_folder() / FILE_NAME)
    try:
        return SettingsFile(Path(named).expanduser().absolute(), named=True)
    except RuntimeError as error:
        raise SettingsProblem(
            f"{FILE_VARIABLE} is in the home of somebody who has none here: give the whole path."
        ) from error


def config_folder() -> Path:
    """Where this system keeps a user's settings of this program; it may not be there."""
    from platformdirs import user_config_path

    return user_config_path("cyclecount", appauthor=False)
