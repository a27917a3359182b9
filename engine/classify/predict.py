"""Pictures of an asset in, Prediction out: each view is classified, then the views are pooled."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..datatypes import Prediction
from ..errors import InputError
from ..jobs import Steps
from ..models.registry import Classifier


def pool_mean(view_probs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean of the views' probabilities (N, C) -> (C,): upstream's."""
    return view_probs.mean(axis=0)


def pool_max(view_probs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each class's best view (N, C) -> (C,), scaled to sum to 1."""
    best = view_probs.max(axis=0)
    return best / best.sum()


def pool_vote(view_probs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Share of the views that put each class first (N, C) -> (C,)."""
    winners = view_probs.argmax(axis=1)
    counts = np.bincount(winners, minlength=view_probs.shape[1])
    return (counts / len(view_probs)).astype(np.float32)


def pool_entropy(view_probs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Weighted mean (N, C) -> (C,): a view counts by its certainty, 1 - H / log C.

    H is the view's entropy. Where no view is certain of anything, the plain mean.
    """
    classes = view_probs.shape[1]
    if classes < 2:
        return pool_mean(view_probs)
    logs = np.log(np.maximum(view_probs, 1e-12))
    weights = np.clip(1 + (view_probs * logs).sum(axis=1) / np.log(classes), 0, 1)
    if weights.sum() < 1e-6:
        return pool_mean(view_probs)
    return (weights @ view_probs / weights.sum()).astype(np.float32)


POOLINGS = {"mean": pool_mean, "max": pool_max, "vote": pool_vote, "entropy": pool_entropy}


@dataclass(frozen=True)
class ClassifySettings:
    """What a person can choose about a classification."""

    model: str = "default"  # a name of models.registry.EMBEDDED, a file, or a folder
    views: int = 0  # pictures an asset; 0: as many as the model was trained with
    pooling: str = "mean"  # one of POOLINGS
    threshold: float = 0.5  # confidence below which the answer is marked unknown
    device: str = "auto"  # one of deps.DEVICES

    def __post_init__(self) -> None:
        if self.pooling not in POOLINGS:
            raise InputError(
                f"Unknown pooling “{self.pooling}”.", f"Choose one of {', '.join(POOLINGS)}."
            )
        if not 0 <= self.threshold <= 1:
            raise InputError(
                f"The threshold {self.threshold} is out of range.", "Choose between 0 and 1."
            )
        if self.views < 0:
            raise InputError("The number of views is negative.", "Choose 0 or more.")


def predict(
    rgb: NDArray[np.float32], classifier: Classifier, settings: ClassifySettings
) -> Steps[Prediction]:
    """Classify one asset by its pictures (N, H, W, 3).

    Raises:
        ResultError: there is not enough memory, however few pictures are taken at a time.
    """
    view_probs = yield from classifier.probs(rgb)
    return Prediction(
        classifier.spec.classes,
        POOLINGS[settings.pooling](view_probs),
        view_probs,
        classifier.id,
        settings.threshold,
    )
