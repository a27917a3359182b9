"""Training of classifiers in torch: views of labelled assets in, a checkpoint's weights out."""

import hashlib
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from .. import deps
from ..classify.networks_backend import build, mixed
from ..classify.predict import pool_product
from ..errors import DataError
from ..jobs import Progress, Steps
from ..models.spec import ModelSpec
from .augment_backend import augmented_rgb, augmented_shape
from .curve import Epoch
from .settings import TrainSettings
from .views import UPRIGHT

State = dict[str, torch.Tensor]
_WARM = 0.15  # share of the steps in which the learning rate rises
_TIPPED = 0.35  # share of views that show an asset tipped over, where a network learns that
_TIPPED_WEIGHT = 0.8  # of such a view's class in the loss
_SIDE_WEIGHT = 0.5  # of upright or not, beside the class


@dataclass(frozen=True)
class Views:
    """What is trained on: V views of each of A assets, and a class each.

    pictures  (A, V, S, S, 3) uint8, the first UPRIGHT of them upright; may lie on the disk
    targets   (A,) int64
    """

    pictures: "NDArray[np.uint8] | Chain"
    targets: NDArray[np.int64]


class Chain:
    """Arrays (A, V, S, S, 3), one after the other, without a copy in memory."""

    def __init__(self, parts: Sequence[NDArray[np.uint8]]) -> None:
        self._parts = parts
        self._ends = np.cumsum([len(part) for part in parts])
        self.shape = (int(self._ends[-1]), *parts[0].shape[1:])

    def __getitem__(self, place: tuple[int, int]) -> NDArray[np.uint8]:
        """View v of asset a."""
        asset, view = place
        part = int(np.searchsorted(self._ends, asset, "right"))
        return self._parts[part][asset - self._ends[part], view]


class Trainer:
    """A network in training: `epochs` goes on from where a stored state left off."""

    def __init__(
        self, spec: ModelSpec, settings: TrainSettings, *, start: State | None = None
    ) -> None:
        """Random weights by the settings' seed, but for those that `start` has in this shape."""
        self.spec, self.settings = spec, settings
        self.device = deps.pick_device(settings.device)
        torch.manual_seed(settings.seed)
        self.network = build(spec).to(self.device, memory_format=torch.channels_last)
        if start:
            self.network.load_state_dict(start, strict=False)
        self.average = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.knows_up = hasattr(self.network, "upright")
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), settings.learning_rate, weight_decay=settings.weight_decay
        )
        self.step = 0
        self.history: list[Epoch] = []

    def epochs(
        self,
        sources: Sequence[tuple[Views, float]],
        check: Views | None,
        folder: Path,
        on_epoch: Callable[["Trainer"], None],
    ) -> Steps[None]:
        """Train epoch after epoch; after each, the state is stored and a progress is yielded.

        An epoch depends on the seed, its number and the stored state alone, so that one that was
        cut off is repeated exactly (on one machine, with as many threads).

        Args:
            sources: views with their shares of each batch.
            check: views, all of them upright, that are only measured; without, the last is best.
            folder: where the state is kept; one of the same settings and data is gone on from.
            on_epoch: called after each epoch, and for the last stored one.

        Raises:
            DataError: the stored state is damaged.
        """
        settings, total = self.settings, sum(len(views.targets) for views, _ in sources)
        identity = _identity(self.spec, settings, sources)
        stored = folder / f"training-{identity[:12]}.pt"
        if stored.exists():
            self._restore(stored, identity)
            on_epoch(self)
        steps = -(-(settings.pictures or total * UPRIGHT) // settings.batch)
        worse = 0
        while len(self.history) < settings.epochs and worse < (settings.patience or math.inf):
            number = len(self.history)
            loss = 0.0
            for done, value in enumerate(self._epoch(sources, number, steps)):
                loss += value / steps
                whole = settings.epochs * steps
                yield Progress(number * steps + done + 1, whole, f"Training, epoch {number + 1}")
            measured = self.measure(check) if check else (loss, math.nan)
            self.history.append(Epoch(number + 1, loss, *measured))
            self._store(stored, identity)
            on_epoch(self)
            worse = 0 if self.is_best else worse + 1

    @property
    def is_best(self) -> bool:
        """Whether no epoch was better than the last."""
        return not self.history or self.history[-1].is_best(self.history)

    def _epoch(self, sources: Sequence[tuple[Views, float]], number: int, steps: int):
        """One pass; yields each step's loss."""
        rng = np.random.default_rng([self.settings.seed, number])
        torch.manual_seed(self.settings.seed * 100_003 + number)
        self.network.train()
        odds = [_odds(views.targets, self.settings.balance) for views, _ in sources]
        for _ in range(steps):
            pictures, targets, tipped = self._batch(sources, odds, rng)
            self._rate(steps * self.settings.epochs)
            loss = self._loss(pictures, targets, tipped)
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
            self.step += 1
            self._follow()
            yield loss.item()

    def _batch(self, sources, odds, rng: np.random.Generator):
        """Pictures (N, 3, S, S) in [0, 1], classes (N,), and which of them are tipped over (N,)."""
        pictures, targets, sides = [], [], []
        for (views, share), odd in zip(sources, odds, strict=True):
            count = round(self.settings.batch * share)
            chosen = rng.choice(len(odd), count, p=odd)
            is_tipped = (rng.random(count) < _TIPPED) & self.knows_up
            upright = min(UPRIGHT, views.pictures.shape[1])
            extra = views.pictures.shape[1] - upright
            is_tipped &= extra > 0
            columns = np.where(
                is_tipped, upright + rng.integers(0, max(1, extra), count),
                rng.integers(0, upright, count),
            )  # fmt: skip
            pictures += [views.pictures[a, v] for a, v in zip(chosen, columns, strict=True)]
            targets.append(views.targets[chosen])
            sides.append(is_tipped)
        batch = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 255
        if self.settings.augment:
            generator = torch.Generator().manual_seed(int(rng.integers(2**62)))
            vary = augmented_shape if self.spec.pictures == "shape" else augmented_rgb
            batch = vary(batch, generator)
        return (
            batch.to(self.device, memory_format=torch.channels_last),
            torch.from_numpy(np.concatenate(targets)).to(self.device),
            torch.from_numpy(np.concatenate(sides)).to(self.device),
        )

    def _loss(self, pictures, targets, tipped) -> torch.Tensor:
        """Cross-entropy of the classes, tipped views counting less, and of upright or not."""
        mean, std = (
            torch.tensor(value, device=self.device)[:, None, None]
            for value in (self.spec.mean, self.spec.std)
        )
        with mixed(self.device):
            features = self.network.forward_features((pictures - mean) / std)
            features = self.network.forward_head(features, pre_logits=True)
            logits = self.network.get_classifier()(features)
            side = self.network.upright(features)[:, 0] if self.knows_up else None
        each = nn.functional.cross_entropy(
            logits.float(),
            targets,
            label_smoothing=self.settings.label_smoothing,
            reduction="none",
        )
        loss = (each * torch.where(tipped, _TIPPED_WEIGHT, 1.0)).mean()
        if side is not None:
            upright = (~tipped).float()
            loss = loss + _SIDE_WEIGHT * nn.functional.binary_cross_entropy_with_logits(
                side.float(), upright
            )
        return loss

    def _rate(self, total: int) -> None:
        """Set the learning rate of this step: a warm-up, then half a cosine."""
        done = min(1.0, self.step / max(1, total))
        factor = done / _WARM
        if done >= _WARM:
            factor = (1 + math.cos(math.pi * (done - _WARM) / (1 - _WARM))) / 2
        if self.settings.schedule == "constant":
            factor = 1.0
        for group in self.optimizer.param_groups:
            group["lr"] = self.settings.learning_rate * max(factor, 1e-3)

    def _follow(self) -> None:
        """Move the average of the weights on (Polyak & Juditsky 1992): it answers steadier."""
        keep = min(0.998, self.step / (self.step + 10))
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                if value.is_floating_point():
                    self.average[name].lerp_(value, 1 - keep)
                else:
                    self.average[name].copy_(value)

    def weights(self) -> State:
        """The averaged weights, on the CPU."""
        return {name: value.cpu().clone() for name, value in self.average.items()}

    @torch.inference_mode()
    def view_probs(self, views: Views) -> NDArray[np.float32]:
        """Probabilities (A, V, C) that the averaged weights give the upright views."""
        network = build(self.spec).to(self.device)
        network.load_state_dict(self.average)
        network.eval()
        mean, std = (
            torch.tensor(value, device=self.device)[:, None, None]
            for value in (self.spec.mean, self.spec.std)
        )
        rows = []
        for pictures in views.pictures[:, :UPRIGHT]:
            batch = torch.from_numpy(np.ascontiguousarray(pictures)).to(self.device)
            logits = network((batch.permute(0, 3, 1, 2).float() / 255 - mean) / std)
            rows.append(torch.softmax(logits.float(), dim=1).cpu().numpy())
        return np.stack(rows)

    def measure(self, check: Views) -> tuple[float, float]:
        """Loss and accuracy on assets that are not trained on, their views pooled."""
        probs = np.stack([pool_product(rows) for rows in self.view_probs(check)])
        own = probs[np.arange(len(probs)), check.targets]
        loss = -np.log(np.maximum(own, 1e-12)).mean()
        return float(loss), float((probs.argmax(axis=1) == check.targets).mean())

    def _store(self, path: Path, identity: str) -> None:
        state = {
            "identity": identity,
            "step": self.step,
            "history": json.dumps([asdict(epoch) for epoch in self.history]),
            "network": self.network.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")  # a cut-off write never stands under the name
        torch.save(state, part)
        part.replace(path)

    def _restore(self, path: Path, identity: str) -> None:
        try:
            state: dict[str, Any] = torch.load(path, map_location=self.device, weights_only=True)
            if state["identity"] != identity:
                raise ValueError("of another training")
        except Exception as error:  # torch raises whatever the damage leads to
            raise DataError(
                f"The stored training {path.name} cannot be read.", "Delete it, then train anew."
            ) from error
        self.network.load_state_dict(state["network"])
        self.average = dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]
        self.history = [Epoch(**values) for values in json.loads(state["history"])]


def _odds(targets: NDArray[np.int64], balance: float) -> NDArray[np.float64]:
    """How likely each asset is drawn: 0 all the same, 1 all classes equally often."""
    weights = 1.0 / np.bincount(targets)[targets] ** balance
    return weights / weights.sum()


def _identity(
    spec: ModelSpec, settings: TrainSettings, sources: Sequence[tuple[Views, float]]
) -> str:
    """A digest of all that an epoch depends on but the pictures themselves, and some of those."""
    digest = hashlib.sha256(repr((spec, settings)).encode())
    for views, share in sources:
        digest.update(repr((views.pictures.shape, share)).encode())
        digest.update(views.targets.tobytes())
        for asset in range(0, len(views.targets), max(1, len(views.targets) // 64)):
            digest.update(np.ascontiguousarray(views.pictures[asset, 0]).tobytes())
    return digest.hexdigest()
