"""The studio light of render/studio.py, with gradients."""

import torch
from torch import Tensor

from ..studio import COLORS, DIRECTIONS, WRAPS
from .contract import CameraBatch
from .rays_backend import dot, of_each
from .surface_backend import Surface, between


def lit(
    surface: Surface,
    cameras: CameraBatch,
    index: Tensor,
    faces: Tensor,
    weights: Tensor,
    is_back: Tensor,
    colors: Tensor,
) -> Tensor:
    """Colours (3, R), sRGB-encoded, as the studio light shows them.

    Args:
        index: (R,) the camera that sees each point.
        faces, weights: (R,) and (3, R), the points.
        is_back: (R,) bool, whether the face is seen from behind.
    """
    normals = between(surface.normals, faces, weights)
    normals = normals / dot(normals, normals).sqrt().clamp(min=1e-12)
    normals = torch.where(is_back, -normals, normals)  # shows as if it faced us
    axes = of_each(cameras.rotation.permute(1, 2, 0), index)  # (3 world, 3 camera, R)
    local = (axes * normals[:, None]).sum(0)
    toward = local * local.new_tensor([[1.0], [-1.0], [-1.0]])  # lights stand in OpenGL's axes
    wraps = local.new_tensor(WRAPS)[:, None]
    facing = local.new_tensor(DIRECTIONS) @ toward
    light = local.new_tensor(COLORS).T @ ((facing + wraps) / (1 + wraps) ** 2).clamp(0, 1)
    return _srgb_from_linear(_linear_from_srgb(colors) * light)


def _linear_from_srgb(srgb: Tensor) -> Tensor:
    high = ((srgb.clamp(min=0.04045) + 0.055) / 1.055) ** 2.4
    return torch.where(srgb <= 0.04045, srgb / 12.92, high)


def _srgb_from_linear(linear: Tensor) -> Tensor:
    linear = linear.clamp(0, 1)
    high = 1.055 * linear.clamp(min=0.0031308) ** (1 / 2.4) - 0.055
    return torch.where(linear <= 0.0031308, linear * 12.92, high)
