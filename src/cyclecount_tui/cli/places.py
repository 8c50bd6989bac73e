"""Files and folders that a person names."""

from pathlib import Path

from cyclecount_tui.workflow.errors import Refusal


def at_home(path: Path | str) -> Path:
    """The path with `~` made out.

    Raises:
        Refusal: it names the home of somebody who has none here.
    """
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise Refusal(f"{path} is in the home of somebody who has none here: give the whole path.") from error
