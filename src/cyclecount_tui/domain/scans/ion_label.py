"""The text of ION's own labels: a JSON object with the `uid` of what the label is stuck on."""

import json
import re
from dataclasses import dataclass

LONGEST = 1_000
"""Characters; a label holds far fewer, and longer text is not worth reading as one."""

_BETWEEN = re.compile(r"[\s{}-]+")
_UID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class IonLabel:
    """A label by its `uid`: 32 hexadecimal digits in small letters."""

    uid: str


def ion_label(text: str) -> IonLabel | None:
    """The label that was scanned; None for any other text.

    `{"uid": "<32 hexadecimal digits>"}`, other keys beside it allowed; capitals, spaces and the dashes of a UUID do not
    matter. The digits alone are no label: a serial number may look like that.

    Source: ION's documentation of labels and scanning.
    """
    scanned = text.strip()
    if not scanned.startswith("{") or len(scanned) > LONGEST:
        return None
    try:
        content = json.loads(scanned, strict=False)
    except (ValueError, RecursionError):
        return None
    said = next((value for key, value in content.items() if key.strip().casefold() == "uid"), None)
    uid = _BETWEEN.sub("", said).lower() if isinstance(said, str) else ""
    return IonLabel(uid) if _UID.fullmatch(uid) else None
