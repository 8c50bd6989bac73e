"""The settings, read once from the environment by the command line and handed down as values."""

import getpass
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ION_VARIABLES = ("ION_API_URI", "ION_AUTH_SERVER", "ION_CLIENT_ID", "ION_CLIENT_SECRET")
"""First Resonance's own names for what a client needs."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set. `missing` names the variables without which ION cannot be asked."""

    api_uri: str = ""
    auth_server: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    data_dir: Path | None = None
    counter: str = ""
    discrepancy_location: str = "CYCLE-COUNT-DISCREPANCY"
    mrb_mark: str = "MRB"
    ascii_only: bool = False
    bells: bool = True
    missing: tuple[str, ...] = ()


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment; an empty variable counts as one that is not set."""
    said = {name: value.strip() for name, value in environment.items() if value.strip()}
    data_dir = said.get("CYCLECOUNT_DATA_DIR")
    return Settings(
        api_uri=said.get("ION_API_URI", ""),
        auth_server=said.get("ION_AUTH_SERVER", ""),
        client_id=said.get("ION_CLIENT_ID", ""),
        client_secret=said.get("ION_CLIENT_SECRET", ""),
        data_dir=Path(data_dir).expanduser() if data_dir else None,
        counter=said.get("CYCLECOUNT_COUNTER") or _login_name(),
        discrepancy_location=said.get("CYCLECOUNT_DISCREPANCY_LOCATION", "CYCLE-COUNT-DISCREPANCY"),
        mrb_mark=said.get("CYCLECOUNT_MRB_MARK", "MRB"),
        ascii_only=_is_on(said.get("CYCLECOUNT_ASCII", "")),
        bells=_is_on(said.get("CYCLECOUNT_BELLS", "on")),
        missing=tuple(name for name in ION_VARIABLES if name not in said),
    )


def _is_on(text: str) -> bool:
    return text.casefold() in {"1", "on", "yes", "true"}


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown counter"
