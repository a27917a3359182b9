"""What refining can be told, and what it returns."""

from dataclasses import dataclass

from ...datatypes import Mesh, ViewSet
from ...errors import InputError
from ..settings import REFINE_ROUNDS

STAGES = ("cameras", "shape", "colors")


@dataclass(frozen=True)
class RefineSettings:
    """How a mesh and its cameras are refined.

    rounds  how often all views are gone through, for the cameras and then for the shape
    size    pixels of the pictures' longer side that are compared at most
    faces   triangles of the mesh that is worked on at most: a larger one is simplified for it, and
            then moved along
    device  as deps.pick_device knows it
    """

    rounds: int = REFINE_ROUNDS
    size: int = 256
    faces: int = 20_000
    device: str = "cpu"

    def __post_init__(self) -> None:
        for name, low, high in (("rounds", 1, 100), ("size", 32, 2048), ("faces", 100, 10**6)):
            value = getattr(self, name)
            if not low <= value <= high:
                raise InputError(
                    f"{name.capitalize()} {value} is out of range.", f"Choose {low} to {high}."
                )


@dataclass(frozen=True)
class Refined:
    """What refining made, or what came in where it made nothing better.

    mesh     with colours at its vertices, where it is kept
    views    with corrected cameras, where it is kept
    before, after  mean robust error of the pictures held out, in units of brightness, with the
             mesh as it came and as it was refined to; `after` is that of the result
    parts    what of it was kept: of STAGES, none where nothing was made better
    notes    sentences: what was done, or why nothing was
    """

    mesh: Mesh
    views: ViewSet
    before: float
    after: float
    parts: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def is_kept(self) -> bool:
        """Whether anything came of it."""
        return bool(self.parts)
