"""The weights of the joint assignment (data/weights.toml, one number per sign), and how signs make a score."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp

from scanner.fields.candidates import Field

Weights = Mapping[str, Mapping[str, float]]


@cache
def weights() -> Weights:
    """Tables by field and 'pair', each from sign to weight; read on first use."""
    text = files("scanner.fields").joinpath("data/weights.toml").read_text(encoding="utf-8")
    tables: Weights = tomllib.loads(text)
    return tables


def logit(name: str, signs: Mapping[str, float], tables: Weights | None = None) -> float:
    """The log-odds that `signs` and the bias add up to, under table `name` of `tables` (the shipped ones if None)."""
    known = (weights() if tables is None else tables)[name]
    return known.get("bias", 0.0) + sum(known.get(sign, 0.0) * value for sign, value in signs.items())


def score(field: Field, signs: Mapping[str, float]) -> float:
    """How much the signs look like the field on their own, 0 to 1."""
    return sigmoid(logit(field.value, signs))


def sigmoid(x: float) -> float:
    """The logistic function, safe for any finite x."""
    return 1 / (1 + exp(-x)) if x >= 0 else exp(max(x, -700.0)) / (1 + exp(max(x, -700.0)))
