"""Training of classifiers in torch: labelled pictures in, a checkpoint's weights out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ..jobs import Progress, Steps
from ..models.spec import ModelSpec
from .networks_backend import build


@dataclass(frozen=True)
class TrainSettings:
    """How a classifier is trained."""

    epochs: int = 16  # passes over all pictures
    batch: int = 64  # pictures a step
    learning_rate: float = 2e-3  # Adam's peak; warms up, then falls as a cosine
    weight_decay: float = 1e-4
    label_smoothing: float = 0.1
    augment: bool = True  # vary the pictures; off where they already hold all that will come
    seed: int = 0


def augmented(pictures: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Vary pictures (N, 3, S, S) in [0, 1] over white: mirror, zoom, shift, hue, brightness."""
    count = len(pictures)

    def random(*shape: int) -> torch.Tensor:
        return torch.rand(shape, generator=generator)

    # One affine map a picture; grid_sample's border is black, so white is made 0 first.
    zoom = 0.85 + 0.4 * random(count)
    mirror = torch.where(random(count) < 0.5, -1.0, 1.0)
    angle = (random(count) - 0.5) * 0.35
    affine = torch.zeros(count, 2, 3)
    affine[:, 0, 0] = zoom * mirror * angle.cos()
    affine[:, 0, 1] = -zoom * angle.sin()
    affine[:, 1, 0] = zoom * mirror * angle.sin()
    affine[:, 1, 1] = zoom * angle.cos()
    affine[:, :, 2] = (random(count, 2) - 0.5) * 0.2
    grid = nn.functional.affine_grid(affine, list(pictures.shape), align_corners=False)
    moved = 1 - nn.functional.grid_sample(1 - pictures, grid, align_corners=False)
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


def train(
    pictures: NDArray[np.uint8],
    labels: Sequence[str],
    spec: ModelSpec,
    settings: TrainSettings,
) -> Steps[dict[str, torch.Tensor]]:
    """Train the network of `spec` from scratch.

    Args:
        pictures: (A, V, S, S, 3) views of each asset, sRGB over white, S = spec.image_size.
        labels: A class names, each in spec.classes.

    Returns:
        The network's state dict. Same seed and data give the same weights on one machine.
    """
    torch.manual_seed(settings.seed)
    generator = torch.Generator().manual_seed(settings.seed)
    network = build(spec)
    views = pictures.shape[1]
    data = torch.from_numpy(pictures.reshape(-1, *pictures.shape[2:]))
    classes = np.array([spec.classes.index(label) for label in labels])
    targets = torch.from_numpy(np.repeat(classes, views))
    # Rare classes count more, by the square root: full balance would trust a few assets too much.
    counts = np.maximum(np.bincount(classes, minlength=len(spec.classes)), 1)
    weights = torch.tensor((counts.mean() / counts) ** 0.5, dtype=torch.float32)
    loss_of = nn.CrossEntropyLoss(weight=weights, label_smoothing=settings.label_smoothing)
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=settings.learning_rate, weight_decay=settings.weight_decay
    )
    steps = -(-len(data) // settings.batch) * settings.epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, settings.learning_rate, total_steps=steps, pct_start=0.1
    )
    mean, std = (torch.tensor(value)[:, None, None] for value in (spec.mean, spec.std))
    step = 0
    for epoch in range(settings.epochs):
        network.train()
        for chosen in torch.randperm(len(data), generator=generator).split(settings.batch):
            batch = data[chosen].permute(0, 3, 1, 2).float() / 255
            if settings.augment:
                batch = augmented(batch, generator)
            # bfloat16 products: 2.7 times as fast for the small CNN on a CPU that has them.
            with torch.autocast("cpu", torch.bfloat16):
                logits = network((batch - mean) / std)
            loss = loss_of(logits.float(), targets[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            step += 1
            yield Progress(step, steps, f"Epoch {epoch + 1}: loss {loss.item():.3f}")
    return network.state_dict()
