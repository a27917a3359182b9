"""A picture in, how well a mesh can be made of it out: a score, what is wrong, what helps.

Plain measures, each from 0 to 1, told before the long step; no model. A mesh can be made of any
picture all the same.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..images import scaled

GOOD = 0.7  # score from which nothing needs to be said
_WORK = 512  # pixels of the longer side on which blur, light and clutter are measured
_LEAST = 0.05  # of a measure: the worst one shall not hide the others
_LOW = 0.6  # measure below which it is said
_OPAQUE = 128
_TILE = 32  # pixels: the sharpest tiles tell blur, for much of a picture may be smooth
_EDGE = 0.08  # step of brightness between neighbours that counts as an edge
# What is said where a measure is low, and what helps.
ADVICE = {
    "sharpness": ("the picture is blurred", "Hold the camera still, focus on the subject."),
    "brightness": ("the picture is dark", "Add light, or expose longer."),
    "glare": ("bright parts are burnt out", "Expose less, avoid the sun behind it."),
    "contrast": ("the picture is flat", "Light it from the side."),
    "resolution": ("the subject has few pixels", "Take a larger picture, or go nearer."),
    "subject": ("the subject is small in the picture", "Go nearer, or crop the picture."),
    "clutter": ("there is much beside the subject", "Choose a plain ground, or mask the subject."),
}


@dataclass(frozen=True)
class Quality:
    """How well a mesh can be made of a picture.

    score     in [0, 1], the geometric mean of the measures, the worst one counted twice
    measures  each of ADVICE, in [0, 1]
    reasons   what is wrong, the worst first; empty where nothing is
    advice    what helps, in the same order
    """

    score: float
    measures: dict[str, float]
    reasons: tuple[str, ...]
    advice: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing needs to be said."""
        return self.score >= GOOD

    @property
    def lines(self) -> list[str]:
        """The score, and for each reason what helps: a sentence each."""
        lines = [f"Quality {self.score:.2f} of 1."]
        for reason, advice in zip(self.reasons, self.advice, strict=True):
            lines.append(f"{reason.capitalize()}: {advice[:1].lower()}{advice[1:]}")
        return lines


def predict_3d_quality(rgba: NDArray[np.uint8]) -> Quality:
    """How well a mesh can be made of a picture (H, W, 4); what is transparent is not the subject.

    Where all of it is opaque nobody has said what the subject is: it is all of the picture, and
    size and clutter say nothing.
    """
    height, width = rgba.shape[:2]
    by = min(1.0, _WORK / max(height, width))
    size = (max(round(width * by), 1), max(round(height * by), 1))
    # Apart: where all is transparent colours would be lost on the way.
    values = rgba.astype(np.float32) / 255
    colors, alpha = values[..., :3], values[..., 3:].repeat(3, axis=2)
    grey = scaled(colors, *size) @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    mask = scaled(alpha, *size)[..., 0] >= _OPAQUE / 255
    shown = grey[mask] if mask.any() else grey.ravel()
    low, high = np.percentile(shown, [5, 95])
    is_masked = not mask.all() and mask.any()
    measures = {
        "sharpness": _between(_sharpness(grey, mask), 0.15, 0.6),
        "brightness": _between(float(shown.mean()), 0.05, 0.25),
        "glare": 1 - _between(float((shown > 0.985).mean()), 0.05, 0.5),
        "contrast": _between(float(high - low), 0.02, 0.25),
        "resolution": _between(np.log2(max(_side(rgba), 1)), np.log2(64), np.log2(384)),
        "subject": _between(float(mask.mean()), 0.005, 0.12) if is_masked else 1.0,
        "clutter": 1 - _between(_beside(grey, mask), 0.03, 0.3) if is_masked else 1.0,
    }
    kept = {name: max(float(value), _LEAST) for name, value in measures.items()}
    counted = [*kept.values(), min(kept.values())]
    score = float(np.exp(np.log(counted).mean()))
    poor = sorted((name for name, value in kept.items() if value < _LOW), key=kept.get)
    if not mask.any():
        return Quality(0.0, kept, ("nothing is shown",), ("Choose another picture or mask.",))
    reasons, advice = zip(*(ADVICE[name] for name in poor), strict=True) if poor else ((), ())
    return Quality(score, kept, reasons, advice)


def _between(value: float, low: float, high: float) -> float:
    """0 up to `low`, 1 from `high` on, straight between."""
    return float(np.clip((value - low) / (high - low), 0, 1))


def _side(rgba: NDArray[np.uint8]) -> float:
    """The shorter side of the subject's box, pixels."""
    rows, columns = np.nonzero(rgba[..., 3] >= _OPAQUE)
    return min(np.ptp(rows), np.ptp(columns)) + 1 if len(rows) else 0


def _sharpness(grey: NDArray[np.float32], mask: NDArray[np.bool_]) -> float:
    """How steep the sharpest steps are for their height: about 1 from pixel to pixel."""
    steps = _steps(grey) * _inner(mask)
    tall = _range(grey)
    height, width = (size - size % _TILE or size for size in grey.shape)
    found = []
    for top in range(0, height, _TILE):
        for left in range(0, width, _TILE):
            part = (slice(top, top + _TILE), slice(left, left + _TILE))
            if mask[part].mean() > 0.5 and tall[part].max() > _EDGE:
                step, tallness = steps[part].ravel(), tall[part].ravel()
                steepest = np.argsort(step)[-_TILE:]
                share = step[steepest] / np.maximum(tallness[steepest], 1e-3)
                found.append(float(share.mean()))
    return float(np.percentile(found, 90)) if found else 0.0


def _steps(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """The larger of a pixel's steps to its right and lower neighbour, (H, W)."""
    across = np.abs(np.diff(grey, axis=1, append=grey[:, -1:]))
    return np.maximum(across, np.abs(np.diff(grey, axis=0, append=grey[-1:])))


def _range(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """Largest less smallest brightness within four pixels of each, (H, W)."""
    low = high = grey
    for axis in (0, 1):
        for step in (1, 1, 2):
            moved = [np.roll(value, way * step, axis) for value in (low,) for way in (-1, 1)]
            low = np.minimum.reduce([low, *moved])
            moved = [np.roll(value, way * step, axis) for value in (high,) for way in (-1, 1)]
            high = np.maximum.reduce([high, *moved])
    return high - low


def _inner(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask without its rim: its outline is not the subject's own sharpness."""
    inner = mask.copy()
    for axis in (0, 1):
        for way in (-2, -1, 1, 2):
            inner &= np.roll(mask, way, axis)
    return inner


def _beside(grey: NDArray[np.float32], mask: NDArray[np.bool_]) -> float:
    """Share of the pixels beside the subject that are edges."""
    outside = _inner(~mask)
    return float((_steps(grey)[outside] > _EDGE).mean()) if outside.any() else 0.0
