"""How well a view shows an object: terms of pictures, each a quality in [0, 1] turned to a loss.

After Secord et al. 2011, "Perceptual Models of Viewpoint Preference": projected area, visible
surface, how many directions it faces, and a preference for a little above the horizon. What is
seen comes in by counts of pixels and has no gradient; coverage, centring, contrast and brightness
have one.
"""

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from ..render.differentiable.contract import CameraBatch, Picture
from ..render.differentiable.rays_backend import cross, dot, pixel_rays
from ..render.differentiable.surface_backend import Surface
from ..rigs import Rig
from .terms_backend import Objective, Term

_BINS = 48  # directions of normals that are told apart
_GRAZING = 0.15  # cosines below which a pixel counts as if it were seen so
_LIKED = np.radians(25)  # elevation that people like best
CLIPPED = 10.0  # loss of a view that cuts the object off


def quality(surface: Surface, weights: Mapping[str, float], up: Tensor) -> Objective:
    """The objective of a view's quality; its loss is 1 less the weighted mean of its terms.

    Args:
        up: (3,) the object's up axis.
    """
    total = sum(weights.values())
    known: dict[str, Term] = {
        "coverage": lambda picture, _: 1 - picture.alpha.mean((1, 2)),
        "surface": lambda picture, cameras: 1 - _seen(surface, picture, cameras),
        "normals": lambda picture, cameras: 1 - _sides(surface, picture, cameras),
        "centring": lambda picture, _: _off_middle(picture),
        "upright": lambda _, cameras: _tilt(cameras, up),
        "contrast": lambda picture, _: 1 - (_spread(picture)[1] / 0.2).clamp(max=1),
        "brightness": lambda picture, _: (2 * _spread(picture)[0] - 1).abs(),
    }
    terms = {name: (weight / total, known[name]) for name, weight in weights.items() if weight}
    return Objective({**terms, "clipped": (CLIPPED, _clipped)})


def _clipped(picture: Picture, _: CameraBatch) -> Tensor:
    alpha = picture.alpha
    ends = [alpha[:, 0], alpha[:, -1], alpha[:, :, 0], alpha[:, :, -1]]
    return torch.cat(ends, dim=1).amax(1).clamp(0, 1)


def _off_middle(picture: Picture) -> Tensor:
    """How far the outline's middle is from the picture's, as a share of half its diagonal."""
    alpha = picture.alpha
    area = alpha.sum((1, 2)).clamp(min=1e-3)
    height, width = alpha.shape[1:]
    rows, columns = (torch.arange(count, dtype=alpha.dtype) for count in (height, width))
    x = (alpha.sum(1) * columns).sum(1) / area - (width - 1) / 2
    y = (alpha.sum(2) * rows).sum(1) / area - (height - 1) / 2
    return ((x * x + y * y).sqrt() / (0.5 * (height**2 + width**2) ** 0.5)).clamp(max=1)


def _spread(picture: Picture) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation (B,) of lightness where the object is."""
    alpha = picture.alpha
    area = alpha.sum((1, 2)).clamp(min=1e-3)
    light = picture.rgb.mean(-1)
    mean = (light * alpha).sum((1, 2)) / area
    deviation = ((light - mean[:, None, None]).square() * alpha).sum((1, 2)) / area
    return mean, (deviation + 1e-8).sqrt()


def _tilt(cameras: CameraBatch, up: Tensor) -> Tensor:
    """How far (B,), in [0, 1], the camera is from the elevation that people like."""
    elevation = torch.asin((-cameras.rotation[:, :, 2] @ up).clamp(-1, 1))
    return ((elevation - _LIKED).abs() / (np.pi / 2 + _LIKED)).clamp(max=1)


def _facing(surface: Surface, picture: Picture, cameras: CameraBatch) -> tuple[Tensor, ...]:
    """Of each pixel that sees a face: its camera, face, unit normal (3, R), cosine to the ray."""
    pixels = (picture.faces.reshape(-1) >= 0).nonzero()[:, 0]
    faces = picture.faces.reshape(-1)[pixels]
    sight = pixel_rays(cameras, pixels)
    first, second, third = surface.corners[..., faces].unbind(1)
    normal = cross(second - first, third - first)
    normal = normal / normal.norm(dim=0).clamp(min=1e-12)
    toward = -sight.directions / sight.directions.norm(dim=0)
    cosine = dot(normal, toward)
    normal = torch.where(cosine < 0, -normal, normal)
    return pixels // picture.faces[0].numel(), faces, pixels, normal, cosine.abs()


def _seen(surface: Surface, picture: Picture, cameras: CameraBatch) -> Tensor:
    """The share (B,) of the surface that is seen: a pixel's area at its depth, over its cosine."""
    with torch.no_grad():
        index, _, pixels, _, cosine = _facing(surface, picture, cameras)
        depth = picture.depth.reshape(-1)[pixels]
        lens = cameras.lens[index]
        scale = torch.ones_like(depth) if cameras.is_orthographic else depth
        area = scale.square() / (lens[:, 0] * lens[:, 1]) / cosine.clamp(min=_GRAZING)
        first, second, third = surface.corners.unbind(1)
        total = cross(second - first, third - first).norm(dim=0).sum() / 2
        seen = torch.zeros(len(cameras)).index_add(0, index, area)
        return (seen / total.clamp(min=1e-12)).clamp(max=1)


def _sides(surface: Surface, picture: Picture, cameras: CameraBatch) -> Tensor:
    """How evenly (B,), in [0, 1], the visible normals are spread: their entropy.

    After Vázquez et al. 2001, "Viewpoint Selection using Viewpoint Entropy", over directions
    instead of faces, so that it does not depend on how the mesh is cut.
    """
    with torch.no_grad():
        index, _, _, normal, _ = _facing(surface, picture, cameras)
        angles = torch.tensor(Rig(views=_BINS, layout="sphere").directions(), dtype=torch.float32)
        flat = angles[:, 1].cos()
        axes = torch.stack(
            [flat * angles[:, 0].cos(), flat * angles[:, 0].sin(), angles[:, 1].sin()], 1
        )
        place = index * _BINS + (axes @ normal).argmax(0)
        counts = torch.bincount(place, minlength=len(cameras) * _BINS).reshape(-1, _BINS).float()
        share = counts / counts.sum(1, keepdim=True).clamp(min=1)
        entropy = -(share * share.clamp(min=1e-12).log()).sum(1)
        # From one side half of all directions can be seen.
        return (entropy / np.log(_BINS / 2)).clamp(max=1)
