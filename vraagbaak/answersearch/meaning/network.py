"""The encoder network written as an ONNX model, with 8-bit arithmetic (12 layers of BERT, Devlin 2019)."""

import struct

import numpy as np
from numpy.typing import NDArray

from vraagbaak.answersearch.meaning.weights import ModelFile

KINDS = {np.dtype(np.float32): 1, np.dtype(np.int8): 3}  # TensorProto.DataType
STEPS = 63  # weights in 7 bits: sums of products then never overflow the 16 bits of older processors
# Layer: its one inner number that grows to 7 to 66 where all others stay below 6. One scale of 8 bits for both would
# flatten the others (Dettmers 2022), so it is computed apart.
OUTLIERS = {0: 318, 1: 1462, 2: 354, 4: 778, 5: 658, 6: 1152, 7: 413}
Matrix = NDArray[np.float32]
OPSET, CONTRIB = 18, "com.microsoft"


def build_network(model: ModelFile) -> bytes:
    """A serialised model: input `rows` float32 [1, pieces, hidden], output `states` of the same shape."""
    graph = _Graph(model)
    state = graph.normalise("rows", "", "emb.ln", "l_in")
    for layer in range(model.sizes.layers):
        output = "states" if layer == model.sizes.layers - 1 else f"l{layer}.out"
        state = _add_layer(graph, state, layer, output)
    return graph.serialise()


def _add_layer(graph: "_Graph", state: str, layer: int, output: str) -> str:
    hidden, inner, at = graph.model.sizes.hidden, graph.model.sizes.inner, f"l{layer}."
    mixed = graph.multiply(state, *graph.stacked([at + "q", at + "k", at + "v"], hidden, hidden), at + "qkv")
    parts = [at + "Q", at + "K", at + "V"]
    graph.node("Split", [mixed], parts, axis=2, num_outputs=3)
    graph.node("MultiHeadAttention", parts, [at + "context"], CONTRIB, num_heads=graph.model.sizes.heads)
    attended = graph.multiply(at + "context", *graph.stacked([at + "ao"], hidden, hidden), at + "attended")
    state = graph.normalise(state, attended, at + "aln", at + "middle")
    widen, narrow = graph.stacked([at + "fi"], inner, hidden), graph.stacked([at + "fo"], hidden, inner)
    passed_on = graph.outlier(state, widen, narrow, OUTLIERS[layer], at + "outlier") if layer in OUTLIERS else state
    wide = graph.multiply(state, *widen, at + "wide")
    graph.node("Gelu", [wide], [at + "gelu"], CONTRIB)
    return graph.normalise(passed_on, graph.multiply(at + "gelu", *narrow, at + "narrow"), at + "oln", output)


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

    def stacked(self, names: list[str], rows: int, columns: int) -> tuple[Matrix, Matrix]:
        """The named matrices below each other, float32 [all rows, columns], and their biases."""
        weights = np.concatenate([self.model.matrix(name + ".w", rows, columns) for name in names])
        return weights, np.concatenate([self.model.floats(name + ".b", rows) for name in names])

    def multiply(self, source: str, weights: Matrix, bias: Matrix, output: str) -> str:
        """output = source · weightsᵀ + bias, in whole numbers with one scale per output number."""
        scales = np.maximum(np.abs(weights).max(axis=1), 1e-9) / STEPS
        whole = np.rint(weights / scales[:, None]).astype(np.int8).T
        inputs = [source, self._add(output + ".w", whole), self._add(output + ".s", scales), ""]
        self.node("DynamicQuantizeMatMul", [*inputs, self._add(output + ".b", bias)], [output], CONTRIB)
        return output

    def outlier(
        self, source: str, widen: tuple[Matrix, Matrix], narrow: tuple[Matrix, Matrix], place: int, output: str
    ) -> str:
        """output = source + what its inner number at this place adds; that number is taken out of both matrices."""
        row, column = widen[0][place : place + 1].T.copy(), narrow[0][:, place : place + 1].T.copy()
        self.node("MatMul", [source, self._add(output + ".row", row)], [output + ".inner"])
        self.node("Add", [output + ".inner", self._add(output + ".b", widen[1][[place]])], [output + ".shifted"])
        self.node("Gelu", [output + ".shifted"], [output + ".gelu"], CONTRIB)
        self.node("MatMul", [output + ".gelu", self._add(output + ".column", column)], [output + ".wide"])
        self.node("Add", [source, output + ".wide"], [output])
        widen[0][place], widen[1][place], narrow[0][:, place] = 0.0, 0.0, 0.0
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

    def _add(self, name: str, values: Matrix | NDArray[np.int8]) -> str:
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
