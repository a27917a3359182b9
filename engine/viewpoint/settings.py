"""What is wanted: settings in frozen form, with their standards. Imports in microseconds."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..datatypes import Camera, Intrinsics
from ..errors import InputError

# What a camera can be moved by; each may be locked.
PARAMETERS = {
    "azimuth": "around the object",
    "elevation": "up and down around it",
    "distance": "nearer and farther; of an orthographic camera, how much it shows",
    "roll": "turned in the picture's plane",
    "target": "the point that is looked at",
    "focal": "the focal length",
    "free": "any rotation and place (SE(3)), in place of the first five",
}
MASKS = {
    "auto": "alpha where the picture has it, else the colour of its corners",
    "alpha": "by the picture's alpha",
    "key": "all but one colour",
    "none": "no mask: the whole picture counts",
}
COMPARISONS = {
    "auto": "outline, and what of light and colour can be explained by any light",
    "silhouette": "outline alone",
    "color": "outline and the very colours",
}
QUALITY = {  # terms of a view's quality, each in [0, 1], and their weights
    "coverage": 1.0,  # how much of the picture is filled
    "surface": 1.0,  # how much of the surface is seen
    "normals": 1.0,  # how many sides of it
    "centring": 0.5,
    "upright": 1.0,  # seen from a little above, as people hold things
    "contrast": 0.5,
    "brightness": 0.25,
}


@dataclass(frozen=True)
class Target:
    """A picture to be matched.

    rgb   (H, W, 3) float32, sRGB-encoded; white where the object is not
    mask  (H, W) float32 in [0, 1], where the object is; None: not known
    """

    rgb: NDArray[np.float32]
    mask: NDArray[np.float32] | None = None


@dataclass(frozen=True)
class Pick:
    """A point of the object and where the picture shows it: world metres, pixels (u, v)."""

    point: tuple[float, float, float]
    pixel: tuple[float, float]


@dataclass(frozen=True)
class MatchSettings:
    """How to find the camera that took a picture."""

    # What may move; the rest stays as `start` has it.
    parameters: tuple[str, ...] = ("azimuth", "elevation", "distance", "roll", "target", "focal")
    start: Camera | None = None  # None: a 50 mm lens (36 mm sensor), upright, at the middle
    is_searching: bool = True  # look at the object from all sides first; else go on from `start`
    is_orthographic: bool = False  # where no start says it
    compare: str = "auto"  # one of COMPARISONS
    picks: tuple[Pick, ...] = ()  # help the search; with at least four they do without a mask
    size: int = 192  # pixels of the longer side, in the last stage
    seed: int = 0

    def __post_init__(self) -> None:
        _check(self.parameters, PARAMETERS, "parameter")
        _check((self.compare,), COMPARISONS, "comparison")


@dataclass(frozen=True)
class BestSettings:
    """How to find the view that shows an object best."""

    count: int = 1  # how many views, each showing something else
    weights: dict[str, float] = field(default_factory=lambda: dict(QUALITY))
    lens: Intrinsics | None = None  # None: 50 mm (36 mm sensor), square
    margin: float = 0.06  # least empty border, as a share of the picture's side
    elevation_deg: tuple[float, float] = (-90.0, 90.0)  # lowest and highest
    candidates: int = 96  # views looked at before the best are refined
    up: str = "Z"  # the object's up axis, one of rigs.UP_AXES

    def __post_init__(self) -> None:
        _check(self.weights, QUALITY, "term")
        if self.count < 1 or self.candidates < 1:
            raise InputError("At least one view is needed.", "Raise the number.")


@dataclass(frozen=True)
class DecidingSettings:
    """How to find the view that decides a class: where a model is surest of it."""

    label: str = ""  # the class; empty: the one the model takes the object for
    best: BestSettings = field(default_factory=BestSettings)


@dataclass(frozen=True)
class WishSettings:
    """How to find the view that serves a wish best."""

    parameters: tuple[str, ...] = ("azimuth", "elevation", "distance", "target")
    lens: Intrinsics | None = None  # None: 50 mm (36 mm sensor), square
    margin: float = 0.06  # least empty border of the first views, as a share of the side
    candidates: int = 96  # views looked at before the best are improved
    steps: int = 60  # of each solver, at most
    size: int = 96  # pixels of the longer side

    def __post_init__(self) -> None:
        _check(self.parameters, PARAMETERS, "parameter")
        if self.candidates < 1 or self.steps < 1 or self.size < 8:
            raise InputError("A number is too small.", "Raise it.")


@dataclass(frozen=True)
class Step:
    """One iteration: its number, its loss and where the camera stood, in the world."""

    iteration: int
    loss: float
    camera: Camera


@dataclass(frozen=True)
class Found:
    """The camera that was found, in the world, and how.

    start    where the optimisation began
    loss     of the camera, lower is better; `terms` are its parts
    history  all steps of the one that was kept
    """

    camera: Camera
    start: Camera
    loss: float
    terms: dict[str, float]
    history: tuple[Step, ...]


def _check(names, known: dict[str, str] | dict[str, float], kind: str) -> None:
    if unknown := set(names) - set(known):
        raise InputError(f"Unknown {kind} “{min(unknown)}”.", f"There is {', '.join(known)}.")
