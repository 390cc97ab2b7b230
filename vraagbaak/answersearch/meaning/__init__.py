"""The meaning of a sentence as a vector: the bundled multilingual E5 model, run without network or GPU."""

from vraagbaak.answersearch.meaning.encoder import (
    DIMENSIONS,
    INT8_STEP,
    Encoder,
    SentenceEncoder,
    Vector,
    available_encoder,
    likeness,
    load_encoder,
    pack,
    unpack,
)

__all__ = [
    "DIMENSIONS",
    "INT8_STEP",
    "Encoder",
    "SentenceEncoder",
    "Vector",
    "available_encoder",
    "likeness",
    "load_encoder",
    "pack",
    "unpack",
]
