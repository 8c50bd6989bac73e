"""What is shown when the program itself fails: where it did, and never what its variables held."""

from typing import Any

from textual.app import App


def report_without_variables(app: App[Any]) -> None:
    """End the app and show the lines of the code that failed.

    Textual would print the local variables of each of them, those of the libraries included: a request that is being
    sent holds the API key's secret or a token.
    """
    from rich.traceback import Traceback

    app.bell()
    app.panic(Traceback(show_locals=False))
