"""An open store in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cyclecount_tui.store.opening import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "data") as opened:
        yield opened
