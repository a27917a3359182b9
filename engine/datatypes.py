"""The nouns that every room shares. Shapes are checked here, once, then trusted.

Conventions
  units      metres, radians; names end in _deg where they are degrees
  world      right-handed, Z up (Blender's)
  camera     OpenCV: +X right, +Y down, +Z forward; `camera.opencv_from_opengl` is the only flip
  matrices   named target_from_source: world_from_camera @ p_camera = p_world; float64
  pixels     (u, v) = column, row; origin top left; pixel centres at integers, so that a
             centred camera has cx = W / 2 - 0.5
  pictures   kept as rgba uint8, sRGB-encoded, straight alpha, as a PNG holds them;
             worked on as rgb float32 in [0, 1], laid over the background
  channels   what the ray through a pixel's centre meets, without anti-aliasing; where it meets
             nothing: depth 0, ids -1, all else 0. Depth is metres along the camera's Z (planar,
             not ray length), normals are unit vectors in the world, as shaded, on the side that
             is seen; positions are metres in the world; uv as the texture is looked up (v up)
  batches    channels last
  probs      float32, rows sum to 1, classes in the order that the model stores
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .errors import InputError
from .images import over


def _check(value: NDArray, name: str, shape: tuple[int | None, ...]) -> None:
    fits = value.ndim == len(shape) and all(
        want is None or want == got for want, got in zip(shape, value.shape, strict=False)
    )
    if not fits:
        raise ValueError(f"{name} has shape {value.shape}, expected {shape}")


@dataclass(frozen=True)
class Intrinsics:
    """Lens in pixels: focal lengths, principal point, picture size.

    A perspective lens sees u = fx x / z + cx. An orthographic one sees u = fx x + cx, so that fx
    and fy are pixels a metre.
    """

    fx: float
    fy: float
    cx: float
    cy: float
    width: int
    height: int
    is_orthographic: bool = False


@dataclass(frozen=True)
class Camera:
    """Where a picture was taken from: intrinsics and world_from_camera (4, 4), OpenCV axes."""

    intrinsics: Intrinsics
    world_from_camera: NDArray[np.float64]
    name: str = ""  # what a person calls it: a scene camera's name, a direction, a file's stem

    def __post_init__(self) -> None:
        _check(self.world_from_camera, "world_from_camera", (4, 4))


@dataclass(frozen=True)
class Instance:
    """A thing that stands somewhere in the world: its name, and its class where that is known."""

    name: str
    label: str = ""


# Channels of a view beside its picture: their dtype and what follows (H, W) in their shape.
CHANNELS: dict[str, tuple[type, tuple[int, ...]]] = {
    "depth": (np.float32, ()),
    "normals": (np.float32, (3,)),
    "face_ids": (np.int32, ()),
    "instance_ids": (np.int32, ()),
    "positions": (np.float32, (3,)),
    "uv": (np.float32, (2,)),
}


@dataclass(frozen=True)
class View:
    """A picture, its camera and its channels (see the head of this file), each or None.

    rgba          (H, W, 4) uint8
    camera        None where it is not known, as of pictures by others
    background    (3,) sRGB-encoded colour that `rgb` is laid over
    face_ids      indices into the faces of the instance's own mesh, as its maker counts them
                  (Blender: the polygons of the evaluated mesh)
    instance_ids  indices into the view set's instances
    """

    rgba: NDArray[np.uint8]
    camera: Camera | None = None
    background: tuple[float, float, float] = (1.0, 1.0, 1.0)
    depth: NDArray[np.float32] | None = None
    normals: NDArray[np.float32] | None = None
    face_ids: NDArray[np.int32] | None = None
    instance_ids: NDArray[np.int32] | None = None
    positions: NDArray[np.float32] | None = None
    uv: NDArray[np.float32] | None = None

    def __post_init__(self) -> None:
        size = (None, None)
        if self.camera is not None:
            size = (self.camera.intrinsics.height, self.camera.intrinsics.width)
        _check(self.rgba, "rgba", (*size, 4))
        for name, value in self.channels().items():
            _check(value, name, (*self.rgba.shape[:2], *CHANNELS[name][1]))

    @property
    def name(self) -> str:
        """The camera's name."""
        return self.camera.name if self.camera else ""

    @cached_property
    def rgb(self) -> NDArray[np.float32]:
        """The picture over its background, (H, W, 3)."""
        return over(self.rgba, self.background)

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Which pixels the subject covers at least half, (H, W)."""
        return self.rgba[..., 3] >= 128

    def channels(self) -> dict[str, NDArray]:
        """The channels that there are, by name."""
        values = {name: getattr(self, name) for name in CHANNELS}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True)
class ViewSet:
    """The pictures of one asset or scene, at least one, and the instances that their ids mean.

    is_studio  drawn in the studio light of our captures (render/studio.py), which is known and can
               be divided out
    """

    views: tuple[View, ...]
    instances: tuple[Instance, ...] = ()
    is_studio: bool = False

    def __post_init__(self) -> None:
        if not self.views:
            raise InputError("There are no pictures to work on.", "Capture at least one view.")

    def rgb_stack(self) -> NDArray[np.float32]:
        """All pictures over their backgrounds, (N, H, W, 3).

        Raises:
            InputError: they are not all of one size.
        """
        if len({view.rgba.shape for view in self.views}) > 1:
            raise InputError("The pictures differ in size.", "Capture them at one resolution.")
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
    instance_ids  (F,) int32 into instances, or None: all are of the first
    face_ids      (F,) int32, the face of the instance's own mesh that this triangle is part of,
                  or None: its own number
    """

    vertices: NDArray[np.float64]
    faces: NDArray[np.int32]
    normals: NDArray[np.float32] | None = None
    uv: NDArray[np.float32] | None = None
    colors: NDArray[np.float32] | None = None
    material_ids: NDArray[np.int32] | None = None
    materials: tuple[Material, ...] = (GREY,)
    instance_ids: NDArray[np.int32] | None = None
    face_ids: NDArray[np.int32] | None = None
    instances: tuple[Instance, ...] = (Instance("mesh"),)

    def __post_init__(self) -> None:
        count = len(self.faces)
        _check(self.vertices, "vertices", (None, 3))
        _check(self.faces, "faces", (None, 3))
        for name, shape in {
            "normals": (count, 3, 3),
            "uv": (count, 3, 2),
            "colors": (count, 3, 3),
            "material_ids": (count,),
            "instance_ids": (count,),
            "face_ids": (count,),
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
