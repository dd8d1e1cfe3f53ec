"""The figures as Markdown tables, ready for the README."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.scoring import FIELDS

_SUMMARY = {
    "cards": "cards",
    "f1": "F1",
    "edits_per_card": "edits/card",
    "zero_edit": "zero-edit",
    "zero_edit_with_address": "with address",
    "flagged": "flagged",
    "trusted": "trusted",
    "iou": "IoU",
    "located": "located",
    "upright": "upright",
}


def markdown(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def accuracy(result: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """Two tables: the summary of each level and precision / recall / F1 of each field; changes since `before`."""
    levels = [level for level in result if "f1" in result[level]]
    shown = [key for key in _SUMMARY if any(key in result[level] for level in levels)]
    summary = markdown(
        ["level", *(_SUMMARY[key] for key in shown)],
        [
            [level, *(_cell(result[level].get(key), before.get(level, {}).get(key)) for key in shown)]
            for level in levels
        ],
    )
    fields = markdown(
        ["level", *FIELDS], [[level, *(_prf(result[level][field]) for field in FIELDS)] for level in levels]
    )
    parts = [summary, "Precision / recall / F1 (values):", fields]
    if blank := result.get("not a card"):
        parts.append(f"Of {blank['photos']} photos of no card, {blank['read as cards']} gave a contact.")
    return "\n\n".join(parts)


def _cell(value: float | None, before: float | None) -> str:
    if value is None:
        return ""
    change = f" ({value - before:+.3f})" if before is not None and isinstance(value, float) and value != before else ""
    return f"{value}{change}"


def _prf(figures: Mapping[str, float]) -> str:
    return f"{figures['precision']:.2f} / {figures['recall']:.2f} / {figures['f1']:.2f} ({figures['n']})"


def speed(result: Mapping[str, Any]) -> str:
    """Readers side by side, the stages of a scan, and the workers."""
    compared, workers = dict(result["readers"]), dict(result["workers"])
    middle, cpu = compared.pop("median seconds"), compared.pop("median CPU seconds")
    base = middle["aftercard"]
    rows = [[name, f"{seconds:.3f}", f"{seconds / base:.2f}", f"{cpu[name]:.3f}"] for name, seconds in middle.items()]
    ratios = {**compared, "two workers / one worker": workers.pop("two workers / one worker")}
    columns = list(next(iter(workers.values())))
    return "\n\n".join(
        [
            markdown(["reader", "seconds a photo (median)", "times aftercard", "CPU seconds"], rows),
            markdown(["ratio", "value"], [[name, value] for name, value in ratios.items()]),
            markdown(["stage", "seconds (median)"], [[name, value] for name, value in result["stages"].items()]),
            markdown(["", *columns], [[name, *entry.values()] for name, entry in workers.items()]),
        ]
    )
