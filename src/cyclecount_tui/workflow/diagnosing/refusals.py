"""What may refuse a posting later: ION's own rules on inventory, and permissions that the API key lacks."""

from typing import TYPE_CHECKING

from cyclecount_tui.workflow.diagnosing.findings import Finding, State, doubtful, fine, told_by
from cyclecount_tui.workflow.errors import AuthRefused, IonError

if TYPE_CHECKING:
    from cyclecount_tui.ion.client import Ion

NEEDED = ("UpdatePartInventory", "SplitPartInventory", "CreatePartInventory")
"""ION's names for what a posting needs."""

MOST_NAMED = 5


def rules_findings(ion: "Ion") -> list[Finding]:
    """ION's enabled rules on inventory. Raises AuthRefused; whatever else goes wrong is a warning."""
    try:
        rules = ion.rules_in_force()
    except AuthRefused:
        raise
    except IonError as error:
        return [_unknown("rules", "Whether ION has rules that may refuse a posting is not known.", error)]
    if not rules.titles:
        return [fine("rules", "ION has no rule in force on inventory that could refuse a posting.")]
    named = ", ".join(f"“{title}”" for title in rules.titles[:MOST_NAMED])
    left = len(rules.titles) - MOST_NAMED
    more = "" if left <= 0 else f" and {left} more"
    number = f"{len(rules.titles)}{' or more' if rules.more else ''}"
    has = (
        "rule in force on inventory that may refuse" if number == "1" else "rules in force on inventory that may refuse"
    )
    return [
        doubtful(
            "rules",
            f"ION has {number} {has} a posting: {named}{more}.",
            "Nothing for counting. A posting that a rule refuses shows the rule's own message, and nothing is changed.",
        )
    ]


def permission_findings(ion: "Ion") -> list[Finding]:
    """The permissions that ION names. Raises AuthRefused; whatever else goes wrong is a warning."""
    try:
        permitted = ion.permissions()
    except AuthRefused:
        raise
    except IonError as error:
        return [_unknown("permissions", "What the API key may do is not known.", error)]
    if permitted is None:
        return [
            doubtful("permissions", "ION names no permissions of this API key.", "A posting will show what it may do.")
        ]
    missing = [name for name in NEEDED if name not in permitted]
    if missing:
        return [
            doubtful(
                "permissions",
                f"The API key lacks {', '.join(missing)}: counting works, posting will be refused.",
                "Ask an ION administrator for a key with these permissions.",
            )
        ]
    return [fine("permissions", f"The API key may do what a posting needs: {', '.join(NEEDED)}.")]


def _unknown(name: str, sentence: str, error: IonError) -> Finding:
    said = told_by(error, name, State.WARNING).sentence
    return doubtful(name, sentence, f"Nothing for counting. {said}", error)
