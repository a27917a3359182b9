"""The last layer of a classifier: embeddings of views in, probabilities of classes out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Linear = tuple[NDArray[np.float32], NDArray[np.float32]]  # weight (C, D), bias (C,)


@dataclass(frozen=True)
class Head:
    """A linear layer, and, of networks that know it, one that tells upright from tipped over.

    weight   (C, D)
    bias     (C,)
    upright  a layer of one output, or None
    """

    weight: NDArray[np.float32]
    bias: NDArray[np.float32]
    upright: Linear | None = None

    def probs(self, embeddings: NDArray[np.float32]) -> NDArray[np.float32]:
        """Class probabilities (..., C) of embeddings (..., D)."""
        logits = embeddings @ self.weight.T + self.bias
        powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
        return powers / powers.sum(axis=-1, keepdims=True)

    def energy(self, embeddings: NDArray[np.float32]) -> float:
        """How familiar an asset is whose views have the embeddings (N, D): low, of no known class.

        The log of the sum of the exponentials of its mean logits, which tells unknown classes
        better than the confidence does (Liu et al. 2020, “Energy-based out-of-distribution
        detection”, negated).
        """
        logits = (embeddings @ self.weight.T + self.bias).mean(axis=0, dtype=np.float64)
        return float(logits.max() + np.log(np.exp(logits - logits.max()).sum()))

    def uprightness(self, embeddings: NDArray[np.float32]) -> float:
        """How likely the asset stands upright in all views with embeddings (N, D), in [0, 1].

        The mean of the views' log-odds; 1 where the network cannot tell.
        """
        if self.upright is None:
            return 1.0
        weight, bias = self.upright
        return float(1 / (1 + np.exp(-(embeddings @ weight.T + bias).mean())))
