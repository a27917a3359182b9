"""Assets so plain that what an oracle teaches of them is known."""

from types import SimpleNamespace

import numpy as np

from engine.models.head import Head
from engine.simulate.data import LabelledPool

NAMES = ("bench", "chair", "lamp", "table")
DIMENSIONS = 6


def blobs(count: int = 40, *, seed: int = 0, spread: float = 0.6) -> LabelledPool:
    """Assets of four classes around a point each; the base knows two of them, and one more."""
    random = np.random.default_rng(seed)
    truth = np.arange(count) % len(NAMES)
    middles = 3 * np.eye(DIMENSIONS)[truth]
    views = middles[:, None] + spread * random.normal(size=(count, 3, DIMENSIONS))
    weight = np.eye(DIMENSIONS, dtype=np.float32)[[0, 1, 5]]
    spec = SimpleNamespace(classes=("bench", "chair", "zebra"), authors=("somebody",))
    head = Head(weight, np.zeros(3, np.float32))
    looks = SimpleNamespace(spec=spec, head=head, id="blobs", hash="0" * 64)
    sizes = random.integers(1_000, 900_000, count)
    is_test = np.arange(count) % 5 < 2
    return LabelledPool(looks, NAMES, views.astype(np.float32), truth, is_test, sizes, [])
