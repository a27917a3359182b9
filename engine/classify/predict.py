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


def pool_product(view_probs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Geometric mean of the views' probabilities (N, C) -> (C,), scaled to sum to 1.

    The views as independent witnesses (a product of experts, Hinton 2002), tempered by their
    number: a class that one view rules out has no chance, however much another likes it.
    """
    logs = np.log(np.maximum(view_probs, 1e-12)).mean(axis=0)
    powers = np.exp(logs - logs.max())
    return powers / powers.sum()


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


POOLINGS = {
    "product": pool_product,
    "mean": pool_mean,
    "max": pool_max,
    "vote": pool_vote,
    "entropy": pool_entropy,
}
UPS = {
    "auto": "the model finds out which way is up, where it can",
    "file": "+Z is up, as in the file",
}


@dataclass(frozen=True)
class ClassifySettings:
    """What a person can choose about a classification."""

    model: str = "default"  # a name of models.registry.EMBEDDED, a file, or a folder
    views: int = 0  # pictures an asset; 0: as many as the model was trained with
    pooling: str = "product"  # one of POOLINGS
    up: str = "auto"  # one of UPS
    threshold: float = 0.5  # confidence below which the answer is marked unknown
    device: str = "auto"  # one of deps.DEVICES

    def __post_init__(self) -> None:
        if self.pooling not in POOLINGS:
            raise InputError(
                f"Unknown pooling “{self.pooling}”.", f"Choose one of {', '.join(POOLINGS)}."
            )
        if self.up not in UPS:
            raise InputError(f"Unknown up “{self.up}”.", f"Choose one of {', '.join(UPS)}.")
        if not 0 <= self.threshold <= 1:
            raise InputError(
                f"The threshold {self.threshold} is out of range.", "Choose between 0 and 1."
            )
        if self.views < 0:
            raise InputError("The number of views is negative.", "Choose 0 or more.")


def predict(
    pictures: NDArray[np.float32], classifier: Classifier, settings: ClassifySettings
) -> Steps[Prediction]:
    """Classify one asset by its pictures (N, H, W, 3), of the kind that the model reads.

    Raises:
        ResultError: there is not enough memory, however few pictures are taken at a time.
    """
    embeddings = yield from classifier.embed(pictures)
    return answer(embeddings, classifier, settings)


def answer(
    embeddings: NDArray[np.float32], classifier: Classifier, settings: ClassifySettings
) -> Prediction:
    """What an asset is by the embeddings (N, D) of its views; calibrated."""
    view_probs = classifier.head.probs(embeddings)
    pooled = POOLINGS[settings.pooling](view_probs)
    return Prediction(
        classifier.spec.classes,
        tempered(pooled[None], classifier.spec.temperature)[0].astype(np.float32),
        view_probs,
        classifier.id,
        settings.threshold,
    )


def tempered(probs: NDArray[np.floating], temperature: float) -> NDArray[np.float64]:
    """Probabilities (N, C) at a temperature: p^(1/T), scaled to sum to 1; above 1 less sure."""
    logs = np.log(np.maximum(probs, 1e-12)) / temperature
    powers = np.exp(logs - logs.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
