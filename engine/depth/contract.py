"""What estimators of depth take and give: a picture in, numbers whose meaning is said out."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError, ResultError

METRIC, DISPARITY = "metric", "disparity"
KINDS = {
    METRIC: "metres along the camera's Z",
    DISPARITY: "inverse depth, right but for a scale and a shift that nobody knows",
}
_SPREAD = 1e-6  # share of its largest value by which disparity has to vary to say anything
_FEW = 16  # pixels from which scale and shift are told


@dataclass(frozen=True)
class Depth:
    """What one picture says of depth.

    values  (H, W) float32: of METRIC metres, 0 where nothing is known; of DISPARITY larger where
            it is nearer, so that scale * values + shift is inverse depth in 1/m for a scale above 0
    kind    one of KINDS
    known   (H, W) where DISPARITY is known, None: everywhere; what its values are elsewhere says
            nothing. METRIC has none: 0 says it there
    """

    values: NDArray[np.float32]
    kind: str
    known: NDArray[np.bool_] | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise InputError(f"Unknown kind “{self.kind}”.", f"There is {', '.join(KINDS)}.")
        if self.values.ndim != 2 or not np.isfinite(self.values).all():
            raise ResultError("The model's depth is no number.", "Choose another model.")
        if self.known is not None and (
            self.kind == METRIC or self.known.shape != self.values.shape
        ):
            raise ValueError("known is for DISPARITY, a value for each of its own")

    @property
    def is_known(self) -> NDArray[np.bool_]:
        """Where the picture says something (H, W)."""
        if self.kind == METRIC:
            return self.values > 0
        return np.ones(self.values.shape, bool) if self.known is None else self.known

    def between(self, near: float, far: float) -> NDArray[np.float32]:
        """Depth (H, W) whose nearest and farthest point are so far away, in the caller's unit.

        Where nothing is known it is 0. Of METRIC its own metres are given up. A disparity is
        stretched as it stands: depth that was found so has the right order, and straight edges may
        come out bent.

        Raises:
            InputError: the distances are out of order.
            ResultError: it is the same everywhere.
        """
        if not 0 < near < far < np.inf:
            raise InputError(
                f"Near {near:g} and far {far:g} are out of order.", "Near is above 0, far beyond."
            )
        known = self.is_known
        inverse = np.zeros(self.values.shape)
        inverse[known] = 1 / self.values[known] if self.kind == METRIC else self.values[known]
        low, high = (inverse[known].min(), inverse[known].max()) if known.any() else (0, 0)
        if high - low <= _SPREAD * max(abs(low), abs(high)):
            raise ResultError(
                "The picture's depth is the same everywhere.", "Choose a picture of something."
            )
        share = (inverse - low) / (high - low)
        made = 1 / (1 / far + share * (1 / near - 1 / far))
        return np.where(known, made, 0).astype(np.float32)

    def fitted(self, known: NDArray[np.floating]) -> NDArray[np.float32]:
        """Depth in metres (H, W) that is nearest to what is known of it, in squares.

        Of METRIC one factor is found, of DISPARITY scale and shift (Ranftl et al. 2020, "Towards
        Robust Monocular Depth Estimation", equation 5). What comes out behind the camera, or
        more than twice as far as the farthest known point, is 0.

        Args:
            known: (H, W) metres, 0 where nothing is known.

        Raises:
            ResultError: too little is known, or it says the opposite.
        """
        here = (known > 0) & self.is_known
        if np.count_nonzero(here) < _FEW:
            raise ResultError(
                "Too little depth is known to tell the scale.", f"{_FEW} pixels are needed."
            )
        true = 1 / known[here].astype(np.float64)
        if self.kind == METRIC:
            own = np.divide(1, self.values, out=np.zeros(self.values.shape), where=self.values > 0)
            inverse = own * (own[here] @ true) / (own[here] @ own[here])
        else:
            values = self.values.astype(np.float64)
            columns = np.column_stack([values[here], np.ones(len(true))])
            scale, shift = np.linalg.lstsq(columns, true, rcond=None)[0]
            if scale <= 0:
                raise ResultError(
                    "The picture's depth says the opposite of what is known.",
                    "Check which of both is inverse depth.",
                )
            inverse = scale * values + shift
        is_near = self.is_known & (inverse > true.min() / 2)
        metres = np.divide(1, inverse, out=np.zeros(inverse.shape), where=is_near)
        return metres.astype(np.float32)


class Estimator(Protocol):
    """Tells depth from one picture."""

    kind: str  # one of KINDS

    def estimate(self, rgb: NDArray[np.float32]) -> Depth:
        """The depth of a picture (H, W, 3) in [0, 1], sRGB-encoded, in its size."""
