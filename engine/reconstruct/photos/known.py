"""Views with cameras and without depth in; their depth, by comparing them, out."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from ...datatypes import View
from ...errors import InputError, ResultError
from ...jobs import Progress, Steps
from .depths import depths_of, smaller
from .mapping import shared_points, triangulated
from .marks import matched
from .reading import LEAST, Photo, Photos
from .settings import PhotoSettings
from .structure import FEW, Structure


def told_depth(
    views: Sequence[View], settings: PhotoSettings
) -> Steps[tuple[list[View], list[str]]]:
    """Views with cameras as views with depth, no larger than the settings say; and sentences.

    Raises:
        InputError: they are too few, or without perspective.
        ResultError: they do not show the same where their cameras say.
        MissingDependency: pycolmap or PyTorch is not installed.
    """
    if len(views) < LEAST:
        raise InputError(
            f"{len(views)} views without depth are too few to compare them.",
            f"Give {LEAST} or more, or their depth.",
        )
    if any(view.camera.intrinsics.is_orthographic for view in views):
        raise InputError("Orthographic views without depth cannot be compared.", "Give depth.")
    structure = yield from _structure(views, settings)
    found, said = yield from depths_of(structure, settings)
    first = (
        f"Comparing the views tells depth: they share {len(structure.points):,} points, which miss "
        f"their marks by {structure.error_px:.2f} pixels."
    )
    lost = [f"{name}: left out, {why}" for name, why in structure.left_out.items()]
    return list(found.views), [first, *lost, *said]


def _structure(views: Sequence[View], settings: PhotoSettings) -> Steps[Structure]:
    """The points that views show together, by the cameras that they have."""
    small = [smaller(view, settings.size) for view in views]
    photos = tuple(Photo(view.name, view.rgba, lens=view.camera.intrinsics) for view in small)
    with tempfile.TemporaryDirectory(prefix="reloop3d_known_") as place:
        common = yield from matched(Photos(photos, {}, False), Path(place), settings.seed)
        yield Progress(0, 1, "Placing points")
        cameras = [view.camera for view in small]
        made = triangulated(Path(place), cameras, common.names, settings.seed)
        points, colors, seen = shared_points(made)
        error = float(made.compute_mean_reprojection_error())
    members = [seen[name] for name in common.names]
    used = [index for index, numbers in enumerate(members) if len(numbers) >= FEW]
    if len(used) < LEAST:
        raise ResultError(
            "The views do not show the same where their cameras say.",
            "Check the cameras and their axes, or let Photos to Mesh find them.",
        )
    left_out = {
        views[index].name: "it shows too little of what the others show."
        for index in range(len(views))
        if index not in used
    }
    return Structure(
        tuple(views[index] for index in used),
        points,
        colors,
        tuple(members[index] for index in used),
        left_out,
        error,
    )
