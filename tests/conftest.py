"""Fixtures that several layers share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factory import Factory, factory_at


@pytest.fixture
def factory(tmp_path: Path) -> Iterator[Factory]:
    """A simulated factory behind real HTTP, and a workplace on it."""
    with factory_at(tmp_path / "data") as made:
        yield made
