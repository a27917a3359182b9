"""Photos, or a video, in; their cameras and a mesh out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ...datatypes import ViewSet
from ...jobs import Steps
from ..fusion.fuse import fuse_views
from ..settings import Fused, FuseSettings
from .depths import depths_of
from .reading import read_photos
from .settings import PhotoSettings
from .structure import Structure, find_structure
from .world import moved, moved_view, upright

_LENGTH_M = 1.0  # the mesh's longest side where nobody says


@dataclass(frozen=True)
class Made:
    """A mesh of photos, in metres if its length was given, else in no unit.

    structure  cameras of the photos and their common points, where the mesh stands
    views      those of them that were fused, with depth; smaller
    said       sentences on what was read, found and left out
    """

    fused: Fused
    structure: Structure
    views: ViewSet
    said: tuple[str, ...]


def photos_to_mesh(
    source: Path | Sequence[Path], settings: PhotoSettings, fusing: FuseSettings
) -> Steps[Made]:
    """The surface that photos show, whose cameras nobody knows.

    Raises:
        InputError: fewer than three photos can be used.
        ResultError: they do not overlap, their depth does not agree, or they make no surface.
        DataError: a video or a model cannot be read.
        MissingDependency: a package is not installed.
    """
    photos = yield from read_photos(source, settings)
    structure = upright((yield from find_structure(photos, settings)))
    views, told = yield from depths_of(structure, settings)
    length = fusing.length_m or _LENGTH_M
    fused = yield from fuse_views(views, replace(fusing, length_m=length))
    scale = fused.numbers["scale"]
    still = np.eye(3), np.zeros(3)
    views = ViewSet(tuple(moved_view(view, scale, *still) for view in views.views))
    # The cameras are where the mesh is now: nobody has to scale them.
    fused = replace(fused, numbers=fused.numbers | {"scale": 1.0})
    return Made(
        fused,
        moved(structure, scale, *still),
        views,
        (*structure.said, *told, _said_scale(fusing)),
    )


def _said_scale(fusing: FuseSettings) -> str:
    if fusing.length_m:
        return f"The longest side is {fusing.length_m:g} m, as you said."
    return (
        "Photos do not tell how large things are: the longest side was made 1 m long. Give its "
        "length to have metres."
    )
