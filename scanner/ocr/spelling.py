"""The recognition network: for each step of a line of text, how probable each character is.

PP-OCR's last layer weighs 18,708 characters at every step, nearly all of them Chinese, and takes a seventh of the time
of a line. Where Latin characters are beyond doubt only those are weighed. What the layer was given is kept, for
asking the whole alphabet afterwards, so that a line in Chinese costs no more than it did.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import numpy as np

from scanner.ocr.inference import Array, Network, OpenVinoNetwork, load, opset, read_graph, runtime

Take: TypeAlias = Callable[[int, Array, Sequence[str]], None]
"""Gets the number of a line, the probability of each character (column) at each step (row), and the characters."""

_SURE = 13.0
"""Least logit of the likeliest Latin character, at every step of a line, for which the whole alphabet is not asked. At
19,200 steps of 375 lines none of another script was likelier above 10.2; 88 % of the lines are sure."""

_CLEAR = 0.9
"""Least mean probability of its Latin characters for which the whole alphabet is not asked."""

_SHORT = 16
"""Steps of a line of two or three characters, for which it always is: alone, '一' looks like a dash or a '1'."""

_BLANK = ""


class Speller(Protocol):
    """A recognition network, whichever way it is run. Not thread-safe: its owner holds a lock."""

    def each(self, lines: Iterable[Array], take: Take) -> None:
        """Run it on each of `lines` (1 × 3 × height × width); what `take` gets is valid until it returns."""


def open_speller(model: Path, threads: int, streams: int) -> Speller:
    """Load a recognition model.

    Args:
        model: an ONNX file with its alphabet among its metadata.
        threads: how many threads it may use, 0 for one per core.
        streams: how many lines it may read side by side.
    """
    if runtime() == "openvino":
        return ShortlistSpeller(model, threads, streams)
    return WholeSpeller(load(model, threads, streams=streams))


class WholeSpeller:
    """Weighs the whole alphabet for every line."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._alphabet = _alphabet(network.characters)

    def each(self, lines: Iterable[Array], take: Take) -> None:
        """See `Speller.each`."""
        self._network.each(lines, lambda number, probability: take(number, probability[0], self._alphabet))


class ShortlistSpeller:
    """Weighs Latin characters first."""

    def __init__(self, model: Path, threads: int, streams: int) -> None:
        graph = read_graph(model)
        last = _LastLayer(graph)
        alphabet = _alphabet(last.characters)
        chosen = [column for column, character in enumerate(alphabet) if _is_latin(character)]
        self._alphabet = alphabet
        self._latin = tuple(alphabet[column] for column in chosen)
        self._body = OpenVinoNetwork(last.with_shortlist(np.array(chosen)), threads, streams)
        self._head = OpenVinoNetwork(last.alone(), threads)

    def each(self, lines: Iterable[Array], take: Take) -> None:
        """See `Speller.each`."""
        unsure: dict[int, Array] = {}
        count = len(self._latin)

        def judge(number: int, answer: Array) -> None:
            logits = answer[0, :, :count]
            best = logits.max(axis=1, keepdims=True)
            odds = np.exp(logits - best)
            probability = odds / odds.sum(axis=1, keepdims=True)
            if len(best) > _SHORT and best.min() >= _SURE and _clarity(probability) >= _CLEAR:
                take(number, probability, self._latin)
            else:
                unsure[number] = answer[..., count:].copy()

        self._body.each(lines, judge)
        for number, features in unsure.items():
            take(number, self._head(features)[0], self._alphabet)


class _LastLayer:
    """The fully connected layer at the end of a recognition network, with the softmax after it."""

    def __init__(self, graph: Any) -> None:
        softmax = graph.get_results()[0].input_value(0).get_node()
        add = _behind(softmax, "Softmax", "Add")
        product = _behind(add, "Add", "MatMul")
        self._graph = graph
        self._features = product.input_value(0)
        self._weights = product.input_value(1).get_node().data
        self._bias = add.input_value(1).get_node().data.reshape(-1)
        self.characters = tuple(graph.get_rt_info(["framework", "character"]).value.splitlines())

    def with_shortlist(self, columns: np.ndarray[Any, Any]) -> Any:
        """The network up to this layer: the logits of `columns`, and behind them what the layer is given."""
        logits = self._logits(self._features, self._weights[:, columns], self._bias[columns])
        both = opset().concat([logits, self._features], axis=-1)
        return self._graph.__class__([both.output(0)], self._graph.get_parameters())

    def alone(self) -> Any:
        """The layer and the softmax as a network of their own."""
        given = opset().parameter([-1, -1, len(self._weights)], np.float32)
        logits = self._logits(given.output(0), self._weights, self._bias)
        return self._graph.__class__([opset().softmax(logits, 2).output(0)], [given])

    @staticmethod
    def _logits(features: Any, weights: Array, bias: Array) -> Any:
        product = opset().matmul(features, opset().constant(np.ascontiguousarray(weights)), False, False)
        return opset().add(product, opset().constant(np.ascontiguousarray(bias)))


def _clarity(probability: Array) -> float:
    """The mean probability of what is read at the steps that are not blank; 0 where all are."""
    written = probability.argmax(axis=1) != 0
    return float(probability[written].max(axis=1).mean()) if written.any() else 0.0


def _behind(node: Any, kind: str, wanted: str) -> Any:
    """What `node`, which is a `kind`, gets its first input from."""
    before = node.input_value(0).get_node()
    while before.get_type_name() == "Identity":
        before = before.input_value(0).get_node()
    if (node.get_type_name(), before.get_type_name()) != (kind, wanted):
        raise ValueError(f"the recognition network ends in {before.get_type_name()} and {node.get_type_name()}")
    return before


def _alphabet(characters: Sequence[str]) -> tuple[str, ...]:
    """The columns' characters: the blank comes before those that the model names, the space after them."""
    return (_BLANK, *characters, " ")


def _is_latin(character: str) -> bool:
    """Whether it may stand in a text in Latin letters, the blank, punctuation and Greek letters included."""
    if len(character) != 1:
        return character == _BLANK
    name = unicodedata.name(character, "")
    return ord(character) < 0x250 or 0x2000 <= ord(character) < 0x2150 or name.startswith(("LATIN", "GREEK"))
