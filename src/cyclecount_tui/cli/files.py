"""Files that a person names: read with a clear word when that fails, written whole or not at all."""

import os
import sys
import tempfile
from pathlib import Path

from cyclecount_tui.cli.places import at_home
from cyclecount_tui.workflow.errors import Refusal


def read_text(name: str) -> str:
    """The text of a file, UTF-8; `-` is standard input.

    Raises:
        Refusal: it cannot be read, or it is no text.
    """
    try:
        raw = sys.stdin.buffer.read() if name == "-" else at_home(name).read_bytes()
    except OSError as error:
        raise Refusal(
            f"{name} cannot be read ({(error.strerror or 'no reason given').lower()}): check the name."
        ) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(f"{name} is not UTF-8 text (byte {error.start}): save it as CSV UTF-8 and try again.") from error


def write_text(target: Path | None, text: str) -> None:
    """Writes a file in one move, so that nobody ever sees half of it; without a target, standard output.

    Raises:
        Refusal: it cannot be written.
    """
    if target is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    place = at_home(target)
    try:
        if place.exists() and not place.is_file():  # a device or a pipe is written to, never replaced
            place.write_text(text, encoding="utf-8", newline="")
        else:
            replace_whole(place, text)
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise Refusal(f"{target} cannot be written ({reason}): give another name.") from error


def replace_whole(place: Path, text: str) -> None:
    """Puts a new file in its place in one move. Raises OSError when that fails; nothing is left behind then."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=place.parent, prefix=f".{place.name}.", delete=False
    ) as file:
        draft = Path(file.name)
        try:
            file.write(text)
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
