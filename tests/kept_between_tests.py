"""What is the same for each test and costs time to make anew: it is made once a process, and each test gets its own.

None of it is what a test is about. The store's tests make their databases step by step, the simulator's their plants.
"""

from __future__ import annotations

import gc
import os
import pickle
import ssl
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from cyclecount_tui.simulator import Plant, plant_small
from cyclecount_tui.store.folder import DATABASE_NAME, made
from cyclecount_tui.store.opening import Store, open_store


def small_plant(seed: int, now: datetime) -> Plant:
    """A small plant that nobody else has."""
    plant: Plant = pickle.loads(_pickled_plant(seed, now))
    return plant


@cache
def _pickled_plant(seed: int, now: datetime) -> bytes:
    return pickle.dumps(plant_small(seed, now=now), pickle.HIGHEST_PROTOCOL)


def own_store(folder: Path) -> Store:
    """The store of a folder; where there is no database, it gets an empty one of its own."""
    path = folder / DATABASE_NAME
    if not path.exists():
        made(folder)
        path.touch(mode=0o600)
        path.write_bytes(_empty_database())
    return open_store(folder)


@cache
def _empty_database() -> bytes:
    with TemporaryDirectory() as temporary:
        open_store(Path(temporary)).close()
        return (Path(temporary) / DATABASE_NAME).read_bytes()


def share_certificates() -> None:
    """HTTP clients share the certificates that Python trusts: reading them takes longer than most tests."""
    transport: Any = httpx._transports.default
    transport.create_ssl_context = _shared(transport.create_ssl_context)


def _shared(create: Callable[..., ssl.SSLContext]) -> Callable[..., ssl.SSLContext]:
    kept: dict[object, ssl.SSLContext] = {}

    def context(**how: Any) -> ssl.SSLContext:
        key = (*sorted(how.items()), os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))
        if key not in kept:
            kept[key] = create(**how)
        return kept[key]

    return context


def collect_less() -> None:
    """Garbage is looked for among what the tests make, not again and again among all modules."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
