"""Files that a person names: read with a clear word when that fails, written whole or not at all."""

import os
import sys
import tempfile
from errno import EISDIR
from pathlib import Path

from cyclecount_tui.cli.places import at_home
from cyclecount_tui.workflow.errors import Refusal


def read_bytes(name: str) -> bytes:
    """What is in a file; `-` is standard input.

    Raises:
        Refusal: it cannot be read.
    """
    try:
        return sys.stdin.buffer.read() if name == "-" else at_home(name).read_bytes()
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise Refusal(f"{name} cannot be read ({reason}): check the name.") from error


def bytes_there(target: Path) -> bytes:
    """What is in a file that is about to be written over; nothing where there is no file, or none that can be read."""
    place = at_home(target)
    try:
        return place.read_bytes() if place.is_file() else b""  # reading a pipe would wait for ever
    except OSError:
        return b""


STANDARD_OUTPUT = Path("-")
"""As a name on the command line: no file, as `-` is standard input where something is read."""


def refuse_unwritable(target: Path | None) -> None:
    """Says no to a file before anything is done for it.

    Raises:
        Refusal: it cannot be written; the sentence says why.
    """
    if target is None or target == STANDARD_OUTPUT:
        return
    place = at_home(target)
    try:
        if place.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        if not place.exists() or place.is_file():  # a device or a pipe is written to, never replaced
            tempfile.TemporaryFile(dir=place.parent).close()
    except OSError as error:
        raise _unwritable(target, error) from error


def write_text(target: Path | None, text: str) -> None:
    """As `write_bytes`, for text; to standard output it goes in the encoding of the terminal.

    Raises:
        Refusal: it cannot be written.
    """
    if target is None or target == STANDARD_OUTPUT:
        sys.stdout.write(text)
        sys.stdout.flush()
    else:
        write_bytes(target, text.encode())


def write_bytes(target: Path | None, data: bytes) -> None:
    """Writes a file in one move, so that nobody ever sees half of it; without a target, or `-`, standard output.

    Raises:
        Refusal: it cannot be written.
    """
    if target is None or target == STANDARD_OUTPUT:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    place = at_home(target)
    try:
        if place.exists() and not place.is_file():  # a device or a pipe is written to, never replaced
            place.write_bytes(data)
        else:
            replace_whole(place, data)
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> Refusal:
    reason = (error.strerror or "no reason given").lower()
    return Refusal(f"{target} cannot be written ({reason}): give another name.")


def replace_whole(place: Path, data: bytes) -> None:
    """Puts a new file in its place in one move. Raises OSError when that fails; nothing is left behind then."""
    with tempfile.NamedTemporaryFile("wb", dir=place.parent, prefix=f".{place.name[:40]}.", delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(data)
            file.flush()
            draft.chmod(0o666 & ~_umask())
            draft.replace(place)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
