"""What fusing can be told, and what it returns. All sizes are shares of the object's diagonal."""

from dataclasses import dataclass, field, replace

from ..datatypes import Camera, Mesh, ViewSet
from ..errors import InputError

METHODS = {
    "tsdf": "a grid of signed distances: exact, open where nothing was seen",
    "poisson": "a closed surface through all points: fills what was not seen",
}
GRIDS = {
    "blocks": "Open3D's grid of blocks, where the surface is",
    "plain": "a plain grid in numpy: small, slow, and for orthographic cameras too",
}

REFINE_ROUNDS = 10  # that do, as a rule


@dataclass(frozen=True)
class FuseSettings:
    """How views become a mesh.

    detail      voxels along the diagonal of what is seen
    reach       voxels on either side of the surface in which distances are kept
    smallest    parts smaller than this share of the surface are left out: specks of sensors
    fill        holes up to this share of the diagonal wide are closed
    smooth      rounds of Taubin's smoothing
    faces       the mesh is simplified to so many triangles; None: as it comes
    texture     pixels of a texture's side, baked from the views; None: colours at the vertices
    length_m    the longest side of the result, in metres; None: as the cameras say
    refine      rounds in which cameras, colours and vertices follow the pictures; 0: none
    """

    method: str = "tsdf"
    grid: str = "blocks"
    detail: int = 384
    reach: float = 3.0
    smallest: float = 0.0
    fill: float = 0.0
    smooth: int = 0
    faces: int | None = None
    texture: int | None = None
    length_m: float | None = None
    refine: int = 0

    def __post_init__(self) -> None:
        for value, known, kind in ((self.method, METHODS, "method"), (self.grid, GRIDS, "grid")):
            if value not in known:
                raise InputError(f"Unknown {kind} “{value}”.", f"There is {', '.join(known)}.")
        ranges = {
            "detail": (16, 2048),
            "reach": (1, 16),
            "smallest": (0, 1),
            "fill": (0, 1),
            "smooth": (0, 100),
            "faces": (4, 10**8),
            "texture": (16, 8192),
            "length_m": (1e-6, 1e6),
            "refine": (0, 100),
        }
        for name, (low, high) in ranges.items():
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                raise InputError(
                    f"{name.partition('_')[0].capitalize()} {value:g} is out of range.",
                    f"Choose {low:g} to {high:g}.",
                )


@dataclass(frozen=True)
class Fused:
    """A mesh from views, and what was done to get it.

    voxel_m  the grid's step
    numbers  counts before and after each step of the clean-up, by name
    notes    sentences: what was left out of the input, and why; what refining did
    cameras  those that refining has corrected, by the number of their view; not scaled
    """

    mesh: Mesh
    voxel_m: float
    numbers: dict[str, float]
    notes: tuple[str, ...] = ()
    cameras: dict[int, Camera] = field(default_factory=dict)

    def corrected(self, views: ViewSet) -> ViewSet:
        """The views that it was made of, with the cameras that refining has corrected."""
        changed = list(views.views)
        for index, camera in self.cameras.items():
            changed[index] = replace(changed[index], camera=camera)
        return replace(views, views=tuple(changed))
