"""Whether the journal can be kept: the database's place, size and health, its chain, and the room on its disk."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cyclecount_tui.workflow.diagnosing.findings import Finding, doubtful, fine, not_checked, told_by, wrong
from cyclecount_tui.workflow.errors import StoreError

if TYPE_CHECKING:
    from cyclecount_tui.store.inspecting import Inspection

MEGABYTE = 1_000_000
LITTLE_ROOM = 100 * MEGABYTE
NO_ROOM = 10 * MEGABYTE

_ROOM = "Make room on the disk, or set CYCLECOUNT_DATA_DIR to a folder on another one."


def database_findings(find_folder: Callable[[], Path] | None) -> Iterator[Finding]:
    """The database, the journal in it, and the disk that they are on."""
    if find_folder is None:
        yield from (not_checked(name, "the settings cannot be read") for name in ("database", "journal", "disk"))
        return
    try:
        folder = find_folder()
    except StoreError as error:
        yield told_by(error, "database")
        yield from (not_checked(name, "there is no data folder") for name in ("journal", "disk"))
        return
    yield from _kept_in(folder)
    yield disk_finding(folder)


def disk_finding(folder: Path, measured: Callable[[Path], int] | None = None) -> Finding:
    """The room that is left; `measured` gives it in bytes."""
    from cyclecount_tui.store.inspecting import free_bytes

    try:
        free = (measured or free_bytes)(folder)
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        return doubtful("disk", f"The room on the disk of {folder} cannot be told ({reason}).", "Look for it yourself.")
    shown = f"{_shown(free)} free on the disk of {folder}"
    if free < NO_ROOM:
        return wrong("disk", f"{shown}: too little to count.", _ROOM)
    if free < LITTLE_ROOM:
        return doubtful("disk", f"{shown}: counting works until it is full.", _ROOM)
    return fine("disk", f"{shown}.")


def _kept_in(folder: Path) -> Iterator[Finding]:
    from cyclecount_tui.store.inspecting import inspected

    try:
        found = inspected(folder)
    except StoreError as error:
        yield told_by(error, "database")
        yield not_checked("journal", "the database cannot be read")
        return
    if found is None:
        yield fine("database", f"None yet in {folder}; the first count makes it there.")
        yield fine("journal", "Nothing was counted here yet.")
        return
    yield _health(found)
    yield _chain(found)


def _health(found: "Inspection") -> Finding:
    shown = f"{found.path}, {_shown(found.size)}"
    if found.damage:
        return wrong(
            "database",
            f"{shown}: damaged ({'; '.join(' '.join(damage.split()) for damage in found.damage)}).",
            "Move it aside and put back a copy from a backup; keep the damaged one, a journal can often be saved.",
        )
    if found.read_only:
        return wrong(
            "database",
            f"{shown}: it can only be read, so nothing that is counted can be stored.",
            "Allow writing to it and to its folder, or set CYCLECOUNT_DATA_DIR to another folder.",
        )
    return fine("database", f"{shown}, whole and writable.")


def _chain(found: "Inspection") -> Finding:
    if found.journal is None:
        return not_checked("journal", "the database is damaged")
    entries = f"{found.journal.events} entr{'y' if found.journal.events == 1 else 'ies'}"
    if not found.journal.unedited:
        first, *others = found.journal.broken
        more = f" ({len(others)} more)" if others else ""
        return wrong(
            "journal",
            f"Of {entries}, not all are as they were written: {first.sentence}{more}",
            "Run cyclecount verify, which names every place; put back a copy from a backup before counting goes on.",
        )
    return fine("journal", f"{entries}, every one as it was written.")


def _shown(size: int) -> str:
    """A size for people."""
    if size >= 1000 * MEGABYTE:
        return f"{size / (1000 * MEGABYTE):,.1f} GB"
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:,.1f} MB"
    return f"{size / 1000:,.0f} kB"
