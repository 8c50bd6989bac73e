"""Whether ION lets us in, and as whom."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cyclecount_tui.ion.address import TOKEN_PATH
from cyclecount_tui.workflow.diagnosing.findings import Finding, State, doubtful, fine, told_by
from cyclecount_tui.workflow.errors import AuthRefused, NotPermitted, SchemaMismatch

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion


def token_findings(ion: "Ion") -> list[Finding]:
    """The sign-in: where it answered, and how long its token is good. Raises IonError when there is none."""
    try:
        sign_in = ion.sign_in()
    except AuthRefused as error:
        return [told_by(error, "token")]
    parts = urlsplit(sign_in.url)
    path = f"{parts.path.removesuffix(TOKEN_PATH)}/realms/"
    shown = f"The sign-in at {parts.netloc} answered under {path}"
    if sign_in.lifetime is None:
        return [fine("token", f"{shown}; it does not say when its token expires.")]
    return [fine("token", f"{shown}; its token expires in {sign_in.lifetime:.0f} s and is fetched anew by itself.")]


def identity_findings(ion: "Ion") -> list[Finding]:
    """Who the API key is. A tenant that does not tell is none the worse for counting."""
    try:
        return [fine("me", f"The API key is {ion.me()}.")]
    except (SchemaMismatch, NotPermitted) as error:
        return [
            doubtful(
                "me",
                "This ION does not say who the API key is.",
                f"Nothing for counting. {told_by(error, 'me', State.WARNING).sentence}",
                error,
            )
        ]
