"""How cyclecount is set up here: what the checks look at, as values from whoever puts the parts together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cyclecount_tui.workflow.diagnosing.terminal import TerminalFacts

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion
    from cyclecount_tui.ion.memory import Memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """The settings, and what leads to ION and to the database.

    `refused` are sentences about what is wrong in the settings; `missing` names those without which ION cannot be
    asked. `connect` gives a client, or raises IonError where the settings do not allow one. `folder` gives the data
    folder, or raises StoreError; without settings that can be read there is none.
    """

    refused: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    api_uri: str = ""
    auth_server: str = ""
    counter: str = ""
    connect: Callable[[], Ion] | None = None
    memory: Memory | None = None
    now: Callable[[], datetime]
    folder: Callable[[], Path] | None = None
    terminal: TerminalFacts
