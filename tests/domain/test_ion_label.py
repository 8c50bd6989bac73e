"""ION's labels: as they are printed, and as a wrong keyboard layout shows them."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cyclecount_tui.domain.scans.ion_label import LONGEST, IonLabel, ion_label
from cyclecount_tui.domain.scans.layouts import LAYOUTS, as_meant, bears_marks, through, through_us

UID = "4f0c9a17e2b84d6390ab7c15d8e6f320"
PRINTED = f'{{"uid":"{UID}"}}'

uids = st.text("0123456789abcdef", min_size=32, max_size=32)


@pytest.mark.parametrize(
    "text",
    [
        PRINTED,
        f'{{"uid": "{UID}"}}',
        f'{{ "uid" :\n"{UID.upper()}" }}',
        '{"uid":"4f0c9a17-e2b8-4d63-90ab-7c15d8e6f320"}',
        f'{{"uid":" {UID} ","type":"inventory"}}',
        UID,
        UID.upper(),
        "4f0c9a17-e2b8-4d63-90ab-7c15d8e6f320",
    ],
)
def test_a_label_as_it_is_printed(text: str) -> None:
    assert ion_label(text) == IonLabel(UID)


MANGLED = {
    "German host": f"ÜÄuidÄÖÄ{UID}Ä*",
    "German host, caps lock": f"ÜÄUIDÄÖÄ{UID.upper()}Ä*",
    "French host": f"¨%uid%M%{through(UID, 'AZERTY, French')}%£",
    "French host that swallows dead keys": f"uid%M%{through(UID, 'AZERTY, French')}%£",
    "French host, caps lock": through(PRINTED, "AZERTY, French", shift_lock=True),
    "German scanner at a US host": f"7@uid@>@{UID}@0",
    "French scanner at a US host": f"43uid3.3{through_us(UID, 'AZERTY, French')}3=",
    "Spanish host": f"¨uid¨Ñ¨{UID}¨Ç",
    "caps lock": f'{{"UID":"{UID.upper()}"}}',
    "quotes lost": f"uid:{UID}",
    "everything but the letters lost": f"uid{UID}",
    "a Turkish host": f"ĞİuıdİŞİ{UID}İÜ",
    "one brace lost": f'"uid":"{UID}"}}',
}


@pytest.mark.parametrize("text", MANGLED.values(), ids=MANGLED.keys())
def test_a_mangled_label_is_found_and_said_to_be_mangled(text: str) -> None:
    assert ion_label(text) == IonLabel(UID, mangled=True)


@pytest.mark.parametrize("layout", LAYOUTS)
@given(uid=uids, lock=st.booleans())
def test_every_label_survives_every_layout(layout: str, uid: str, lock: bool) -> None:
    printed = IonLabel(uid).text
    assert ion_label(printed) == IonLabel(uid)
    for seen in (through(printed, layout, shift_lock=lock), through_us(printed.strip("{}"), layout)):
        found = ion_label(seen)
        assert found is not None
        assert found.uid == uid


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FR-10034",
        "43542104354210",
        UID[:-1],
        UID + "0",
        f"{UID}{UID}",
        f"{UID} {UID[::-1]}",
        "01095012345678901726013110123456",
        '{"uid":"not hexadecimal at all, is it"}',
        '{"uid":123}',
        f'{{"id":"{UID}"}}',
        f'["{UID}"]' + " " * LONGEST,
        "[" * 5000,
        f"https://example.com/scanned/things/{UID}",
    ],
)
def test_what_is_no_label(text: str) -> None:
    assert ion_label(text) is None


@given(st.text())
def test_any_text_is_a_label_or_none(text: str) -> None:
    label = ion_label(text)
    assert label is None or (len(label.uid) == 32 and set(label.uid) <= set("0123456789abcdef"))


TYPEABLE = string.ascii_letters + string.digits + string.punctuation.replace("\\", "")


@pytest.mark.parametrize("layout", LAYOUTS)
@given(text=st.text(TYPEABLE, min_size=1, max_size=30))
def test_what_a_layout_did_is_undone(layout: str, text: str) -> None:
    """Exactly at the host's side; at the scanner's, as far as the layout has the character on a key of its own."""
    seen = through(text, layout)
    assert seen == text or text in as_meant(seen)
    rows = "".join("".join(rows) for rows in LAYOUTS[layout])
    if all(rows.count(character) == 1 for character in text):
        back = through_us(text, layout)
        assert back == text or text in as_meant(back)


def test_marks_are_what_no_part_number_has() -> None:
    assert bears_marks("FRß10034")
    assert bears_marks("FR)&àà")
    assert not bears_marks("FR-10034/B_2 (rev C)")
