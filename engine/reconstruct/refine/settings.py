"""What refining can be told, and what it returns."""

from dataclasses import dataclass

from ...datatypes import Mesh, ViewSet
from ...errors import InputError


@dataclass(frozen=True)
class RefineSettings:
    """How a mesh and its cameras are refined.

    rounds  how often all views are gone through, for the cameras and then for the shape
    size    pixels of the pictures' longer side that are compared at most
    faces   triangles of the mesh that is worked on at most: a larger one is simplified for it, and
            then moved along
    device  as deps.pick_device knows it
    """

    rounds: int = 10
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
    is_kept  whether anything came of it
    notes    sentences: what was done, or why nothing was
    """

    mesh: Mesh
    views: ViewSet
    before: float
    after: float
    is_kept: bool
    notes: tuple[str, ...]
