"""The bytes of a file that a person names, for files that may be in any encoding."""

import sys

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
