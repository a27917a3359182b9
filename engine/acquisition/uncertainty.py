"""How little a model knows of an asset: probabilities in, scores out, the higher the less.

Rows of NaN give NaN. The formulas are those of Settles (2009), “Active learning literature survey”.
"""

import numpy as np
from numpy.typing import NDArray

_TINY = 1e-12


def least_confidence(probs: NDArray[np.floating]) -> NDArray[np.float64]:
    """1 minus the probability of the first guess, (N,) of probabilities (N, C)."""
    return 1.0 - probs.max(axis=1).astype(np.float64)


def entropy(probs: NDArray[np.floating]) -> NDArray[np.float64]:
    """Shannon entropy in nats over the last axis, (...,) of probabilities (..., C)."""
    probs = probs.astype(np.float64)
    return -(probs * np.log(np.maximum(probs, _TINY))).sum(axis=-1)


def disagreement(answers: NDArray[np.floating]) -> NDArray[np.float64]:
    """How far M answers about each of N assets differ, (N,) of probabilities (M, N, C), in nats.

    The generalized Jensen-Shannon divergence (Lin 1991): the entropy of the mean less the mean
    entropy. Over views it is their disagreement; over models that learnt from different labels
    it is the mutual information of BALD (Houlsby et al. 2011).
    """
    between = entropy(answers.mean(axis=0)) - entropy(answers).mean(axis=0)
    return np.maximum(between, 0.0)  # rounding; NaN stays
