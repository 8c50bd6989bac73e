"""The switches of the simulated ION: everything that differs between tenants or is not known for sure."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal

from cyclecount_tui.simulator.plant.status import StatusOrder


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatorOptions:
    """How the simulated ION behaves.

    Attributes:
        client_id: the API key's id.
        client_secret: the API key's secret.
        auth_prefix: the token endpoint answers under `/auth/realms/...` (the other path gives 404).
        bad_secret_status: HTTP status for a wrong secret, 401 or 400.
        expires_in: seconds a token lives.
        error_statuses: refusals come with HTTP 409, 422, 404 or 403 instead of 200; the body is the same.
        stale_etag: where the code of the stale-etag error stands, in the extensions or in the message.
        status_order: ION's newer or older order of status rules.
        max_first: the most rows a page holds; None for no cap.
        allow_negative: rows without lot and serial number may go below 0.
        refuse_below_committed: a quantity below what is kitted and installed is refused.
        merge_survivor: merging makes a new record, or keeps the oldest one.
        naive_times: times go out without a time zone.
        without: what this tenant's schema lacks: features by name (`OPTIONAL_FEATURES`), types, or fields, e.g.
            `frozenset({"timeline", "Run", "CreateIssueInput.partInventoryIds"})`.
        renamed: fields that have another name here, e.g. `{"PartInventory.status": "state"}` (`EARLIER_NAMES`).
        adjust_inventory: the schema has the mutation `adjustInventory`, which takes a reason.
        clock_ahead: by how much ION's clock is ahead of this machine's (behind, when negative).
        gateway_timeout: seconds after which the gateway answers 502 by itself.
        control: the control endpoint is there.
        save_path: where the plant is saved after each write; None to save nothing.
        monotonic: the clock that tokens expire by, in seconds.
    """

    client_id: str = "demo-client"
    client_secret: str = "demo-secret"  # noqa: S105 - the well-known key of a simulation
    auth_prefix: bool = False
    bad_secret_status: Literal[400, 401] = 401
    expires_in: int = 300
    error_statuses: bool = False
    stale_etag: Literal["extensions", "message"] = "extensions"
    status_order: StatusOrder = "new"
    max_first: int | None = None
    allow_negative: bool = False
    refuse_below_committed: bool = True
    merge_survivor: Literal["new", "oldest"] = "new"
    naive_times: bool = False
    without: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    adjust_inventory: bool = False
    clock_ahead: timedelta = timedelta(0)
    gateway_timeout: float = 30.0
    control: bool = True
    save_path: Path | None = None
    monotonic: Callable[[], float] = time.monotonic
