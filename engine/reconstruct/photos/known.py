"""Views with cameras and without depth in; their depth, by comparing them, out."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ...datatypes import View
from ...errors import InputError, ResultError
from ...jobs import Progress, Steps
from .depths import depths_of, smaller
from .mapping import shared_points, triangulated
from .marks import matched
from .reading import LEAST, Photo, Photos
from .settings import PhotoSettings
from .structure import FEW, Structure

# Share of what pairs of views show in common that has to lie where their cameras say. Of right
# cameras it is about 0.9, a degree off 0.2, of wrong ones below 0.1; below _POOR it is said.
_LEAST, _POOR = 0.15, 0.5


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
            f"No view has depth, and {len(views)} are too few to tell it by comparing them.",
            f"Give {LEAST} or more, or their depth.",
        )
    if any(view.camera.intrinsics.is_orthographic for view in views):
        raise InputError("Orthographic views without depth cannot be compared.", "Give depth.")
    structure = yield from _structure(views, settings)
    found, said = yield from depths_of(structure, settings)
    lost = [f"{name}: left out, {why}" for name, why in structure.left_out.items()]
    return list(found.views), [*structure.said, *lost, *said]


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
    kept = sum(len(np.intersect1d(members[one], members[other])) for one, other in common.counts)
    share = kept / max(1, sum(common.counts.values()))
    if len(used) < LEAST or share < _LEAST:
        raise ResultError(
            "No view has depth, and they do not show the same where their cameras say.",
            "Give depth, check the cameras and their axes, or let Photos to Mesh find others.",
        )
    left_out = {
        views[index].name: "it shows too little of what the others show."
        for index in range(len(views))
        if index not in used
    }
    said = (
        f"Comparing the views tells depth: they share {len(points):,} points, which miss their "
        f"marks by {error:.2f} pixels.",
    )
    if share < _POOR:
        said += (f"Only {share:.0%} of what they have in common is where their cameras say.",)
    return Structure(
        tuple(views[index] for index in used),
        points,
        colors,
        tuple(members[index] for index in used),
        left_out,
        error,
        said,
    )
