"""The part of a picture in which a mesh can be: nothing else need be drawn."""

import math
from typing import NamedTuple

import torch
from torch import Tensor

from .contract import CameraBatch
from .visibility_backend import NEAREST


class Window(NamedTuple):
    """Of pictures: the first column and row, and those after the last.

    It has a pixel more on every side than the mesh, which may lie outside of the picture: what
    comes in over the border is blended before it is seen.
    """

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    @torch.no_grad()
    def around(cls, cameras: CameraBatch, box: Tensor) -> "Window":
        """Of a box with the corners (3, 8); everything where one is behind a camera."""
        sizes = cameras.width, cameras.height
        x, y, depth = ((box - cameras.eye[..., None]).mT @ cameras.rotation).unbind(-1)
        if cameras.is_orthographic:
            depth = torch.ones_like(depth)
        if not (depth > NEAREST).all():
            return cls(-1, -1, sizes[0] + 1, sizes[1] + 1)
        fx, fy, cx, cy = cameras.lens.T[..., None]
        spans = []
        for values, size in zip((fx * x / depth + cx, fy * y / depth + cy), sizes, strict=True):
            first, last = float(values.min()), float(values.max())
            first = math.floor(min(max(first, 0), size)) - 1
            spans.append((first, max(math.ceil(min(last, size - 1)) + 2, first + 1)))
        (left, right), (top, bottom) = spans
        return cls(left, top, right, bottom)

    def of(self, cameras: CameraBatch) -> CameraBatch:
        """The cameras that see it alone."""
        return cameras.windowed(self.left, self.top, self.right - self.left, self.bottom - self.top)

    def laid(self, part: Tensor, empty: Tensor, whole: CameraBatch) -> Tensor:
        """What it shows (…, h, w) laid into the whole pictures, else `empty`; the rest cut off."""
        canvas = empty.expand(*part.shape[:-2], whole.height, whole.width).clone()
        rows = slice(max(self.top, 0), min(self.bottom, whole.height))
        columns = slice(max(self.left, 0), min(self.right, whole.width))
        inner = part[..., rows.start - self.top : rows.stop - self.top, :]
        inner = inner[..., columns.start - self.left : columns.stop - self.left]
        canvas[..., rows, columns] = inner
        return canvas
