"""Where the parts meet: settings, database and ION become one workplace."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cyclecount_tui.ion.errors import IonError
from cyclecount_tui.settings import Settings, SettingsProblem, read_settings

if TYPE_CHECKING:
    from cyclecount_tui.domain.approval_rules import ApprovalRules
    from cyclecount_tui.domain.recount_rules import RecountRules
    from cyclecount_tui.domain.scans.scan_rules import ScanRules
    from cyclecount_tui.ion.address import Addresses
    from cyclecount_tui.ion.client import Ion
    from cyclecount_tui.ion.memory import Memory
    from cyclecount_tui.ion.secret import Secret
    from cyclecount_tui.workflow.workplace import Practice, Workplace


class SettingsWrong(Exception):
    """A setting is missing or cannot be used; each text says which, and what to do."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """One sentence for each thing that is wrong."""
        return tuple(str(text) for text in self.args)

    def __str__(self) -> str:
        return " ".join(self.sentences)


class NotSetUp(SettingsWrong, IonError):
    """ION cannot be asked as it is set up; what needs no ION goes on without."""


def settings_here(*, file_may_be_missing: bool = False) -> Settings:
    """The settings of this process's environment and of the settings file.

    Raises:
        SettingsWrong: the file or a variable cannot be used.
    """
    try:
        return read_settings(os.environ, file_may_be_missing=file_may_be_missing)
    except SettingsProblem as error:
        raise SettingsWrong(*error.sentences) from error


@contextmanager
def workplace(counter: str | None = None) -> Iterator["Workplace"]:
    """The workplace of the environment's settings; ION is only connected to when it is first asked.

    Raises:
        SettingsWrong: the settings cannot be used, or `counter` is there and empty.
    """
    from cyclecount_tui.store.folder import data_folder
    from cyclecount_tui.store.opening import open_store
    from cyclecount_tui.store.tenant_memory import TenantMemory
    from cyclecount_tui.workflow.workplace import Workplace

    if counter is not None and not counter.strip():
        raise SettingsWrong("--by is empty: say who does this, or leave it out.")
    settings = settings_here()
    folder = data_folder(settings.data_dir)
    memory = TenantMemory(folder)
    place = Workplace(
        store=open_store(folder),
        connect=lambda: _connected_as_known(settings, memory),
        clock=lambda: datetime.now(UTC),
        counter=settings.counter if counter is None else counter.strip(),
        practice=_practice(settings),
        memory=memory,
    )
    try:
        yield place
    finally:
        place.close()


def _practice(settings: Settings) -> "Practice":
    """How this factory works, as its settings say."""
    from cyclecount_tui.domain.count_mode import CountMode
    from cyclecount_tui.domain.scheduling_rules import SchedulingRules
    from cyclecount_tui.workflow.workplace import ClosingOff, Practice

    rules = SchedulingRules(
        shares=settings.shares,
        cadences={"A": settings.cadence_a, "B": settings.cadence_b, "C": settings.cadence_c},
        window_days=settings.window_days,
        country=settings.country,
        subdivision=settings.subdivision,
        workdays=settings.workdays,
        daily_lines=settings.daily_lines or None,
        daily_minutes=settings.daily_minutes or None,
        minutes_per_line=settings.minutes_per_line,
        minutes_per_location=settings.minutes_per_location,
        slack_days=settings.slack_days,
    )
    closing_off = ClosingOff(settings.contact, settings.command, settings.webhook, settings.stop_transactions)
    return Practice(
        settings.discrepancy_location,
        settings.mrb_mark,
        rules,
        closing_off,
        lease_seconds=settings.lease_seconds,
        recount=recount_rules(settings),
        approval=approval_rules(settings),
        scanning=scan_rules(settings),
        mode=CountMode.DOUBLE_BLIND if settings.mode == "double-blind" else CountMode.BLIND,
        comments=settings.comments,
        whole_units=settings.whole_units,
        neighbour_days=settings.neighbour_days,
    )


def scan_rules(settings: Settings) -> "ScanRules":
    """How codes are recognised, as the settings say."""
    from cyclecount_tui.domain.scans.scan_rules import ScanRules

    return ScanRules(
        settings.scan_prefix,
        settings.scan_suffix,
        settings.group_separator,
        settings.code_patterns,
        settings.badge_pattern,
        settings.fastest_typing / 1000,
    )


def recount_rules(settings: Settings) -> "RecountRules":
    """When lines are counted again, as the settings say."""
    from cyclecount_tui.domain.recount_rules import RecountRules, Tolerance

    by_class = {"A": settings.tolerance_a, "B": settings.tolerance_b, "C": settings.tolerance_c}
    percent, least = settings.decoys
    return RecountRules(
        required=settings.recount_required,
        other_counter=settings.other_counter,
        tolerances={name: Tolerance(*pair) for name, pair in by_class.items()},
        decoys_percent=percent,
        decoys_least=int(least),
    )


def approval_rules(settings: Settings) -> "ApprovalRules":
    """What is posted with an approval only, as the settings say."""
    from cyclecount_tui.domain.approval_rules import ApprovalRules
    from cyclecount_tui.domain.recount_rules import Tolerance

    by_class = {"A": settings.limit_a, "B": settings.limit_b, "C": settings.limit_c}
    limits = {name: Tolerance(*pair) for name, pair in by_class.items()}
    return ApprovalRules(settings.approval_required, limits, settings.ion_issue)


def connected(settings: Settings, memory: "Memory | None" = None) -> "Ion":
    """A client for the tenant of the settings; nothing is sent yet.

    Raises:
        NotSetUp: a setting is missing, an address cannot be used, or there is no secret for the API key.
    """
    from cyclecount_tui.ion.address import AddressRefused, ion_addresses
    from cyclecount_tui.ion.connecting import connect

    if settings.missing:
        names = ", ".join(settings.missing)
        raise NotSetUp(f"ION is not set up: run cyclecount login or set {names}; cyclecount demo needs none of it.")
    try:
        secret = settings.client_secret or _stored(settings, ion_addresses(settings.api_uri, settings.auth_server))
        return connect(
            settings.api_uri,
            settings.auth_server,
            settings.client_id,
            secret,
            authorization=settings.authorization,
            memory=memory,
        )
    except AddressRefused as error:
        raise NotSetUp(str(error)) from error


def _connected_as_known(settings: Settings, memory: "Memory") -> "Ion":
    """The same, asking only for what the tenant was found to have when its schema was last checked."""
    from cyclecount_tui.ion.feature_check import remembered_features

    ion = connected(settings, memory)
    remembered_features(ion, memory, datetime.now(UTC))
    return ion


def _stored(settings: Settings, addresses: "Addresses") -> "Secret":
    """The secret that `cyclecount login` has stored; NotSetUp where there is none, or it cannot be used."""
    from cyclecount_tui.settings.secret_file import SecretRefused
    from cyclecount_tui.settings.stored_secret import account_of, stored_secret

    try:
        stored = stored_secret(account_of(settings.client_id, addresses))
    except SecretRefused as error:
        raise NotSetUp(str(error)) from None
    if stored is None:
        host = addresses.audience.partition("://")[2]
        raise NotSetUp(f"There is no secret for API key {settings.client_id} at {host}: run cyclecount login.")
    return stored.secret
