"""Where the parts meet: settings, database and ION become one workplace."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cyclecount_tui.ion.errors import IonError
from cyclecount_tui.settings import Settings, read_settings

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion
    from cyclecount_tui.workflow.workplace import Workplace


class SettingsWrong(Exception):
    """A setting is missing or cannot be used; the text says which, and what to do."""


class NotSetUp(SettingsWrong, IonError):
    """ION cannot be asked as it is set up; what needs no ION goes on without."""


def settings_here() -> Settings:
    """The settings of this process's environment.

    Raises:
        SettingsWrong: the data folder is in the home of somebody who has none here.
    """
    try:
        return read_settings(os.environ)
    except RuntimeError as error:
        raise SettingsWrong(
            "CYCLECOUNT_DATA_DIR is in the home of somebody who has none here: give the whole path."
        ) from error


@contextmanager
def workplace(counter: str | None = None) -> Iterator["Workplace"]:
    """The workplace of the environment's settings; ION is only connected to when it is first asked."""
    from cyclecount_tui.store.folder import data_folder
    from cyclecount_tui.store.opening import open_store
    from cyclecount_tui.workflow.workplace import Practice, Workplace

    settings = settings_here()
    place = Workplace(
        store=open_store(data_folder(settings.data_dir)),
        connect=lambda: connected(settings),
        clock=lambda: datetime.now(UTC),
        counter=(counter or "").strip() or settings.counter,
        practice=Practice(settings.discrepancy_location, settings.mrb_mark),
    )
    try:
        yield place
    finally:
        place.close()


def connected(settings: Settings) -> "Ion":
    """A client for the tenant of the settings; nothing is sent yet.

    Raises:
        NotSetUp: a setting is missing, or an address cannot be used.
    """
    if settings.missing:
        names = ", ".join(settings.missing)
        raise NotSetUp(f"ION is not set up: set {names}, or try the program with cyclecount demo.")
    from cyclecount_tui.ion.address import AddressRefused
    from cyclecount_tui.ion.connecting import connect

    try:
        return connect(settings.api_uri, settings.auth_server, settings.client_id, settings.client_secret)
    except AddressRefused as error:
        raise NotSetUp(str(error)) from error
