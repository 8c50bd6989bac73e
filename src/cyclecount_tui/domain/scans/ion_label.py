"""ION's own labels: JSON with a uid of 32 hexadecimal digits, found even where a keyboard layout mangled the text."""

import json
import re
from dataclasses import dataclass

from cyclecount_tui.domain.scans.layouts import as_meant

LONGEST = 200
"""Characters; a label has 42, and a mangled one not many more."""

_JUNK = 24
"""What may stand around the digits where nothing else says that they are a uid."""

_DIGITS = re.compile(r"[0-9a-f]{32}")
_QUOTED = re.compile(r'"uid":"((?:[0-9a-f]-?){32})"')
_BESIDE_ITS_NAME = re.compile(r"uid[^0-9a-f]{0,8}((?:[0-9a-f]-?){32})(?![0-9a-f])")
_ALONE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{32}(?![0-9A-Za-z])")
_BETWEEN = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class IonLabel:
    """A label's uid, 32 hexadecimal digits in lower case. `mangled`: the scanner's layout or caps lock is wrong."""

    uid: str
    mangled: bool = False

    @property
    def text(self) -> str:
        """What the label says, as ION prints it."""
        return f'{{"uid":"{self.uid}"}}'


def ion_label(text: str) -> IonLabel | None:
    """The label that a scan is, or None. Spaces, dashes and the case of the digits are nothing to speak of.

    The digits alone are a label, too, unless they are decimal digits throughout: those would be another kind of code.
    """
    if len(text) > LONGEST:
        return None
    content = _json_object(text)
    if content is not None:
        uid = _uid(content.get("uid"))
        return IonLabel(uid) if uid else _in_capitals(content)
    bare = _uid(text)
    if bare and not bare.isdecimal():
        return IonLabel(bare)
    salvaged = _salvaged(text)
    return IonLabel(salvaged, mangled=True) if salvaged else None


def _json_object(text: str) -> dict[str, object] | None:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _in_capitals(content: dict[str, object]) -> IonLabel | None:
    """ION writes its key in small letters: capitals are caps lock's."""
    found = [uid for key, value in content.items() if key.casefold() == "uid" and (uid := _uid(value))]
    return IonLabel(found[0], mangled=True) if found else None


def _uid(value: object) -> str:
    digits = _BETWEEN.sub("", value).lower() if isinstance(value, str) else ""
    return digits if _DIGITS.fullmatch(digits) else ""


def _salvaged(text: str) -> str:
    """The digits in a mangled text: where a layout makes JSON of it again that one is right, else as well as may be."""
    versions = ["".join(version.lower().split()) for version in (text, *as_meant(text))]
    for shape in (_QUOTED, _BESIDE_ITS_NAME):
        found = next((match for version in versions if (match := shape.search(version))), None)
        if found:
            return found[1].replace("-", "")
    alone = _ALONE.findall(text) if len(text) <= 32 + _JUNK else []
    return alone[0].lower() if len(alone) == 1 and not alone[0].isdecimal() else ""
