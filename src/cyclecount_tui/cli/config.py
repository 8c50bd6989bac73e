"""`cyclecount config show|path|init`: the settings in effect, where each came from, and a settings file to begin with.

The secret of the API key is never shown: only whether there is one, and where.
"""

import argparse
import os
from typing import TYPE_CHECKING

from cyclecount_tui.cli.arguments import Verbs, add_format

if TYPE_CHECKING:
    from cyclecount_tui.settings.places import SettingsFile


def add(verbs: Verbs) -> None:
    """The verb with its three ways."""
    verb = verbs.add_parser(
        "config", help="the settings and where they come from", description=__doc__.partition("\n")[0]
    )
    ways = verb.add_subparsers(title="ways", metavar="WAY", required=True)
    showing = ways.add_parser("show", help="every setting, its value, and where that comes from")
    add_format(showing, "table", "json")
    showing.set_defaults(run=run_show)
    ways.add_parser("path", help="where the settings file is").set_defaults(run=run_path)
    ways.add_parser("init", help="write a settings file with every setting in it").set_defaults(run=run_init)


def run_show(arguments: argparse.Namespace) -> int:
    """Prints every setting."""
    from cyclecount_tui.cli.config_rows import rows_of
    from cyclecount_tui.cli.printing import print_document, say
    from cyclecount_tui.cli.putting_together import settings_here

    settings = settings_here()
    file = _file()
    rows, remarks = rows_of(settings)
    if arguments.format == "json":
        shown = {row.name: {"value": row.value, "from": row.source} for row in rows}
        print_document({"file": str(file.path), "file_exists": file.path.exists(), "settings": shown})
    else:
        _print_aligned([("Setting", "Value", "From"), *((row.name, row.words, row.source) for row in rows)])
    for remark in remarks:
        say(remark)
    return 0


def run_path(_arguments: argparse.Namespace) -> int:
    """Prints where the settings file is."""
    from cyclecount_tui.cli.printing import say

    path = _file().path
    print(path)
    if not path.exists():
        say("It is not there yet: cyclecount config init writes it, and so does cyclecount login.")
    return 0


def run_init(_arguments: argparse.Namespace) -> int:
    """Writes a new settings file."""
    from cyclecount_tui.cli.printing import say
    from cyclecount_tui.settings.template import template
    from cyclecount_tui.settings.writing import CannotWrite, make_new
    from cyclecount_tui.workflow.errors import Refusal

    path = _file().path
    try:
        make_new(path, template())
    except FileExistsError as error:
        raise Refusal(f"{path} is there already and stays as it is: change it, or move it away first.") from error
    except CannotWrite as error:
        raise Refusal(str(error)) from error
    say(f"{path} has every setting, each behind a #. Nothing is changed by it yet.")
    return 0


def _file() -> "SettingsFile":
    from cyclecount_tui.cli.putting_together import SettingsWrong
    from cyclecount_tui.settings.model import SettingsProblem
    from cyclecount_tui.settings.places import settings_file

    try:
        return settings_file(os.environ)
    except SettingsProblem as error:
        raise SettingsWrong(*error.sentences) from error


def _print_aligned(rows: list[tuple[str, str, str]]) -> None:
    """Columns that show a path whole, however long it is."""
    from cyclecount_tui.domain.visible_text import visible

    lines = [tuple(visible(cell) for cell in row) for row in rows]
    first, second = (max(len(line[index]) for line in lines) for index in (0, 1))
    for name, value, source in lines:
        print(f"{name:{first}}  {value:{second}}  {source}".rstrip())
