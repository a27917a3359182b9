"""The nouns that every room shares. Shapes are checked here, once, then trusted.

Conventions
  units      metres, radians; names end in _deg where they are degrees
  world      right-handed, Z up (Blender's)
  camera     OpenCV: +X right, +Y down, +Z forward; `camera.opencv_from_opengl` is the only flip
  matrices   named target_from_source: world_from_camera @ p_camera = p_world; float64
  pixels     (u, v) = column, row; origin top left; pixel centres at integers, so that a
             centred camera has cx = W / 2 - 0.5
  rgb        float32 in [0, 1], sRGB-encoded, (H, W, 3); alpha becomes a mask
  batches    channels last
  probs      float32, rows sum to 1, classes in the order that the model stores
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .errors import InputError


def _check(value: NDArray, name: str, shape: tuple[int | None, ...]) -> None:
    fits = value.ndim == len(shape) and all(
        want is None or want == got for want, got in zip(shape, value.shape, strict=False)
    )
    if not fits:
        raise ValueError(f"{name} has shape {value.shape}, expected {shape}")


@dataclass(frozen=True)
class Intrinsics:
    """Pinhole camera in pixels: focal lengths, principal point, picture size."""

    fx: float
    fy: float
    cx: float
    cy: float
    width: int
    height: int


@dataclass(frozen=True)
class Camera:
    """Where a picture was taken from: intrinsics and world_from_camera (4, 4), OpenCV axes."""

    intrinsics: Intrinsics
    world_from_camera: NDArray[np.float64]

    def __post_init__(self) -> None:
        _check(self.world_from_camera, "world_from_camera", (4, 4))


@dataclass(frozen=True)
class View:
    """A picture and its camera: rgb (H, W, 3) over white, mask (H, W) bool or None."""

    rgb: NDArray[np.float32]
    camera: Camera
    mask: NDArray[np.bool_] | None = None

    def __post_init__(self) -> None:
        size = (self.camera.intrinsics.height, self.camera.intrinsics.width)
        _check(self.rgb, "rgb", (*size, 3))
        if self.mask is not None:
            _check(self.mask, "mask", size)


@dataclass(frozen=True)
class ViewSet:
    """The pictures of one asset, at least one, all of one size."""

    views: tuple[View, ...]

    def __post_init__(self) -> None:
        if not self.views:
            raise InputError("There are no pictures to work on.", "Capture at least one view.")

    def rgb_stack(self) -> NDArray[np.float32]:
        """All pictures, (N, H, W, 3)."""
        return np.stack([view.rgb for view in self.views])


@dataclass(frozen=True)
class Material:
    """How a face looks: one colour (3,), or a texture (H, W, 3) in its place; sRGB-encoded.

    A texture's first row is its top: v = 1.
    """

    color: NDArray[np.float32]
    texture: NDArray[np.float32] | None = None

    def __post_init__(self) -> None:
        _check(self.color, "color", (3,))
        if self.texture is not None:
            _check(self.texture, "texture", (None, None, 3))


GREY = Material(np.full(3, 0.8, np.float32))


@dataclass(frozen=True)
class Mesh:
    """Triangles and how they look. Attributes are per face corner.

    vertices      (V, 3) float64, metres, world frame: objects stand far from the origin
    faces         (F, 3) int32, indices into vertices
    normals       (F, 3, 3) float32 unit vectors, or None: flat shading
    uv            (F, 3, 2) float32, or None
    colors        (F, 3, 3) float32 sRGB-encoded, in place of the material's look, or None
    material_ids  (F,) int32 into materials
    """

    vertices: NDArray[np.float64]
    faces: NDArray[np.int32]
    normals: NDArray[np.float32] | None = None
    uv: NDArray[np.float32] | None = None
    colors: NDArray[np.float32] | None = None
    material_ids: NDArray[np.int32] | None = None
    materials: tuple[Material, ...] = (GREY,)

    def __post_init__(self) -> None:
        count = len(self.faces)
        _check(self.vertices, "vertices", (None, 3))
        _check(self.faces, "faces", (None, 3))
        for name, shape in {
            "normals": (count, 3, 3),
            "uv": (count, 3, 2),
            "colors": (count, 3, 3),
            "material_ids": (count,),
        }.items():
            value = getattr(self, name)
            if value is not None:
                _check(value, name, shape)


@dataclass(frozen=True)
class Prediction:
    """What a model says of one asset.

    classes     (C) names
    probs       (C,) of the asset, aggregated over its views
    view_probs  (N, C) of each view
    threshold   confidence below which the answer counts as unknown
    """

    classes: tuple[str, ...]
    probs: NDArray[np.float32]
    view_probs: NDArray[np.float32]
    model_id: str
    threshold: float = 0.0
    order: NDArray[np.intp] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        _check(self.probs, "probs", (len(self.classes),))
        _check(self.view_probs, "view_probs", (None, len(self.classes)))
        # Votes tie easily: the views' mean decides between equal probabilities.
        order = np.lexsort((-self.view_probs.mean(axis=0), -self.probs))
        object.__setattr__(self, "order", order)

    @property
    def label(self) -> str:
        """The likeliest class, whatever its confidence."""
        return self.classes[self.order[0]]

    @property
    def confidence(self) -> float:
        """Probability of `label`."""
        return float(self.probs[self.order[0]])

    @property
    def is_unknown(self) -> bool:
        """Whether the confidence stays below the threshold."""
        return self.confidence < self.threshold

    def top(self, count: int = 5) -> list[tuple[str, float]]:
        """The `count` likeliest classes with their probabilities, best first."""
        return [(self.classes[i], float(self.probs[i])) for i in self.order[:count]]
