"""The encoder network written as an ONNX model, with 8-bit arithmetic (12 layers of BERT, Devlin 2019)."""

import struct

import numpy as np
from numpy.typing import NDArray

from vraagbaak.answersearch.meaning.weights import BLOCK, ModelFile

KINDS = {np.dtype(np.float32): 1, np.dtype(np.uint8): 2, np.dtype(np.int8): 3}  # TensorProto.DataType
STEPS = 63  # weights in 7 bits: sums of products then never overflow the 16 bits of older processors
OPSET, CONTRIB = 18, "com.microsoft"


def build_network(model: ModelFile) -> bytes:
    """A serialised model: input `rows` float32 [1, pieces, hidden], output `states` of the same shape."""
    graph = _Graph(model)
    state = graph.normalise("rows", "", "emb.ln", "l_in")
    for layer in range(model.sizes.layers):
        state = _add_layer(graph, state, f"l{layer}.", "states" if layer == model.sizes.layers - 1 else "")
    return graph.serialise()


def _add_layer(graph: "_Graph", state: str, at: str, output: str) -> str:
    hidden, inner = graph.model.sizes.hidden, graph.model.sizes.inner
    mixed = graph.multiply(state, [at + "q", at + "k", at + "v"], hidden, hidden, at + "qkv")
    parts = [at + "Q", at + "K", at + "V"]
    graph.node("Split", [mixed], parts, axis=2, num_outputs=3)
    graph.node("MultiHeadAttention", parts, [at + "context"], CONTRIB, num_heads=graph.model.sizes.heads)
    attended = graph.multiply(at + "context", [at + "ao"], hidden, hidden, at + "attended")
    state = graph.normalise(state, attended, at + "aln", at + "middle")
    wide = graph.multiply(state, [at + "fi"], inner, hidden, at + "wide")
    graph.node("Gelu", [wide], [at + "gelu"], CONTRIB)
    narrow = graph.multiply_finely(at + "gelu", at + "fo", hidden, inner, at + "narrow")
    return graph.normalise(state, narrow, at + "oln", output or at + "out")


class _Graph:
    """Collects nodes and weights, and writes them in the protobuf layout of onnx.proto3."""

    def __init__(self, model: ModelFile) -> None:
        self.model = model
        self._nodes: list[bytes] = []
        self._weights: list[bytes] = []

    def node(self, kind: str, inputs: list[str], outputs: list[str], domain: str = "", **options: float) -> None:
        fields = [_text(1, name) for name in inputs] + [_text(2, name) for name in outputs]
        fields += [_text(4, kind), *(_bytes(5, _option(name, value)) for name, value in options.items())]
        self._nodes.append(b"".join(fields) + _text(7, domain))

    def multiply(self, source: str, names: list[str], rows: int, columns: int, output: str) -> str:
        """output = source · weightsᵀ + bias, the named matrices stacked; one scale per output number."""
        weights = np.concatenate([self.model.matrix(name + ".w", rows, columns) for name in names])
        scales = np.abs(weights).max(axis=1) / STEPS
        whole = np.rint(weights / scales[:, None]).astype(np.int8).T
        bias = np.concatenate([self.model.floats(name + ".b", rows) for name in names])
        inputs = [source, self._add(output + ".w", whole), self._add(output + ".s", scales), ""]
        self.node("DynamicQuantizeMatMul", [*inputs, self._add(output + ".b", bias)], [output], CONTRIB)
        return output

    def multiply_finely(self, source: str, name: str, rows: int, columns: int, output: str) -> str:
        """The same with a scale per 32 numbers: slower, for the layer whose input has outliers."""
        raw = self.model.raw_blocks(name + ".w", rows, columns)
        halves = np.concatenate([raw[:, :, 2:] & 15, raw[:, :, 2:] >> 4], axis=2)
        scales = np.ascontiguousarray(raw[:, :, :2]).view("<f2").astype(np.float32).reshape(-1)
        inputs = [source, self._add(output + ".w", halves + (128 - 8)), self._add(output + ".s", scales), "", ""]
        inputs.append(self._add(output + ".b", self.model.floats(name + ".b", rows)))
        shape = {"K": columns, "N": rows, "block_size": BLOCK}
        self.node("MatMulNBits", inputs, [output], CONTRIB, **shape, bits=8, accuracy_level=4)
        return output

    def normalise(self, first: str, second: str, name: str, output: str) -> str:
        """output = layer normalisation of first (+ second)."""
        hidden = self.model.sizes.hidden
        scale = self._add(name + ".w", self.model.floats(name + ".w", hidden))
        shift = self._add(name + ".b", self.model.floats(name + ".b", hidden))
        epsilon = float(self.model.epsilon)
        if second:
            self.node("SkipLayerNormalization", [first, second, scale, shift], [output], CONTRIB, epsilon=epsilon)
        else:
            self.node("LayerNormalization", [first, scale, shift], [output], epsilon=epsilon, axis=-1)
        return output

    def serialise(self) -> bytes:
        hidden = self.model.sizes.hidden
        graph = [_bytes(1, node) for node in self._nodes] + [_text(2, "encoder")]
        graph += [_bytes(5, weight) for weight in self._weights]
        graph += [_bytes(11, _port("rows", hidden)), _bytes(12, _port("states", hidden))]
        opsets = _bytes(8, _text(1, "") + _number(2, OPSET)) + _bytes(8, _text(1, CONTRIB) + _number(2, 1))
        return _number(1, 9) + _bytes(7, b"".join(graph)) + opsets

    def _add(self, name: str, values: NDArray[np.float32] | NDArray[np.int8] | NDArray[np.uint8]) -> str:
        kind = KINDS[values.dtype]
        shape = b"".join(_number(1, size) for size in values.shape)
        raw = np.ascontiguousarray(values).tobytes()
        self._weights.append(shape + _number(2, kind) + _text(8, name) + _bytes(9, raw))
        return name


def _port(name: str, hidden: int) -> bytes:
    sizes = [_number(1, 1), _text(2, "pieces"), _number(1, hidden)]
    shape = b"".join(_bytes(1, size) for size in sizes)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, 1) + _bytes(2, shape)))


def _option(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, 2)
    return _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _number(20, 1)


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())
