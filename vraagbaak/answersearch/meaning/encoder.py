"""From text to a vector of 384 numbers: texts that mean the same point the same way, also without a word in common."""

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from vraagbaak.answersearch.meaning.network import build_network
from vraagbaak.answersearch.meaning.pieces import PieceCutter
from vraagbaak.answersearch.meaning.weights import ModelFile, ModelMissing, dequantise, find_model_file

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]

DIMENSIONS = 384
MOST_PIECES = 256  # longer text is cut; callers pass passages, not books
INT8_STEP = 127.0 * 2.0  # unit vectors of 384 numbers stay well within ±0.5

Vector = NDArray[np.float32]


class Encoder(Protocol):
    """What the index needs from a language model; a test or a benchmark may bring its own."""

    def question(self, text: str) -> Vector:
        """Unit vector [384] of something a resident says."""

    def passage(self, text: str) -> Vector:
        """Unit vector [384] of a piece of an answer."""


class SentenceEncoder:
    """multilingual-e5-small (Wang et al. 2024): questions and passages carry the prefix they were trained with."""

    def __init__(self, threads: int | None = None) -> None:
        model = ModelFile(find_model_file())
        sizes = model.sizes
        self._cutter = PieceCutter(model.pieces, model.scores, model.unknown)
        self._begin, self._end = model.begin, model.end
        self._words = model.raw_blocks("emb.word", sizes.vocabulary, sizes.hidden)
        positions = model.floats("emb.pos", sizes.positions * sizes.hidden).reshape(sizes.positions, sizes.hidden)
        self._positions = positions + model.floats("emb.type", sizes.hidden)
        self._session = _start_session(build_network(model), threads or min(2, os.cpu_count() or 1))
        self.question = lru_cache(maxsize=4096)(self._question)

    def _question(self, text: str) -> Vector:
        return self._encode("query: " + text)

    def passage(self, text: str) -> Vector:
        """Unit vector [384] of a piece of an answer."""
        return self._encode("passage: " + text)

    def _encode(self, text: str) -> Vector:
        numbers = [self._begin, *self._cutter.cut(text)[: MOST_PIECES - 2], self._end]
        rows = dequantise(self._words[numbers]) + self._positions[: len(numbers)]
        (states,) = self._session.run(None, {"rows": rows[None]})
        mean = np.asarray(states[0], dtype=np.float32).mean(axis=0)
        unit: Vector = mean / max(float(np.linalg.norm(mean)), 1e-9)
        unit.flags.writeable = False
        return unit


def _start_session(network: bytes, threads: int) -> "InferenceSession":
    import onnxruntime  # here, so that commands that never search start fast

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # busy waiting starves other processes
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def likeness(rows: NDArray[np.float32], vector: Vector) -> NDArray[np.float32]:
    """The cosine of unit rows [n, 384] with a unit vector, float32 [n].

    Not by BLAS: that starts threads for this little work (ten times slower on a busy machine), and rounds a row
    differently by its place.
    """
    products: NDArray[np.float32] = np.einsum("ij,j->i", rows, vector)
    return products


@lru_cache(maxsize=1)
def load_encoder() -> SentenceEncoder:
    """The encoder of this process, loaded once (about a second); raises ModelMissing without the model package."""
    return SentenceEncoder()


@lru_cache(maxsize=1)
def available_encoder() -> SentenceEncoder | None:
    """The encoder of this process, or None where the model is not installed: then words alone decide."""
    try:
        return load_encoder()
    except ModelMissing:
        return None


def pack(vector: Vector) -> bytes:
    """A unit vector in one byte per number; the cosine changes by less than 0.001."""
    whole: NDArray[np.int8] = np.clip(np.rint(vector * INT8_STEP), -127, 127).astype(np.int8)
    return whole.tobytes()


def unpack(data: bytes) -> Vector:
    """The vector [384] that `pack` wrote."""
    return np.frombuffer(data, np.int8).astype(np.float32) / INT8_STEP
