"""What every differentiable renderer takes and gives: cameras as tensors in, pictures out.

Axes, pixels and units are those of engine/datatypes.py. Tensors are float32 on one device.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ...datatypes import Camera, Intrinsics, Mesh
from ...deps import has
from ...errors import InputError

if TYPE_CHECKING:
    from torch import Tensor

BACKENDS = {
    "own": "ours: exact visibility, edges blended by how far they cover a pixel",
    "pytorch3d": "PyTorch3D's rasteriser and soft blending, where it is installed",
}
LIGHTS = ("none", "studio")  # colours as they are, or as the studio light shows them


@dataclass(frozen=True)
class CameraBatch:
    """B cameras of one size of picture, with gradients where their tensors have them.

    lens      (B, 4) fx, fy, cx, cy in pixels; of orthographic cameras fx and fy are pixels a unit
    rotation  (B, 3, 3) world_from_camera: its columns are the camera's right, down and forward
    eye       (B, 3) where the camera stands
    """

    lens: "Tensor"
    rotation: "Tensor"
    eye: "Tensor"
    width: int
    height: int
    is_orthographic: bool = False

    def __len__(self) -> int:
        return len(self.eye)

    @classmethod
    def of(cls, cameras: Sequence[Camera], *, device: str = "cpu") -> "CameraBatch":
        """Cameras as tensors.

        Raises:
            InputError: there is none, or they differ in size or kind.
        """
        import torch

        lenses = [camera.intrinsics for camera in cameras]
        if len({(lens.width, lens.height, lens.is_orthographic) for lens in lenses}) != 1:
            raise InputError(
                "The cameras differ in size or kind.", "Draw those of one kind and size together."
            )
        rows = [(lens.fx, lens.fy, lens.cx, lens.cy) for lens in lenses]
        poses = np.stack([camera.world_from_camera for camera in cameras])

        def tensor(values) -> "Tensor":
            return torch.tensor(np.asarray(values), dtype=torch.float32, device=device)

        first = lenses[0]
        return cls(
            tensor(rows),
            tensor(poses[:, :3, :3]),
            tensor(poses[:, :3, 3]),
            first.width,
            first.height,
            first.is_orthographic,
        )

    def cameras(self) -> list[Camera]:
        """The same as the engine's cameras, without gradients."""
        made = []
        for lens, rotation, eye in zip(self.lens, self.rotation, self.eye, strict=True):
            matrix = np.eye(4)
            matrix[:3, :3] = rotation.detach().cpu().numpy()
            matrix[:3, 3] = eye.detach().cpu().numpy()
            fx, fy, cx, cy = (float(value) for value in lens.detach())
            size = (self.width, self.height, self.is_orthographic)
            made.append(Camera(Intrinsics(fx, fy, cx, cy, *size), matrix))
        return made

    @property
    def views(self) -> "Tensor":
        """Where the cameras stand, (B, 4), without gradients, of orthographic ones at infinity.

        The product with a plane, normal and offset, is negative where it is seen from behind.
        """
        views = self.eye.new_zeros(len(self), 4)
        where = -self.rotation[:, :, 2] if self.is_orthographic else self.eye
        views[:, :3] = where.detach()
        views[:, 3] = 0 if self.is_orthographic else -1
        return views

    def windowed(self, x: float, y: float, width: int, height: int) -> "CameraBatch":
        """What of the pictures lies in a window: its left upper corner, its size in pixels."""
        shift = self.lens.new_tensor([0.0, 0.0, x, y])
        return replace(self, lens=self.lens - shift, width=width, height=height)

    def resized(self, width: int, height: int) -> "CameraBatch":
        """The same views in pictures of another size; what they show is stretched to it."""
        x, y = width / self.width, height / self.height
        scale = self.lens.new_tensor([x, y, x, y])
        shift = self.lens.new_tensor([0.0, 0.0, (x - 1) / 2, (y - 1) / 2])
        return replace(self, lens=self.lens * scale + shift, width=width, height=height)


@dataclass(frozen=True)
class Picture:
    """What B cameras see.

    rgb    (B, H, W, 3) laid over the background, in the encoding of the mesh's colours
    alpha  (B, H, W) how far a pixel is covered, in [0, 1]
    depth  (B, H, W) along the camera's Z at the pixel's centre, 0 where nothing is
    faces  (B, H, W) int64, the triangle at the pixel's centre, -1 where nothing is; no gradient
    """

    rgb: "Tensor"
    alpha: "Tensor"
    depth: "Tensor"
    faces: "Tensor"


class Renderer(Protocol):
    """A mesh that is ready to be drawn from any camera.

    Best in its unit frame (meshes.unit_mesh): tensors are float32.
    """

    def render(
        self,
        cameras: CameraBatch,
        *,
        vertices: "Tensor | None" = None,
        background: Sequence[float] = (1.0, 1.0, 1.0),
        is_quick: bool = False,
    ) -> Picture:
        """Pictures of the mesh.

        Args:
            vertices: (V, 3) in place of the mesh's own, for gradients to reach them.
            background: (3,) what the picture lies over.
            is_quick: edges may be jagged, and without gradients: a first look.
        """
        ...


def make_renderer(
    mesh: Mesh, *, backend: str = "own", light: str = "none", device: str = "cpu"
) -> Renderer:
    """A renderer of `mesh`.

    Args:
        backend: one of BACKENDS.
        light: one of LIGHTS.
        device: as deps.pick_device gives it.

    Raises:
        InputError: there is no such backend or light.
        MissingDependency: a package is not installed.
    """
    if backend not in BACKENDS or light not in LIGHTS:
        raise InputError(
            f"There is no renderer “{backend}” with light “{light}”.",
            f"Choose one of {', '.join(BACKENDS)}, lit by one of {', '.join(LIGHTS)}.",
        )
    if backend == "pytorch3d":
        from .pytorch3d_backend import PyTorch3DRenderer

        return PyTorch3DRenderer(mesh, light=light, device=device)
    from .own_backend import OwnRenderer

    return OwnRenderer(mesh, light=light, device=device)


def backends() -> list[str]:
    """Those of BACKENDS that can be used here."""
    return [name for name in BACKENDS if name == "own" or has(name)]
