"""How far a picture can be told by a shape, whatever its light and materials: a share out.

A surface of one material under distant light is, to good measure, linear in nine functions of its
normal (Ramamoorthi and Hanrahan 2001, "An Efficient Representation for Irradiance Environment
Maps"). So the best light for every material is a least-squares fit, and what it leaves
unexplained says how wrong a camera is, without knowing either.
"""

import torch
from torch import Tensor

from ..render.differentiable.contract import Picture
from ..render.differentiable.surface_backend import Surface

_LOOKS = 12  # materials told apart at most; those that cover more come first
_RIDGE = 1e-3
_FEW = 24  # pixels below which nothing can be said


def unexplained(picture: Picture, surface: Surface, rgb: Tensor, alpha: Tensor) -> Tensor:
    """The share (B,) in [0, 1] of a target's variance that no light explains.

    Args:
        rgb, alpha: the target, (H, W, 3) and (H, W).
    """
    return torch.stack([_unexplained(faces, surface, rgb, alpha) for faces in picture.faces])


def _unexplained(faces: Tensor, surface: Surface, rgb: Tensor, alpha: Tensor) -> Tensor:
    inside = (faces >= 0) & (alpha > 0.99)
    if int(inside.sum()) < _FEW:
        return torch.ones(())
    ids, wanted = faces[inside], rgb[inside]
    normal = surface.normals[..., ids].mean(1)
    x, y, z = normal / normal.norm(dim=0).clamp(min=1e-9)
    one = torch.ones_like(x)
    basis = torch.stack([one, x, y, z, x * y, y * z, x * z, x * x - y * y, z * z], 1)
    looks = surface.looks[ids]
    kinds, counts = looks.unique(return_counts=True)
    kinds = kinds[counts.argsort(descending=True)][:_LOOKS]
    rows = torch.cat([basis * (looks == kind)[:, None] for kind in kinds], dim=1)
    square = rows.T @ rows
    square += _RIDGE * len(ids) * torch.eye(len(square))
    told = rows @ torch.linalg.solve(square, rows.T @ wanted)
    spread = (wanted - wanted.mean(0)).square().mean()
    return ((wanted - told).square().mean() / spread.clamp(min=1e-4)).clamp(0, 1)
