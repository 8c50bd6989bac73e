"""The commands of the control endpoint: one for each switch of `Faults`, with the arguments it takes."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cyclecount_tui.simulator.control.arguments import (
    Argument,
    WrongCommand,
    arguments_of,
    flag,
    ids,
    quantity,
    seconds,
    text,
    text_or_whole,
    whole,
)
from cyclecount_tui.simulator.faults import Faults

COUNT = Argument(whole(1), "a whole number from 1")
NAME = Argument(text, "the name of an operation, a query field or a mutation")
YES_OR_NO = Argument(flag, "true or false")
SECONDS = Argument(seconds, "a number of seconds, not below 0", required=True)
QUANTITY = Argument(quantity, "a number")
ID = Argument(whole(1), "an id, as a whole number")


def _required(argument: Argument) -> Argument:
    return Argument(argument.read, argument.words, required=True)


COMMANDS: dict[str, dict[str, Argument]] = {
    "drop_before": {"count": COUNT, "only": NAME},
    "drop_after_commit": {"count": COUNT, "only": NAME},
    "http_status": {
        "status": Argument(whole(100), "an HTTP status", required=True),
        "html": YES_OR_NO,
        "count": COUNT,
        "only": NAME,
        "after_commit": YES_OR_NO,
    },
    "truncated_json": {"count": COUNT, "only": NAME, "cut": YES_OR_NO},
    "rate_limited": {
        "retry_after": Argument(text_or_whole, "seconds, or a text such as an HTTP date"),
        "count": COUNT,
        "only": NAME,
    },
    "delay": {"seconds": SECONDS, "only": NAME, "count": COUNT, "commits": YES_OR_NO},
    "gateway_timeout": {"seconds": SECONDS},
    "forbid": {"name": _required(NAME)},
    "allow": {"name": _required(NAME)},
    "refuse_updates_at": {"location_id": _required(ID), "message": Argument(text, "a sentence", required=True)},
    "allow_updates_at": {"location_id": _required(ID)},
    "edit_behind_the_back": {"record_id": _required(ID), "quantity": QUANTITY, "location_id": ID},
    "merge_behind_the_back": {"record_ids": Argument(ids, "a list of two ids or more", required=True)},
    "edit_randomly": {"every": _required(COUNT), "location_id": _required(ID), "by": QUANTITY, "only": NAME},
    "expire_tokens": {},
    "clear": {"everything": YES_OR_NO},
}


@dataclass(frozen=True, slots=True)
class Command:
    """A switch and the values to set it with."""

    name: str
    values: Mapping[str, Any]

    def run(self, faults: Faults) -> object:
        """Set the switch; gives what it has to say, mostly nothing."""
        switch: Callable[..., object] = getattr(faults, self.name)
        return switch(**self.values)


def commands_in(content: object) -> list[Command]:
    """The commands in a request: one object, or a list of them.

    Raises:
        WrongCommand: one of them cannot be understood.
    """
    return [_command(each) for each in (content if isinstance(content, list) else [content])]


def _command(content: object) -> Command:
    name = content.get("fault") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(name, str):
        raise WrongCommand('Give an object such as {"fault": "drop_before", "count": 1}, or a list of them.')
    if name not in COMMANDS:
        near = difflib.get_close_matches(name, COMMANDS, n=1)
        hint = f"the nearest is {near[0]!r}" if near else f"there are {', '.join(COMMANDS)}"
        raise WrongCommand(f"There is no fault {name!r}; {hint}.")
    given = {key: value for key, value in content.items() if key != "fault"}
    return Command(name, arguments_of(name, COMMANDS[name], given))
