"""Match: a mesh and a picture of it in, the camera that took the picture out."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..datatypes import Mesh
from ..errors import InputError
from ..jobs import Steps
from .settings import MASKS, Found, MatchSettings, Step, Target

_KEY_NEAR, _KEY_FAR = 0.06, 0.16  # distances of colours: background below, object above
_LEAST = 16  # pixels that an object must cover to be found


def target_of(
    rgba: NDArray[np.uint8],
    *,
    mask: str = "auto",
    key: tuple[float, float, float] | None = None,
    drawn: NDArray | None = None,
) -> Target:
    """A picture (H, W, 4) to be matched, with its mask.

    Args:
        mask: one of settings.MASKS.
        key: the background's colour in [0, 1]; by default that of the picture's corners.
        drawn: (H, W) bool, or float in [0, 1], where a person says that the object is.

    Raises:
        InputError: the picture is too small, or the mask holds nothing or everything.
    """
    if mask not in MASKS:
        raise InputError(f"Unknown mask “{mask}”.", f"There is {', '.join(MASKS)}.")
    height, width = rgba.shape[:2]
    if min(height, width) < 8:
        raise InputError(
            f"The picture is only {width} x {height} pixels.", "Choose one of at least 8 x 8."
        )
    rgb, alpha = rgba[..., :3].astype(np.float32) / 255, rgba[..., 3].astype(np.float32) / 255
    if drawn is not None:
        if drawn.shape != alpha.shape:
            raise InputError("The mask's size is not the picture's.", "Draw it on the picture.")
        found = np.clip(drawn.astype(np.float32), 0, 1)
    elif mask == "none":
        return Target(_over_white(rgb, alpha), None)
    elif mask == "alpha" or (mask == "auto" and alpha.min() < 0.5):
        found = alpha
    else:
        found = _keyed(rgb, key)
    if found.sum() < _LEAST or (mask != "alpha" and found.min() > 0.5):
        raise InputError(
            "The mask holds nothing." if found.sum() < _LEAST else "The mask holds all of it.",
            "Choose another kind of mask, another key colour, or draw where the object is.",
        )
    return Target(_over_white(rgb, found), found)


def _over_white(rgb: NDArray[np.float32], alpha: NDArray[np.float32]) -> NDArray[np.float32]:
    return rgb * alpha[..., None] + 1 - alpha[..., None]


def _keyed(rgb: NDArray[np.float32], key: tuple[float, float, float] | None) -> NDArray[np.float32]:
    """Where colours differ from the key, softly, (H, W)."""
    if key is None:
        corners = rgb[[0, 0, -1, -1], [0, -1, 0, -1]]
        key = tuple(np.median(corners, axis=0))
    away = np.linalg.norm(rgb - np.array(key, np.float32), axis=2)
    return np.clip((away - _KEY_NEAR) / (_KEY_FAR - _KEY_NEAR), 0, 1).astype(np.float32)


def match_image(
    mesh: Mesh,
    target: Target,
    settings: MatchSettings,
    *,
    on_step: Callable[[Step], None] | None = None,
) -> Steps[Found]:
    """The camera of the world that sees the mesh as the target shows it.

    Args:
        on_step: is told each time a better camera was found.

    Raises:
        InputError: the mesh has no surface, or nothing may move, or there is nothing to go by.
        ResultError: nothing that was found looks like the picture.
        MissingDependency: torch or embreex is not installed.
    """
    deps.require("torch", feature="Matching a picture")
    if target.mask is None and not settings.picks and settings.compare == "silhouette":
        raise InputError("There is no outline to compare.", "Choose a mask, or pick points.")
    from .match_backend import Matcher

    return (yield from Matcher(mesh, target, settings, on_step).steps())
