"""What is wanted of a picture, as small terms that add up: pictures in, one number each out.

A term is any function of (Picture, CameraBatch) that gives (B,) losses, lower is better. Those of a
target picture are residuals, (B, N): their mean square is the loss, and a solver may use them one
by one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from ..errors import InputError
from ..render.differentiable.contract import CameraBatch, Picture

Term = Callable[[Picture, CameraBatch], Tensor]


@dataclass(frozen=True)
class Residuals:
    """A term of differences: `parts` gives them as (B, N)."""

    parts: Callable[[Picture, CameraBatch], Tensor]

    def __call__(self, picture: Picture, cameras: CameraBatch) -> Tensor:
        return self.parts(picture, cameras).square().mean(1)


@dataclass(frozen=True)
class Objective:
    """Weighted terms by name."""

    terms: Mapping[str, tuple[float, Term]]

    def values(self, picture: Picture, cameras: CameraBatch) -> dict[str, Tensor]:
        """Each term's loss (B,), without its weight."""
        return {name: term(picture, cameras) for name, (_, term) in self.terms.items()}

    def loss(self, picture: Picture, cameras: CameraBatch) -> Tensor:
        """The sum (B,)."""
        values = self.values(picture, cameras)
        return sum(weight * values[name] for name, (weight, _) in self.terms.items())

    @property
    def has_residuals(self) -> bool:
        """Whether all terms are differences, so that second-order steps can be taken."""
        return all(isinstance(term, Residuals) for _, term in self.terms.values())

    def residuals(self, picture: Picture, cameras: CameraBatch) -> Tensor:
        """All differences (B, N), so weighted that their sum of squares is the loss."""
        found = []
        for weight, term in self.terms.values():
            parts = term.parts(picture, cameras)
            found.append(parts * (weight / parts.shape[1]) ** 0.5)
        return torch.cat(found, dim=1)


def color_term(rgb: Tensor) -> Residuals:
    """Colours like those of a target (H, W, 3), laid over the same background."""
    return Residuals(lambda picture, _: (picture.rgb - rgb).flatten(1))


def silhouette_term(alpha: Tensor) -> Residuals:
    """The outline of a target (H, W) in [0, 1]."""
    return Residuals(lambda picture, _: (picture.alpha - alpha).flatten(1))


def edges_term(rgb: Tensor) -> Residuals:
    """Edges where a target (H, W, 3) has them: the slopes of its lightness."""
    wanted = _slopes(rgb[None])
    return Residuals(lambda picture, _: (_slopes(picture.rgb) - wanted).flatten(1))


def depth_term(depth: Tensor, scale: float = 1.0) -> Residuals:
    """The depth of a target (H, W); 0 where it is not known. `scale` is how much counts as one."""
    known = depth > 0

    def parts(picture: Picture, _: CameraBatch) -> Tensor:
        both = known & (picture.depth > 0)
        return torch.where(both, (picture.depth - depth) / scale, 0.0).flatten(1)

    return Residuals(parts)


def _slopes(rgb: Tensor) -> Tensor:
    """How steeply lightness (B, H, W, 3) changes, (B, H - 1, W - 1); Roberts' cross."""
    light = rgb.mean(-1)
    first = light[:, 1:, 1:] - light[:, :-1, :-1]
    second = light[:, 1:, :-1] - light[:, :-1, 1:]
    return (first.square() + second.square() + 1e-6).sqrt()


def shrunk(picture: Tensor, factor: int) -> Tensor:
    """A picture (H, W, C) of blocks of factor x factor pixels, each by its mean.

    By whole numbers only: pixels that count in part would move what they show.
    """
    height, width = picture.shape[0] // factor, picture.shape[1] // factor
    blocks = picture[: height * factor, : width * factor]
    return blocks.reshape(height, factor, width, factor, -1).mean((1, 3))


def overlap(first: Tensor, second: Tensor) -> Tensor:
    """Soft intersection over union (B,) of alphas (B, H, W): sums of the lesser and the greater."""
    union = torch.maximum(first, second).sum((1, 2))
    if not bool((union > 0).all()):
        raise InputError("A mask is empty.", "Choose a picture that shows the object.")
    return torch.minimum(first, second).sum((1, 2)) / union
