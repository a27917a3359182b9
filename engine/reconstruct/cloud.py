"""Views as loose points, to see where cameras and depth put things before they are fused."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..camera import unproject
from ..datatypes import Camera, ViewSet
from ..jobs import Progress, Steps
from .frames import Frame, frames_of

MOST = 200_000  # points that a viewport turns smoothly


@dataclass(frozen=True)
class Cloud:
    """Pixels of views, where they lie in the world.

    points   (N, 3) float32, metres
    colors   (N, 3) float32 in [0, 1], sRGB-encoded
    cameras  of the views that are in it
    notes    sentences about those that are not
    """

    points: NDArray[np.float32]
    colors: NDArray[np.float32]
    cameras: tuple[Camera, ...]
    notes: tuple[str, ...] = ()


def views_to_cloud(views: ViewSet, most: int = MOST) -> Steps[Cloud]:
    """The points of all views that can be fused, `most` of them if there are more.

    Raises:
        InputError: none can.
    """
    frames, notes = frames_of(views)
    cloud = yield from cloud_of(frames, most)
    return replace(cloud, notes=tuple(notes))


def cloud_of(frames: Sequence[Frame], most: int = MOST) -> Steps[Cloud]:
    """The points of pixels drawn evenly from all that have a depth, always the same ones."""
    counts = [np.count_nonzero(frame.depth) for frame in frames]
    ends = np.cumsum(counts)
    drawn = _drawn(int(ends[-1]), most)
    points, colors = [], []
    for index, frame in enumerate(frames):
        yield Progress(index, len(frames), "Placing points")
        own = drawn[(drawn >= ends[index] - counts[index]) & (drawn < ends[index])]
        pixels = np.flatnonzero(frame.depth)[own - (ends[index] - counts[index])]
        rows, columns = np.unravel_index(pixels, frame.depth.shape)
        depth = frame.depth[rows, columns]
        points.append(unproject(frame.camera, depth, columns, rows).astype(np.float32))
        colors.append(frame.rgb[rows, columns])
    cameras = tuple(frame.camera for frame in frames)
    return Cloud(np.concatenate(points), np.concatenate(colors), cameras)


def _drawn(count: int, most: int) -> NDArray[np.int64]:
    """Which of `count` pixels are taken: one anywhere in each of `most` equal stretches of them.

    Every so-manyth would stand in rows.
    """
    if count <= most:
        return np.arange(count)
    steps = np.arange(most) + np.random.default_rng(0).random(most)
    return np.minimum((steps * (count / most)).astype(np.int64), count - 1)
