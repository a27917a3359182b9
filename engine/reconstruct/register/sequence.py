"""Pictures with depth in, pairs of them registered and verified out: the parts of register.py."""

from collections.abc import Callable
from collections.abc import Sequence as Many
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from ...camera import unproject
from ...datatypes import Camera, Intrinsics, View
from ...errors import InputError
from .features import Cloud, cloud_of, moved, refined, ways
from .odometry import image_of, squared, step
from .overlap import Overlap, Shot, both_ways
from .posegraph import Link

_LONGEST = 640  # pixels along the longer side that are worked on
_FAR = 100.0  # median depths, beyond which nothing counts
_OPAQUE = 128  # alpha from which a pixel is of the subject
_FEW = 64  # pixels with depth below which a picture cannot be placed
_VOXEL = 0.03  # median depths, by which surfaces are measured
_POINTS = 5000  # of the largest cloud that shapes are told from
_PIXELS = 2  # between its points at least
_CLOSER = 0.9  # of the error that is left, from which planes know better than depth and grey do
_LESS_ALIKE = 0.1  # by which marks may then be less alike
_FIRM = 0.05  # from which a surface does not slide along itself while it is fitted by planes
_AS_GOOD = 0.98  # of the score, where it might
_ALMOST = 0.8  # of the best one's score, from which another way makes both doubtful
_APART = 0.1  # median depths by which two ways move something and are not the same
_HELD, _HELD_CLOUDS = 6, 100  # pictures in Open3D's form, and clouds, that are kept

T = TypeVar("T")


class Sequence:
    """Pictures by one lens, and how any two of them stand to one another.

    Lengths are in median depths of all pictures; `unit_m` is that depth in metres.
    """

    def __init__(self, pictures: Many[View], lens: Intrinsics, seed: int) -> None:
        """Check and prepare pictures.

        Raises:
            InputError: a picture has no depth or another size, or the lens does not fit.
        """
        _check(pictures, lens)
        stride = -(-max(lens.width, lens.height) // _LONGEST)
        depths = [_depth(view)[::stride, ::stride] for view in pictures]
        self._seed = seed
        self.unit_m = float(np.median(np.concatenate([depth[depth > 0] for depth in depths])))
        for depth in depths:  # a stray value far out would be the whole scene's size
            depth[depth > _FAR * self.unit_m] = 0
        small = replace(
            lens,
            fx=abs(lens.fx) / stride,
            fy=abs(lens.fy) / stride,
            cx=lens.cx / stride,
            cy=lens.cy / stride,
            width=depths[0].shape[1],
            height=depths[0].shape[0],
        )
        self.shots = [
            Shot(small, depth / np.float32(self.unit_m), view.rgb.mean(axis=2)[::stride, ::stride])
            for view, depth in zip(pictures, depths, strict=True)
        ]
        self._images: dict[int, Any] = {}
        self._clouds: dict[int, Cloud] = {}
        self._voxel: float | None = None

    def __len__(self) -> int:
        return len(self.shots)

    def is_twin(self, source: int, target: int) -> bool:
        """Whether two frames are the same picture."""
        one, other = self.shots[source], self.shots[target]
        return np.array_equal(one.depth, other.depth) and np.array_equal(one.grey, other.grey)

    def seen(self, source: int, target: int, matrix: NDArray[np.float64]) -> Overlap:
        """How well two frames agree if they stand so, the worse of both directions."""
        return both_ways(self.shots[source], self.shots[target], matrix)

    def followed(
        self, source: int, target: int, guess: NDArray[np.float64], *, is_loop: bool = False
    ) -> Link | None:
        """The two frames registered from a guess near the truth, or None."""
        if self.is_twin(source, target):
            guess = np.eye(4)
            matrix = guess
        else:
            ends = self._image(source), self._image(target)
            matrix = step(*ends, self.shots[source], guess)
        if matrix is None:
            return None
        seen = self.seen(source, target, matrix)
        if not seen.is_verified():
            return None
        matrix, seen = self._closer(source, target, matrix, seen)
        return self._link(source, target, matrix, seen, "followed", is_loop)

    def _closer(self, source: int, target: int, matrix: NDArray[np.float64], seen: Overlap):
        """The same, or fitted by planes where that leaves less: light may go with the camera."""
        way = squared(refined(self._cloud(source), self._cloud(target), matrix))
        other = self.seen(source, target, way)
        if not other.is_verified() or other.rmse > _CLOSER * seen.rmse:
            return matrix, seen
        is_as_alike = seen.is_plain or other.alike > seen.alike - _LESS_ALIKE
        if (other.firm > _FIRM and is_as_alike) or other.score > _AS_GOOD * seen.score:
            return way, other
        return matrix, seen

    def recognised(self, source: int, target: int) -> Link | None:
        """The two frames registered by their shapes, wherever they stand, or None."""
        good: list[tuple[Overlap, NDArray[np.float64]]] = []
        for way in ways(self._cloud(source), self._cloud(target), seed=self._seed):
            seen = self.seen(source, target, way)
            if seen.is_verified(by_shape=True):
                good.append((seen, squared(way)))
        if not good:
            return None
        good.sort(key=lambda one: -one[0].score)
        seen, best = good[0]
        points = self._cloud(source).points
        for other, way in good[1:]:
            is_other = abs(moved(way, points) - moved(best, points)).max() > _APART
            if is_other and other.score > _ALMOST * seen.score:
                return None
        closer = self.followed(source, target, best)
        if closer is not None:
            again = self.seen(source, target, closer.matrix)
            if again.is_verified(by_shape=True) and again.score >= seen.score:
                seen, best = again, closer.matrix
        return self._link(source, target, best, seen, "recognised by its shape", False)

    def _link(self, source, target, matrix, seen: Overlap, how: str, is_loop: bool) -> Link:
        return Link(source, target, matrix, seen.spread, seen.fitness, seen.rmse, how, is_loop)

    def _image(self, index: int) -> Any:
        return _held(self._images, index, lambda: image_of(self.shots[index]), _HELD)

    def _cloud(self, index: int) -> Cloud:
        def made() -> Cloud:
            return cloud_of(self._points(index), self._voxel, seen_from=np.zeros(3))

        if self._voxel is None:
            self._voxel = self._fitting_voxel()
        return _held(self._clouds, index, made, _HELD_CLOUDS)

    def _points(self, index: int) -> NDArray[np.float64]:
        shot = self.shots[index]
        rows, columns = np.nonzero(shot.depth)
        depth = shot.depth[rows, columns].astype(np.float64)
        return unproject(Camera(shot.lens, np.eye(4)), depth, columns, rows)

    def _fitting_voxel(self) -> float:
        """One for all frames, so that the fullest has about _POINTS points."""
        counts = []
        for index in range(0, len(self), max(1, len(self) // 16)):
            cells = np.floor(self._points(index) / _VOXEL).astype(np.int64)
            cells -= cells.min(axis=0)
            numbers = np.ravel_multi_index(cells.T, cells.max(axis=0) + 1)
            counts.append(len(np.unique(numbers)))
        fitting = _VOXEL * (max(counts) / _POINTS) ** 0.5  # of a surface: they go by its square
        return max(fitting, _PIXELS / self.shots[0].lens.fx)


def _held(store: dict[int, T], index: int, make: Callable[[], T], most: int) -> T:
    """What the store has of that index, or makes now; it forgets what it has had longest."""
    if index not in store:
        while len(store) >= most:
            del store[next(iter(store))]
        store[index] = make()
    return store[index]


def _check(pictures: Many[View], lens: Intrinsics) -> None:
    if not pictures:
        raise InputError("There are no pictures to register.", "Choose at least one with depth.")
    if lens.is_orthographic or not (lens.fx and lens.fy and np.isfinite([lens.fx, lens.fy]).all()):
        raise InputError(
            "Pictures can only be registered with a perspective lens.",
            "Give its focal lengths in pixels.",
        )
    for index, view in enumerate(pictures):
        if view.depth is None:
            raise InputError(f"Frame {index} has no depth.", "Each frame needs a depth picture.")
        if view.depth.shape != (lens.height, lens.width):
            height, width = view.depth.shape
            raise InputError(
                f"Frame {index} has {width} x {height} pixels, the lens is for "
                f"{lens.width} x {lens.height}.",
                "Give all frames at one size, and the lens of that size.",
            )
        if np.count_nonzero(_depth(view)) < _FEW:
            raise InputError(
                f"Frame {index} shows nothing with a depth.",
                "Leave it out, or check its depth and mask.",
            )


def _depth(view: View) -> NDArray[np.float32]:
    """Its depth with 0 wherever nothing is known."""
    known = np.isfinite(view.depth) & (view.depth > 0) & (view.rgba[..., 3] >= _OPAQUE)
    return np.where(known, view.depth, 0).astype(np.float32)
