"""Neural networks on the CPU: OpenVINO where it is installed, else ONNX Runtime. Both read the same ONNX files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from scanner.ocr.protocol import EngineMissing

Array = npt.NDArray[np.float32]


_LARGE = 3 * 800 * 800
"""Numbers in a batch after which OpenVINO is asked to give back what only a batch of that size needs."""


class Network(Protocol):
    """One model with one input and one output. Not thread-safe: its owner holds a lock."""

    characters: tuple[str, ...]
    """The alphabet that a recognition model carries in its metadata; empty for other models."""

    def __call__(self, batch: Array) -> Array:
        """Run the model on `batch`; the answer is valid until the next call."""

    def each(self, batches: Iterable[Array], take: Callable[[int, Array], None]) -> None:
        """Run the model on each of `batches`, side by side where it was loaded for that.

        `take` gets the number of the batch and the answer, which is valid until it returns; not always in their order.
        """

    def release(self) -> None:
        """Give back the memory that is kept from one call for the next."""


def runtime() -> str:
    """'openvino' or 'onnxruntime', whichever will run the models.

    Raises:
        EngineMissing: neither is installed.
    """
    for name in ("openvino", "onnxruntime"):
        if find_spec(name):
            return name
    raise EngineMissing("Neither OpenVINO nor ONNX Runtime is installed.", "Install one: pip install openvino")


def load(model: Path, threads: int, *, streams: int = 1, log_odds: bool = False) -> Network:
    """Read and compile a model for `threads` threads (0: one per core).

    Args:
        model: an ONNX file.
        threads: how many threads it may use.
        streams: how many batches it may run side by side, each with its share of the threads.
        log_odds: answer with the logarithm of the odds in place of the probabilities that the model ends in. OpenVINO
            takes a tenth of a detection's time for that last step, which is needed of a few pixels only.
    """
    if runtime() == "openvino":
        graph = read_graph(model)
        return OpenVinoNetwork(_without_sigmoid(graph) if log_odds else graph, threads, streams)
    return OnnxNetwork(model, threads or os.cpu_count() or 1, log_odds=log_odds)


def read_graph(model: Path) -> Any:
    """An ONNX file as an OpenVINO model, which may be changed before it is compiled."""
    return _openvino().Core().read_model(model)


def opset() -> Any:
    """OpenVINO's operations, for changing a model."""
    _openvino()
    from openvino import opset13  # noqa: PLC0415 - optional, and slow to load

    return opset13


class OpenVinoNetwork:
    """A model compiled by OpenVINO, for `threads` threads (0: one per core) and at most so many streams."""

    def __init__(self, graph: Any, threads: int, streams: int = 1) -> None:
        openvino = _openvino()
        threads = threads or os.cpu_count() or 1
        streams = min(streams, threads)
        # Lowest latency for one card; a batch gets its rate from processes. bfloat16 is left on where the CPU has it:
        # docs/design.md has the measured cost (none that a label would notice) and gain (a third of the time).
        # Pinned, the threads of every process would sit on the same first core.
        options = {
            "PERFORMANCE_HINT": "LATENCY",
            "INFERENCE_NUM_THREADS": threads,
            "NUM_STREAMS": streams,
            "ENABLE_CPU_PINNING": False,
        }
        compiled: Any = openvino.Core().compile_model(graph, "CPU", options)
        self._compiled = compiled
        self._request: Any = compiled.create_infer_request()
        self._queue: Any = openvino.AsyncInferQueue(compiled, streams) if streams > 1 else None
        self.characters = _openvino_characters(graph)

    def __call__(self, batch: Array) -> Array:
        self._request.infer([batch])
        out: Array = self._request.get_output_tensor().data
        if batch.size > _LARGE:
            out = out.copy()
            self.release()
        return out

    def release(self) -> None:
        """See `Network.release`."""
        self._compiled.release_memory()

    def each(self, batches: Iterable[Array], take: Callable[[int, Array], None]) -> None:
        """See `Network.each`."""
        if self._queue is None:
            return _one_by_one(self, batches, take)
        failures: list[Exception] = []

        def answer(request: Any, number: int) -> None:
            try:
                take(number, request.get_output_tensor().data)
            except Exception as error:  # noqa: BLE001 - raised below; one that left this function would end the process
                failures.append(error)

        self._queue.set_callback(answer)
        try:
            for number, batch in enumerate(batches):
                self._queue.start_async([batch], number)
        finally:
            self._queue.wait_all()
        if failures:
            raise failures[0]
        return None


def _one_by_one(network: Network, batches: Iterable[Array], take: Callable[[int, Array], None]) -> None:
    for number, batch in enumerate(batches):
        take(number, network(batch))


def _openvino() -> Any:
    """OpenVINO without its telemetry.

    Reading a model reports to www.google-analytics.com unless the user has opted out, and there is no option in code;
    without the package that reports, OpenVINO goes on silently.
    """
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]  # what makes an import fail
    import openvino  # noqa: PLC0415 - optional, and slow to load

    return openvino


def _without_sigmoid(graph: Any) -> Any:
    """The same network without its last step."""
    last = graph.get_results()[0].input_value(0).get_node()
    if last.get_type_name() != "Sigmoid":
        raise ValueError(f"the network ends in {last.get_type_name()}, not in probabilities")
    return graph.__class__([last.input_value(0)], graph.get_parameters())


def _openvino_characters(graph: Any) -> tuple[str, ...]:
    if not graph.has_rt_info(["framework", "character"]):
        return ()
    return tuple(graph.get_rt_info(["framework", "character"]).value.splitlines())


class OnnxNetwork:
    """A model run by ONNX Runtime."""

    def __init__(self, model: Path, threads: int, *, log_odds: bool = False) -> None:
        import onnxruntime  # noqa: PLC0415 - optional, and slow to load

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False  # the arena grows with every new shape and never shrinks
        self._session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        alphabet = self._session.get_modelmeta().custom_metadata_map.get("character", "")
        self.characters = tuple(alphabet.splitlines())
        self._log_odds = log_odds

    def __call__(self, batch: Array) -> Array:
        out: Array = self._session.run(None, {self._input: batch})[0]
        if self._log_odds:
            out = np.clip(out, 1e-7, 1 - 1e-7)
            out = np.asarray(np.log(out / (1 - out)), np.float32)
        return out

    def each(self, batches: Iterable[Array], take: Callable[[int, Array], None]) -> None:
        """See `Network.each`."""
        _one_by_one(self, batches, take)

    def release(self) -> None:
        """See `Network.release`: nothing is kept."""
