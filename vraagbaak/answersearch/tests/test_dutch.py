"""Inflections of one Dutch word meet in one stem."""

import pytest

from vraagbaak.answersearch.dutch import stem, word_weight

PAIRS = [
    "rijbewijs rijbewijzen",
    "huis huizen",
    "gemeente gemeentes",
    "aanvraag aanvragen",
    "belasting belastingen",
    "paspoort paspoorten",
    "boete boetes",
    "verhuizing verhuizen",
    "kind kinderen",
    "stem stemmen",
    "pas pasje",
    "brief brieven",
    "trouw trouwen",
    "vergunning vergunningen",
    "woning woningen",
    "ging gaan",
    "gestolen stelen",
    "gevonden vinden",
    "verloren verliezen",
    "gekocht kopen",
    "ingeschreven inschrijven",
    "overleden overlijden",
    "kwijtgeraakt kwijt",
    "steden stad",
    "aangevraagd aanvragen",
]


@pytest.mark.parametrize("pair", PAIRS)
def test_two_forms_of_a_word_share_a_stem(pair):
    first, second = pair.split()

    assert stem(first) == stem(second)


def test_a_filler_weighs_less_than_a_subject():
    assert word_weight("eigenlijk") < 0.2 < word_weight("krijgen") < word_weight("paspoort") == 1.0
