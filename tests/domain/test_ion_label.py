"""ION's own label is told from any other text by its shape."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.scans.ion_label import LONGEST, IonLabel, ion_label

UID = "0123456789abcdef0123456789abcdef"
DASHED = "01234567-89ab-cdef-0123-456789abcdef"


@pytest.mark.parametrize(
    "text",
    [
        f'{{"uid":"{UID}"}}',
        f'{{"uid": "{UID}"}}',
        f'  {{ "uid" : "{UID}" }}\r\n',
        f'{{"uid":"{UID.upper()}"}}',
        f'{{"uid":"{DASHED}"}}',
        f'{{"uid":"{{{DASHED.upper()}}}"}}',
        f'{{"UID":" {UID[:16]} {UID[16:]}\t"}}',
        f'{{"version": 2, "uid":"{UID}", "type": {{"name": "location"}}}}',
    ],
)
def test_a_label_is_its_digits(text: str) -> None:
    assert ion_label(text) == IonLabel(UID)


@pytest.mark.parametrize(
    "text",
    [
        "",
        UID,
        DASHED,
        "RACK-A / SHELF-01",
        "{",
        "{}",
        "[]",
        '{"uid": 12}',
        '{"uid": null}',
        f'{{"uid": ["{UID}"]}}',
        f'{{"uid":"{UID[:-1]}"}}',
        f'{{"uid":"{UID}0"}}',
        f'{{"uid":"{UID[:-1]}g"}}',
        f'{{"uid":"{UID[:-1]}٣"}}',
        f'{{"id":"{UID}"}}',
        f'{{"uid":"{UID}"',
        f'{{"uid":"{UID}"}} RACK-A',
        '{"a":' * 190,
        f'{{"uid":"{UID}","note":"{"x" * LONGEST}"}}',
        '{"uid":' + "9" * 900 + "}",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert ion_label(text) is None


@given(st.text(max_size=60) | st.text('{}":[],uid0123456789abcdef- ', max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    found = ion_label(text)
    assert found is None or len(found.uid) == 32


@given(st.uuids(), st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=3))
def test_whatever_stands_beside_it(uid: object, beside: dict[str, object]) -> None:
    others = {key: value for key, value in beside.items() if key.strip().casefold() != "uid"}
    found = ion_label(json.dumps({**others, "uid": str(uid)}))
    assert found == IonLabel(str(uid).replace("-", ""))
