"""POST /simulator/faults: sets, reads and clears the faults of a running simulator. The real ION has no such thing.

The body is one command or a list of commands; each is an object with the name of a switch of
`cyclecount_tui.simulator.faults.Faults` under "fault" and the arguments of that method beside it:

    {"fault": "drop_after_commit", "count": 1, "only": "updatePartInventory"}
    [{"fault": "gateway_timeout", "seconds": 0.2}, {"fault": "delay", "seconds": 60, "only": "BlindSheet"}]
    {"fault": "clear", "everything": true}

The answer is `{"faults": {...}, "results": [...]}`: all that is set after the commands, and what each had to say
(the id that is left, for a merge; null for most). An empty list, or a GET, only reads. A list with a command that
cannot be understood is answered with 400 and does nothing; a record or location that is not there gives 422, and the
commands before it are done. No token is needed, no fault touches it, and `SimulatorOptions.control` switches it off.
The server of the simulator listens on the loopback address alone, so nobody else can reach it.
"""

import json

from cyclecount_tui.simulator.control.arguments import WrongCommand
from cyclecount_tui.simulator.control.commands import commands_in
from cyclecount_tui.simulator.faults import Faults
from cyclecount_tui.simulator.messages import Reply, errors_reply, json_reply
from cyclecount_tui.simulator.mutations.refusal import Refused

CONTROL_PATH = "/simulator/faults"


class ControlEndpoint:
    """Answers requests to the control address.

    Args:
        faults: the switches.
    """

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def answer(self, method: str, body: bytes) -> Reply:
        """Answer one request."""
        if method not in ("GET", "POST"):
            return errors_reply(405, "Use POST to set faults, GET to read them.", {"allow": "GET, POST"})
        try:
            commands = commands_in(json.loads(body)) if method == "POST" else []
        except WrongCommand as wrong:
            return errors_reply(400, str(wrong))
        except ValueError:
            return errors_reply(400, "The request body is not JSON.")
        try:
            results = [command.run(self._faults) for command in commands]
        except Refused as refused:
            return errors_reply(422, str(refused))
        return json_reply(200, {"faults": self._faults.state(), "results": results})
