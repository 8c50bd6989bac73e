"""A question on the terminal that Enter alone answers with no; it goes to standard error, beside the output."""

import sys

from cyclecount_tui.workflow.errors import Refusal


def agreed(question: str, otherwise: str) -> bool:
    """Whether a person says yes to a question about storing something.

    Raises:
        Refusal: there is nobody to ask; `otherwise` names the options that need nobody.
    """
    if not sys.stdin.isatty():
        raise Refusal(f"Nothing was stored: there is nobody to ask here, so say {otherwise}.")
    print(f"{question} y/N ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        print(file=sys.stderr)  # ctrl+d leaves the cursor behind the question
    return answer.strip().casefold() in {"y", "yes"}
