"""Personal data in free text is found, and what only looks like it is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vraagbaak.core.personal import find_personal_data, mask_personal_data


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mijn bsn is 111222333 toch", "mijn bsn is [bsn] toch"),
        ("bsn 1112.22.333.", "bsn [bsn]."),
        ("rekening NL91 ABNA 0417 1643 00 is van mij", "rekening [iban] is van mij"),
        ("nl91abna0417164300", "[iban]"),
        ("bel me op 06 12 34 56 78 graag", "bel me op [telefoon] graag"),
        ("bel +31 6-12345678", "bel [telefoon]"),
        ("010-1234567 is het nummer", "[telefoon] is het nummer"),
        ("mail naar jan.de.wit@voorbeeld.nl aub", "mail naar [e-mail] aub"),
        ("ik woon op 1234 AB 12", "ik woon op [adres]"),
        ("postcode 1234ab", "postcode [adres]"),
    ],
)
def test_personal_data_is_masked(text: str, masked: str) -> None:
    assert mask_personal_data(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "mijn bsn is 111222334",
        "factuur 123456789 klopt niet",
        "het kost 1234 euro",
        "in 2026 en 2027 betaalde ik 83,87",
        "in 2026 is het duurder",
        "kenteken AB-123-C",
        "tussen 09.00 en 17.00 uur",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert mask_personal_data(text) == text


@given(st.text(max_size=300))
def test_any_text_can_be_masked_and_once_is_enough(text: str) -> None:
    masked = mask_personal_data(text)

    assert mask_personal_data(masked) == masked
    assert all(0 <= finding.start < finding.end <= len(text) for finding in find_personal_data(text))
