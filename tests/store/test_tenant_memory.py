"""The tenant memory: kept, private, and never in the way."""

from pathlib import Path

import pytest

from cyclecount_tui.store.tenant_memory import FILE_NAME, TenantMemory


def test_what_is_written_is_read_by_the_next_start(tmp_path: Path) -> None:
    memory = TenantMemory(tmp_path)
    assert memory.read("a") is None
    memory.write("a", "1")
    memory.write("b", "2")
    memory.write("a", "3")
    again = TenantMemory(tmp_path)
    assert (again.read("a"), again.read("b")) == ("3", "2")
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"a": 1}', b"[" * 100_000])
def test_a_broken_file_is_empty_and_is_made_whole_by_the_next_text(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    memory = TenantMemory(tmp_path)
    assert memory.read("a") is None
    memory.write("a", "text")
    assert memory.read("a") == "text"


def test_a_folder_that_is_gone_is_no_trouble(tmp_path: Path) -> None:
    memory = TenantMemory(tmp_path / "gone")
    memory.write("a", "text")
    assert memory.read("a") is None
