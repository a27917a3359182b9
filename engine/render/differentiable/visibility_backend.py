"""Which triangle each pixel's centre sees: a ray caster on the processor, a z-buffer elsewhere.

Without gradients: what is seen only jumps, and the jumps are edges_backend's.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from threading import Thread

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ... import deps
from .contract import CameraBatch
from .rays_backend import Rays, rays, solved

NEAREST = 1e-4  # depths below it, in the unit frame, are behind the camera or in it
_SHARE = 1 << 12  # rays that are worth a thread
_THREADS = min(os.cpu_count() or 1, 8)
_PAIRS = 1 << 22  # of triangles and pixels that the z-buffer tests at a time
_SLIVER = 1e-6  # by which a ray may pass outside a triangle: none slips through between two


@dataclass(frozen=True)
class Seen:
    """The R pixels of a batch that see a triangle.

    pixels  (R,) int64, flat index into (B, H, W)
    faces   (R,) int64, what they see
    """

    pixels: Tensor
    faces: Tensor


def visibility(corners: Tensor) -> "RayCaster | ZBuffer":
    """What sees triangles (3, 3, F) fastest where they are.

    Raises:
        MissingDependency: they are on the processor, and embreex is not installed.
    """
    return RayCaster(corners) if corners.device.type == "cpu" else ZBuffer(corners)


class RayCaster:
    """Visibility by Embree's rays, on the processor."""

    def __init__(self, corners: Tensor) -> None:
        """Build Embree's tree over triangles (3 components, 3 corners, F).

        Raises:
            MissingDependency: embreex is not installed.
        """
        deps.require("embreex", feature="Drawing with gradients on the processor")
        from embreex.mesh_construction import TriangleMesh
        from embreex.rtcore_scene import EmbreeScene

        points = corners.permute(2, 1, 0).reshape(-1, 3).numpy()
        self._scene = EmbreeScene()
        TriangleMesh(self._scene, points, np.arange(len(points), dtype=np.int32).reshape(-1, 3))
        self._scene.run(points[:1], points[:1])  # builds the tree, before several threads ask it

    def see(self, cameras: CameraBatch) -> Seen:
        """What each pixel sees."""
        fx, fy, cx, cy = cameras.lens.detach().numpy().T[..., None]
        right, down, forward = (
            cameras.rotation.detach().numpy().transpose(2, 0, 1)[:, :, None, None]
        )
        eye = cameras.eye.detach().numpy()[:, None, None]
        columns, rows = np.arange(cameras.width), np.arange(cameras.height)
        across = ((columns - cx) / fx).astype(np.float32)[:, None, :, None] * right
        along = ((rows - cy) / fy).astype(np.float32)[:, :, None, None] * down
        start, constant = (eye, forward) if cameras.is_orthographic else (forward, eye)
        offset = (across + (along + start)).reshape(-1, 3)
        same = np.broadcast_to(constant, (*across.shape[:1], len(rows), len(columns), 3))
        parts = offset, np.ascontiguousarray(same).reshape(-1, 3)
        faces = self._cast(*(parts if cameras.is_orthographic else parts[::-1]))
        pixels = np.flatnonzero(faces >= 0)
        return Seen(torch.from_numpy(pixels), torch.from_numpy(faces[pixels].astype(np.int64)))

    def cast(self, sight: Rays) -> Tensor:
        """The face (R,) that each ray meets first, -1 where there is none."""
        count = max(sight.origins.shape[1], sight.directions.shape[1])
        parts = (part.detach().T.contiguous().numpy() for part in sight.parts(count))
        return torch.from_numpy(self._cast(*parts).astype(np.int64))

    def _cast(self, origins: NDArray[np.float32], directions: NDArray[np.float32]) -> NDArray:
        """The face (R,) that each ray meets first, -1 where there is none.

        Embree leaves Python to itself meanwhile, so that rays can be shared out among threads.
        """
        ends = np.linspace(0, len(origins), max(min(_THREADS, len(origins) // _SHARE), 1) + 1)
        shares = [slice(*pair) for pair in pairwise(ends.astype(int))]
        faces = np.empty(len(origins), np.int32)

        def run(share: slice) -> None:
            faces[share] = self._scene.run(origins[share], directions[share])

        # One share is ours: what comes next is up to twice as slow where this thread has slept.
        others = [Thread(target=run, args=(share,)) for share in shares[1:]]
        for other in others:
            other.start()
        run(shares[0])
        for other in others:
            other.join()
        return faces


class ZBuffer:
    """Visibility by testing every pixel in each triangle's box, on any device, with torch alone."""

    def __init__(self, corners: Tensor) -> None:
        """Of triangles (3 components, 3 corners, F)."""
        self._corners = corners

    def see(self, cameras: CameraBatch) -> Seen:
        """What each pixel sees."""
        with torch.no_grad():
            found = [self._see(cameras, index) for index in range(len(cameras))]
        pixels, faces = (torch.cat(parts) for parts in zip(*found, strict=True))
        return Seen(pixels, faces)

    @torch.no_grad()
    def cast(self, sight: Rays) -> Tensor:
        """The face (R,) that each ray meets first, -1 where there is none."""
        count = max(sight.origins.shape[1], sight.directions.shape[1])
        sight = Rays(*(part.detach()[..., None] for part in sight.parts(count)))  # (3, R, 1)
        nearest = self._corners.new_full((count,), torch.inf)
        owner = torch.full((count,), -1, device=self._corners.device)
        size = max(_PAIRS // max(count, 1), 1)
        for first in range(0, self._corners.shape[2], size):
            found = solved(sight, self._corners[:, :, None, first : first + size])
            least = torch.minimum(torch.minimum(found.u, found.v), 1 - found.u - found.v)
            misses = (least < -_SLIVER) | (found.depth <= NEAREST)
            depth, face = found.depth.masked_fill(misses, torch.inf).min(1)
            owner = torch.where(depth < nearest, face + first, owner)
            nearest = torch.minimum(nearest, depth)
        return owner

    def _see(self, cameras: CameraBatch, index: int) -> tuple[Tensor, Tensor]:
        lens, rotation, eye = (
            part[index : index + 1] for part in (cameras.lens, cameras.rotation, cameras.eye)
        )
        one = replace(cameras, lens=lens, rotation=rotation, eye=eye)
        boxes = _boxes(one, self._corners)
        wide, high = boxes[:, 1] - boxes[:, 0] + 1, boxes[:, 3] - boxes[:, 2] + 1
        count = wide.clamp(min=0) * high.clamp(min=0)
        nearest = self._corners.new_full((cameras.width * cameras.height,), torch.inf)
        owner = torch.full_like(nearest, -1, dtype=torch.int64)
        for faces in _shares(count):
            face = faces.repeat_interleave(count[faces])
            begin = count[faces].cumsum(0) - count[faces]
            step = torch.arange(len(face), device=face.device)
            step = step - begin.repeat_interleave(count[faces])
            column, row = boxes[face, 0] + step % wide[face], boxes[face, 2] + step // wide[face]
            sight = rays(one, torch.zeros_like(face), column.float(), row.float())
            found = solved(sight, self._corners[..., face])
            least = torch.minimum(torch.minimum(found.u, found.v), 1 - found.u - found.v)
            hit = ((least >= -_SLIVER) & (found.depth > NEAREST)).nonzero()[:, 0]
            pixel, depth, face = (row * cameras.width + column)[hit], found.depth[hit], face[hit]
            nearest = nearest.scatter_reduce(0, pixel, depth, "amin")
            wins = depth <= nearest[pixel]
            owner[pixel[wins]] = face[wins]
        pixels = (owner >= 0).nonzero()[:, 0]
        return pixels + index * len(owner), owner[pixels]


def _boxes(camera: CameraBatch, corners: Tensor) -> Tensor:
    """First and last column and row (F, 4) of each triangle; all, if a corner is behind."""
    points = corners.reshape(3, -1) - camera.eye.T
    x, y, depth = (camera.rotation[0].T @ points).reshape(3, *corners.shape[1:])
    depth = torch.ones_like(depth) if camera.is_orthographic else depth
    fx, fy, cx, cy = camera.lens[0]
    behind = (depth <= NEAREST).any(0)
    spans = []
    for values, count in (
        (fx * x / depth + cx, camera.width),
        (fy * y / depth + cy, camera.height),
    ):
        first = values.amin(0).ceil().clamp(0, count).masked_fill(behind, 0)
        last = values.amax(0).floor().clamp(-1, count - 1).masked_fill(behind, count - 1)
        spans += [first, last]
    return torch.stack(spans, dim=1).long()


def _shares(count: Tensor) -> Iterator[Tensor]:
    """Triangles that have pixels, as many at a time as there is room for."""
    faces = count.nonzero()[:, 0]
    bins = count[faces].cumsum(0) // _PAIRS
    for share in bins.unique():
        yield faces[bins == share]
