"""Which pixels are the subject's: by the picture's alpha, by another picture, or found."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from ...images import over, read_image
from .picture import Picture, check_fit, masked, sampled
from .settings import ReliefSettings

_OPAQUE = 128  # alpha, or brightness, from which a pixel is the subject's


def subject_of(
    picture: Picture, settings: ReliefSettings, given: NDArray[np.bool_] | None = None
) -> Picture:
    """The picture whose alpha is nothing but the mask that the settings ask for, 0 or 255.

    Args:
        given: the mask (H, W), in place of what the settings say.

    Raises:
        InputError: nothing is masked, or the mask does not fit.
        DataError: the mask cannot be read.
        MissingDependency, ModelNotAvailable: the subject cannot be found without it.
    """
    rgb = np.round(over(picture.rgba) * 255).astype(np.uint8)
    alpha = picture.rgba[..., 3]
    if given is not None:
        mask = given
    elif settings.mask == "none":
        mask = np.ones(alpha.shape, bool)
    elif settings.mask == "alpha":
        mask = alpha >= _OPAQUE
    elif settings.mask == "auto":
        mask = _finder()(
            rgb.astype(np.float32) / 255, model=settings.mask_model, device=settings.device
        )
    else:
        mask = _from_file(settings.mask_file, alpha.shape)
    if not mask.any():
        raise InputError(
            f"Nothing of {picture.name} is left by its mask.", "Choose another mask, or none."
        )
    shown = Picture(np.dstack([rgb, alpha]), picture.name, picture.lens, picture.notes)
    return masked(shown, mask)


def _finder() -> Callable[..., NDArray[np.bool_]]:
    """What finds the subject of a picture; loaded where it is asked for only."""
    from ...masks.subject import find_subject

    return find_subject


def _from_file(file: str, shape: tuple[int, int]) -> NDArray[np.bool_]:
    if not file:
        raise InputError("There is no picture to mask with.", "Choose one, or another mask.")
    return mask_from(read_image(Path(file)), shape)


def mask_from(rgba: NDArray[np.uint8], shape: tuple[int, int]) -> NDArray[np.bool_]:
    """What a picture (h, w, 4) says is the subject, in `shape` (H, W).

    Its alpha where it has any, else its brightness.

    Raises:
        InputError: its proportions are others.
    """
    alpha = rgba[..., 3]
    shown = alpha if alpha.min() < 255 else rgba[..., :3].mean(axis=2)
    check_fit(shown.shape, shape, "mask")
    return sampled(shown >= _OPAQUE, shape)
