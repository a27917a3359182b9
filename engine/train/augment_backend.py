"""Pictures varied on the training side: batches in [0, 1] in, batches of the same shape out."""

import torch
from torch import nn

from ..classify.shape import NOTHING


def augmented_shape(pictures: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Vary shape pictures (N, 3, S, S): mirrored asset, zoom, shift, a part hidden.

    They are not turned: their normals would have to turn too, and drawing varies the view.
    """
    count, size = len(pictures), pictures.shape[-1]

    def random(*shape: int) -> torch.Tensor:
        return torch.rand(shape, generator=generator)

    nothing = torch.tensor(NOTHING)[:, None, None]
    pictures = pictures - nothing  # grid_sample's border is 0
    mirror = (random(count) < 0.5)[:, None, None, None]
    across = torch.tensor([-1.0, 1.0, 1.0])[:, None, None]
    pictures = torch.where(mirror, pictures.flip(3) * across, pictures)
    zoom, shift = 0.85 + 0.35 * random(count, 2), (random(count, 2) - 0.5) * 0.25
    moved = _affine(pictures, zoom[:, 0], zoom[:, 1], torch.zeros(count), shift)
    # A square of nothing (DeVries & Taylor 2017), as another thing in front would hide a part.
    middle, half = random(count, 2, 1, 1) * size, (0.09 + 0.13 * random(count, 1, 1)) * size
    rows, columns = torch.arange(size)[None, :, None], torch.arange(size)[None, None, :]
    hole = ((rows - middle[:, 0]).abs() < half) & ((columns - middle[:, 1]).abs() < half)
    hole &= (random(count) < 0.3)[:, None, None]
    return moved * ~hole[:, None] + nothing


def augmented_rgb(pictures: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Vary pictures (N, 3, S, S) over white: mirror, turn, zoom, shift, hue, brightness."""
    count = len(pictures)

    def random(*shape: int) -> torch.Tensor:
        return torch.rand(shape, generator=generator)

    zoom = 0.85 + 0.4 * random(count)
    mirror = torch.where(random(count) < 0.5, -1.0, 1.0)
    angle, shift = (random(count) - 0.5) * 0.35, (random(count, 2) - 0.5) * 0.2
    # grid_sample's border is black, so white is made 0 first.
    moved = 1 - _affine(1 - pictures, zoom * mirror, zoom, angle, shift)
    # Colour says little about the class across authors: mix channels, often down to grey.
    cover = (moved < 0.998).any(dim=1, keepdim=True)
    grey = moved.mean(dim=1, keepdim=True)
    order = torch.argsort(random(count, 3), dim=1)[:, :, None, None].expand(moved.shape)
    mixed = torch.gather(moved, 1, order)
    share = torch.where(random(count) < 0.4, torch.ones(count), random(count))
    share = share[:, None, None, None]
    gain = (0.6 + 0.6 * random(count))[:, None, None, None]
    colored = ((mixed * (1 - share) + grey * share) * gain).clamp(0, 1)
    return torch.where(cover, colored, moved)


def _affine(
    pictures: torch.Tensor,
    across: torch.Tensor,
    along: torch.Tensor,
    angle: torch.Tensor,
    shift: torch.Tensor,
) -> torch.Tensor:
    """Pictures scaled by (N,) and (N,), turned by (N,) radians, moved by (N, 2) half pictures."""
    affine = torch.zeros(len(pictures), 2, 3)
    affine[:, 0, 0], affine[:, 0, 1] = across * angle.cos(), -along * angle.sin()
    affine[:, 1, 0], affine[:, 1, 1] = across * angle.sin(), along * angle.cos()
    affine[:, :, 2] = shift
    grid = nn.functional.affine_grid(affine, list(pictures.shape), align_corners=False)
    return nn.functional.grid_sample(pictures, grid, align_corners=False)
