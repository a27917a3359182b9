"""Views as tensors: what a mesh's pictures are compared with, and how far they are off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from ...camera import Frame, fitted
from ...datatypes import Camera, View
from ...images import scaled
from ...render.differentiable.contract import CameraBatch, Picture, Renderer

_WHITE = (1.0, 1.0, 1.0)
_SOFT = 0.15  # of brightness: what misses by more counts ever less
_MOST = 1.0  # of such units squared: the error of a pixel that only one of two meshes covers
_WHOLE = 0.999  # coverage from which a pixel shows nothing but the mesh


@dataclass(frozen=True)
class Shot:
    """One view at the size that is worked on.

    camera  in the mesh's unit frame
    rgb     (H, W, 3) over white, float32
    is_cut  whether what is not the subject is transparent: then the outline counts too
    """

    camera: Camera
    rgb: Tensor
    is_cut: bool

    @classmethod
    def of(cls, view: View, frame: Frame, size: int, device: str) -> "Shot":
        """A view of the world, where a mesh has that unit frame."""
        camera = fitted(frame.unit_camera(view.camera), size)
        lens = camera.intrinsics
        whole = replace(view, background=_WHITE).rgb
        rgb = scaled(whole, lens.width, lens.height)
        return cls(camera, torch.from_numpy(rgb).to(device), not bool(view.mask.all()))

    def smaller(self, by: int) -> "Shot":
        """The same with pixels `by` times as large."""
        camera = fitted(self.camera, max(self.rgb.shape[:2]) // by)
        lens = camera.intrinsics
        size = lens.height, lens.width
        rgb = torch.nn.functional.interpolate(self.rgb.movedim(-1, 0)[None], size, mode="area")
        return Shot(camera, rgb[0].movedim(0, -1), self.is_cut)

    def counts(self, picture: Picture) -> Tensor:
        """Which pixels (B, H, W) of pictures of the mesh say something."""
        if self.is_cut:
            return torch.ones_like(picture.alpha, dtype=torch.bool)
        return picture.alpha.detach() > _WHOLE


def robust(off: Tensor) -> Tensor:
    """Errors of differences (…, 3): squared where small, at most 1 (Geman and McClure 1985)."""
    square = off.square().sum(-1) / _SOFT**2
    return square / (1 + square)


def weights(off: Tensor) -> Tensor:
    """What makes squared differences (…, 3) robust where they are now."""
    return 1 / (1 + off.detach().square().sum(-1) / _SOFT**2) ** 2 / _SOFT**2


def errors_of(renderer: Renderer, pairs: Sequence[tuple[Shot, Camera]]) -> list[Tensor]:
    """Robust errors (H, W) of shots from where cameras stand; NaN where they say nothing."""
    made = []
    with torch.no_grad():
        for shot, camera in pairs:
            picture = renderer.render(CameraBatch.of([camera], device=str(shot.rgb.device)))
            off = robust(picture.rgb[0] - shot.rgb)
            made.append(off.masked_fill(~shot.counts(picture)[0], torch.nan))
    return made


def compared(before: Sequence[Tensor], after: Sequence[Tensor]) -> tuple[float, float]:
    """Mean errors of the same pixels with two meshes: what only one covers is wrong in the other.

    So nothing is gained by showing less.
    """
    sums, count = [0.0, 0.0], 0
    for pair in zip(before, after, strict=True):
        some = ~(pair[0].isnan() & pair[1].isnan())
        count += int(some.sum())
        for index, errors in enumerate(pair):
            sums[index] += float(errors[some].nan_to_num(nan=_MOST).sum())
    return sums[0] / max(count, 1), sums[1] / max(count, 1)
