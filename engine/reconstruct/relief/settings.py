"""What making a mesh of one picture can be told, and what it returns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Camera, Mesh
from ...depth.contract import KINDS, METRIC
from ...errors import InputError
from ..quality import Quality

METHODS = {
    "grid": "what is seen, cut where depth jumps; open behind",
    "poisson": "a smooth surface through what is seen, closed behind as well as can be",
}
MASKS = {
    "alpha": "what the picture itself has transparent is left out",
    "none": "all of the picture, over white where it is transparent",
    "auto": "the subject is found",
    "file": "by a picture: its alpha, or else its brightness",
}
COLORS = {
    "texture": "the picture is the mesh's texture",
    "vertex": "colours at the vertices",
}
FOCAL_MM = 35.0  # of a lens that nobody knows, on film 36 mm long
FILM_MM = 36.0  # which is the picture's longer side


@dataclass(frozen=True)
class ReliefSettings:
    """How one picture becomes a mesh.

    method      one of METHODS
    mask        one of MASKS
    mask_file   the picture of "file"
    mask_model  who finds the subject with "auto": as masks.subject has it
    depth_file  depth from a file (16-bit PNG, EXR, NPY); empty: it is estimated
    depth_kind  what the file's numbers mean, one of depth.contract.KINDS
    depth_scale  the file's steps a metre; None: as such files usually have it
    depth_model  who estimates depth: empty for our network, else a folder or a model's name
    right_file  a second picture, from further right: the pair tells depth
    baseline_m  metres between both cameras; None: the pair tells depth in no unit
    near, far   metres of the nearest and the farthest point that is kept, where depth has no scale
    length_m    the longest side of the result, in metres; None: as near and far say
    focal_mm    the lens, on film 36 mm long; None: as the field of view, or as the photo says
    fov_deg     the field of view along the picture's longer side
    tilt_deg    how far the camera looked up, below 0 down
    height_m    of the camera above the ground, Z = 0
    detail      vertices along the picture's longer side
    cut         depth jumps where it changes by more than this share from one to the next
    smooth      rounds in which depth becomes smoother, not over jumps
    smallest    parts smaller than this share of the surface are left out
    faces       the mesh is simplified to so many triangles; None: as it comes
    color       one of COLORS
    texture     pixels along the texture's longer side, at most
    device      models run on: auto, cpu, cuda or mps
    """

    method: str = "grid"
    mask: str = "alpha"
    mask_file: str = ""
    mask_model: str = ""
    depth_file: str = ""
    depth_kind: str = METRIC
    depth_scale: float | None = None
    depth_model: str = ""
    right_file: str = ""
    baseline_m: float | None = None
    near: float = 1.0
    far: float = 3.0
    length_m: float | None = None
    focal_mm: float | None = None
    fov_deg: float | None = None
    tilt_deg: float = 0.0
    height_m: float = 0.0
    detail: int = 384
    cut: float = 0.05
    smooth: int = 0
    smallest: float = 0.0
    faces: int | None = None
    color: str = "texture"
    texture: int = 4096
    device: str = "auto"

    def __post_init__(self) -> None:
        for name, known in (
            ("method", METHODS),
            ("mask", MASKS),
            ("color", COLORS),
            ("depth_kind", KINDS),
        ):
            if (value := getattr(self, name)) not in known:
                words = name.replace("_", " ")
                raise InputError(f"Unknown {words} “{value}”.", f"There is {', '.join(known)}.")
        for name, (low, high) in _RANGES.items():
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                raise InputError(
                    f"{name.partition('_')[0].capitalize()} {value:g} is out of range.",
                    f"Choose {low:g} to {high:g}.",
                )
        if self.near >= self.far:
            raise InputError(
                f"Near {self.near:g} and far {self.far:g} are out of order.", "Far is beyond near."
            )
        if self.depth_file and self.right_file:
            raise InputError("Both a depth file and a second picture are given.", "Give one.")
        if self.focal_mm and self.fov_deg:
            raise InputError("Both a lens and a field of view are given.", "Give one of them.")


_RANGES = {
    "near": (1e-6, 1e6),
    "far": (1e-6, 1e6),
    "length_m": (1e-6, 1e6),
    "depth_scale": (1e-9, 1e9),
    "baseline_m": (1e-6, 1e6),
    "focal_mm": (1, 5000),
    "fov_deg": (1, 170),
    "tilt_deg": (-90, 90),
    "height_m": (-1e5, 1e5),
    "detail": (16, 4096),
    "cut": (1e-3, 100),
    "smooth": (0, 1000),
    "smallest": (0, 1),
    "faces": (4, 10**8),
    "texture": (16, 16384),
}


@dataclass(frozen=True)
class Relief:
    """A mesh of one picture, and what it was made from.

    mesh       metres, Z up, in front of the camera
    rgba       (H, W, 4) uint8, the picture as the texture holds it; alpha is the mask
    camera     of that picture, where it stands
    depth      (h, w) float32, metres along the camera's Z, as fine as the mesh; 0: left out
    is_metric  whether its metres are true: measured, or by a model that tells them
    numbers    counts, by name
    notes      sentences: what the lens, the depth and its scale are by, what was left out
    """

    mesh: Mesh
    rgba: NDArray[np.uint8]
    camera: Camera
    depth: NDArray[np.float32]
    is_metric: bool
    numbers: dict[str, float]
    quality: Quality
    notes: tuple[str, ...] = ()
