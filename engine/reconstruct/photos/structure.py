"""Photos in; where each was taken from, and points that they show together, out.

Marks, verified matches and incremental mapping with bundle adjustment are COLMAP's (Schönberger and
Frahm 2016, "Structure-from-Motion Revisited"), through pycolmap.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...camera import project
from ...datatypes import Camera, Intrinsics, View
from ...errors import ResultError
from ...jobs import Progress, Steps
from .lens import undistorted
from .mapping import mapped_models, shared_points
from .marks import Matched, begin_with, matched
from .reading import LEAST, Photos, named
from .settings import PhotoSettings

# Focal lengths to begin with where nobody says, as shares of the longer side: 43 and 27 mm on
# 35 mm film. Bundle adjustment goes on from there.
_FOCALS = (1.2, 0.75)
_GOOD = 1.5  # pixels of mean reprojection error up to which another focal length is not tried
FEW = 20  # points a photo has to see to count as placed
_PAIRS = 3  # pairs that a sentence names
_HINT = (
    "Take photos that each show two thirds of what the one before shows, from a step further on."
)


@dataclass(frozen=True)
class Structure:
    """Photos whose cameras were found, through a lens that does not bend straight lines.

    views        with cameras, named as the photos; no depth yet
    points       (P, 3) in the cameras' world
    colors       (P, 3) uint8, sRGB-encoded
    seen         of each view the numbers of the points on which it has a mark
    left_out     name and reason of each photo that is not in it
    error_px     mean distance between marks and their points, in pixels
    said         sentences
    """

    views: tuple[View, ...]
    points: NDArray[np.float64]
    colors: NDArray[np.uint8]
    seen: tuple[NDArray[np.int64], ...]
    left_out: dict[str, str]
    error_px: float
    said: tuple[str, ...] = ()

    def marks(self, index: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Of a view's points pixels and depth (K, 3) inside of it, and their numbers (K,)."""
        camera, numbers = self.views[index].camera, self.seen[index]
        lens, found = camera.intrinsics, project(camera, self.points[numbers])
        inside = (found[:, 2] > 0) & (found[:, :2] > -0.5).all(axis=1)
        inside &= (found[:, 0] < lens.width - 0.5) & (found[:, 1] < lens.height - 0.5)
        return found[inside], numbers[inside]

    def neighbours(self, index: int, count: int) -> list[int]:
        """The views that share most points with one, seen from somewhere else; the best first."""
        numbers = self.seen[index]
        points = self.points[numbers]
        places = [view.camera.world_from_camera[:3, 3] for view in self.views]
        own = _directions(points, places[index])
        scores = []
        for other, members in enumerate(self.seen):
            both = np.isin(numbers, members, assume_unique=True)
            if other == index or not both.any():
                continue
            cosines = (own[both] * _directions(points[both], places[other])).sum(axis=1)
            angle = float(np.degrees(np.arccos(np.median(cosines).clip(-1, 1))))
            # About 8 degrees tell depth well; nearly none says nothing, many show other things.
            worth = np.exp(-0.5 * (np.log(max(angle, 0.05) / 8) / np.log(3)) ** 2)
            scores.append((-float(both.sum()) * worth, other))
        return [other for _, other in sorted(scores)[:count]]

    def near_far(self, index: int, room: float = 0.35) -> tuple[float, float]:
        """The depths between which a view's points lie, with some room on both sides."""
        near, far = np.percentile(self.marks(index)[0][:, 2], [1, 99])
        return float(near / (1 + room)), float(far * (1 + room))


def _directions(points: NDArray[np.float64], place: NDArray[np.float64]) -> NDArray[np.float64]:
    way = points - place
    return way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-12)


def find_structure(photos: Photos, settings: PhotoSettings) -> Steps[Structure]:
    """Where photos were taken from, in no particular unit, and with no particular up.

    Raises:
        ResultError: they do not overlap, or were taken from one place.
        MissingDependency: pycolmap is not installed.
    """
    with tempfile.TemporaryDirectory(prefix="reloop3d_photos_") as place:
        common = yield from matched(photos, Path(place), settings.seed)
        models = yield from _models(photos, common, Path(place), settings.seed)
    if not models:
        raise ResultError(*_refusal(photos, common))
    return (yield from _structure(photos, models, common))


def _models(photos: Photos, common: Matched, folder: Path, seed: int) -> Steps[list["_Model"]]:
    """The models that are found, the largest first, from the focal length that does best."""
    best: list[_Model] = []
    if not any(common.counts.values()):
        return best
    is_known = all(photo.focal_px is not None for photo in photos.taken)
    for focal in _FOCALS[:1] if is_known else _FOCALS:
        begin_with(folder, focal)
        made = yield from mapped_models(folder, len(photos.taken), seed)
        found = [_model(one, common.names) for one in made]
        found = [model for model in found if len(model.photos) >= LEAST]
        if found and (not best or _rank(found[0]) > _rank(best[0])):
            best = found
        if best and _is_good(best[0], len(photos.taken)):
            break
    return best


@dataclass(frozen=True)
class _Model:
    """What is kept of one of pycolmap's models.

    photos  number of each photo that is placed: its pose (4, 4), its lens, its distortion
    """

    photos: dict[int, tuple[NDArray[np.float64], Intrinsics, float]]
    points: NDArray[np.float64]
    colors: NDArray[np.uint8]
    seen: dict[int, NDArray[np.int64]]
    error_px: float


def _rank(model: _Model) -> tuple[int, float]:
    return len(model.photos), -model.error_px


def _is_good(model: _Model, count: int) -> bool:
    return len(model.photos) == count and model.error_px < _GOOD


def _model(made: Any, names: tuple[str, ...]) -> _Model:
    points, colors, members = shared_points(made)
    placed, seen = {}, {}
    for image in made.images.values():
        if not image.has_pose or len(members[image.name]) < FEW:
            continue
        camera = made.cameras[image.camera_id]
        focal, across, down, radial = camera.params
        lens = Intrinsics(
            float(focal),
            float(focal),
            float(across - 0.5),
            float(down - 0.5),
            camera.width,
            camera.height,
        )
        pose = np.eye(4)
        pose[:3] = image.cam_from_world().inverse().matrix()
        index = names.index(image.name)
        placed[index] = (pose, lens, float(radial))
        seen[index] = members[image.name]
    error = float(made.compute_mean_reprojection_error())
    return _Model(placed, points, colors, seen, error)


def _structure(photos: Photos, models: list[_Model], common: Matched) -> Steps[Structure]:
    best = models[0]
    views, seen = [], []
    for done, index in enumerate(sorted(best.photos)):
        yield Progress(done, len(best.photos), "Straightening photos")
        photo = photos.taken[index]
        pose, lens, radial = best.photos[index]
        rgba, lens = undistorted(photo.rgba, lens, radial)
        views.append(View(rgba, Camera(lens, pose, photo.name)))
        seen.append(best.seen[index])
    left_out = photos.left_out | {
        photos.taken[index].name: _why(index, photos, models, common)
        for index in range(len(photos.taken))
        if index not in best.photos
    }
    return Structure(
        tuple(views),
        best.points,
        best.colors,
        tuple(seen),
        left_out,
        best.error_px,
        tuple(_said(photos, models, left_out)),
    )


def _said(photos: Photos, models: list[_Model], left_out: dict[str, str]) -> list[str]:
    best = models[0]
    lenses = sorted({lens for _, lens, _ in best.photos.values()}, key=lambda lens: -lens.width)
    fields = [2 * np.degrees(np.arctan(lens.width / 2 / lens.fx)) for lens in lenses]
    said = [
        *photos.said,
        f"{len(best.photos)} of {len(best.photos) + len(left_out)} photos are placed, by "
        f"{len(best.points):,} points that miss their marks by {best.error_px:.2f} pixels.",
        "The lens found sees "
        + " and ".join(f"{angle:.1f}" for angle in sorted(set(fields))[:_PAIRS])
        + " degrees across.",
    ]
    reasons: dict[str, list[str]] = {}
    for name, why in left_out.items():
        reasons.setdefault(why, []).append(name)
    return said + [f"{named(names)}: left out, {why}" for why, names in reasons.items()]


def _why(index: int, photos: Photos, models: list[_Model], common: Matched) -> str:
    """Why a photo is not placed, with the pairs that failed."""
    own = [number for number, model in enumerate(models) if index in model.photos]
    if own:
        others = [photos.taken[i].name for i in sorted(models[own[0]].photos) if i != index]
        return (
            f"it hangs together with {named(others)} alone, not with the rest. "
            "Add photos from in between."
        )
    shared = {
        pair[1] if pair[0] == index else pair[0]: count
        for pair, count in common.counts.items()
        if index in pair
    }
    best = sorted(shared, key=lambda other: (-shared[other], other))[:_PAIRS]
    if not any(shared.values()):
        return f"it shows nothing that another does, such as {photos.taken[best[0]].name}."
    pairs = [f"{shared[other]} marks with {photos.taken[other].name}" for other in best]
    return f"it has too little in common with those that are placed: {', '.join(pairs)}."


def _refusal(photos: Photos, common: Matched) -> tuple[str, str]:
    """Why no camera can be found at all, and what to do."""
    names = [photo.name for photo in photos.taken]
    pairs = sorted(common.counts, key=lambda pair: (-common.counts[pair], pair))
    told = [
        f"{names[one]} and {names[other]} ({common.counts[one, other] or 'no'} common marks)"
        for one, other in pairs[:_PAIRS]
    ]
    shown = ", ".join(told)
    if common.counts[pairs[0]] >= 100:
        return (
            f"The photos show the same, but tell no depth: {shown}. They may have been taken from "
            "one place, or show something flat.",
            "Take a step to the side between photos, all round the subject.",
        )
    return f"The photos do not overlap enough: {shown}.", _HINT
