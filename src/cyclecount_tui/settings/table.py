"""Every setting in one table: a row here, and a field of `Settings`, is all that a new setting needs."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from cyclecount_tui.settings.kinds import ADDRESS, ENVIRONMENT, FOLDER, SWITCH, TEXT, Kind, choice
from cyclecount_tui.settings.model import Settings

PREFIX = "CYCLECOUNT_"
FILE_VARIABLE = "CYCLECOUNT_CONFIG"
"""Names the settings file, so it cannot stand in one."""

SECRET_VARIABLES = ("CYCLECOUNT_ION_CLIENT_SECRET", "ION_CLIENT_SECRET")
"""The secret may come from the environment, from where `cyclecount login` put it, and from nowhere else."""

_DEFAULTS = {each.name: each.default for each in fields(Settings)}


@dataclass(frozen=True, slots=True)
class Setting:
    """One row.

    `field` is its field of `Settings`, the key where nothing is said; `also` are variables besides the one that every
    setting has; `example` stands in a new settings file where there is no default.
    """

    section: str
    key: str
    kind: Kind
    description: str
    field: str = ""
    also: tuple[str, ...] = ()
    example: str = ""

    @property
    def name(self) -> str:
        """As in `ion.client_id`."""
        return f"{self.section}.{self.key}"

    @property
    def attribute(self) -> str:
        """The field of `Settings`."""
        return self.field or self.key

    @property
    def variables(self) -> tuple[str, ...]:
        """The environment variables it is read from, the one that counts first."""
        return (f"{PREFIX}{self.section}_{self.key}".upper(), *self.also)

    @property
    def default(self) -> Any:
        """What it is when nothing sets it; empty or None where that is nothing, or found out when needed."""
        return _DEFAULTS[self.attribute]


TABLE = (
    Setting("ion", "environment", ENVIRONMENT, "Where your ION is: production, sandbox, gov, gov-sandbox, gov-old, "
            "gov-old-sandbox, australia, australia-sandbox, or tenant:NAME.", example="production"),
    Setting("ion", "api_uri", ADDRESS, "The address of ION's API, where the environment's is not the right one.",
            also=("ION_API_URI",), example="https://api.buildwithion.com"),
    Setting("ion", "auth_server", ADDRESS, "The address that gives out tokens, where the environment's is not the "
            "right one.", also=("ION_AUTH_SERVER",), example="auth.buildwithion.com"),
    Setting("ion", "client_id", TEXT, "The id of your API key.", also=("ION_CLIENT_ID",), example="..."),
    Setting("ion", "authorization", choice("bearer", "raw", "token"), "How a request shows its token: bearer, raw or "
            "token."),
    Setting("count", "counter", TEXT, "Who counts, for the journal; by default your login name.",
            also=("CYCLECOUNT_COUNTER",), example="Ann"),
    Setting("count", "discrepancy_location", TEXT, "The location where unexplained extras are parked.",
            also=("CYCLECOUNT_DISCREPANCY_LOCATION",)),
    Setting("count", "mrb_mark", TEXT, "A location with this in its name is a material review board location.",
            also=("CYCLECOUNT_MRB_MARK",)),
    Setting("terminal", "ascii", SWITCH, "Draw with ASCII alone.", field="ascii_only", also=("CYCLECOUNT_ASCII",)),
    Setting("terminal", "bells", SWITCH, "Ring the terminal's bell for errors.", also=("CYCLECOUNT_BELLS",)),
    Setting("data", "dir", FOLDER, "Where the journal is kept; by default the system's folder for a user's "
            "application data.", field="data_dir", example="~/cyclecount"),
)  # fmt: skip
"""Every setting, in the order of the settings file."""

SECTIONS = tuple(dict.fromkeys(each.section for each in TABLE))

BY_NAME: Mapping[str, Setting] = {each.name: each for each in TABLE}
"""By `section.key`."""


def our_variables() -> set[str]:
    """Every variable of the environment that this program knows and that begins with its prefix."""
    known = {FILE_VARIABLE, *SECRET_VARIABLES, *(name for each in TABLE for name in each.variables)}
    return {name for name in known if name.startswith(PREFIX)}
