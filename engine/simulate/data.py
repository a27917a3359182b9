"""A labelled pool as a model sees it that never saw its author: files in, embeddings out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..acquisition.neighbours import Neighbours, neighbours_of, unit
from ..classify.embed import embed_file
from ..classify.embeddings import Embeddings
from ..classify.predict import ClassifySettings
from ..errors import DataError, InputError, ReLoopError
from ..jobs import Progress, Steps, within
from ..labels import split
from ..labels.assets import read_assets
from ..models import checkpoint
from ..models.registry import EMBEDDED, Classifier, load_classifier, model_path
from ..train.settings import TrainSettings
from ..train.train import read_data

TEST = 0.4  # share of the assets that only measures
# In a checkout: models that never saw one of the authors (benchmarks/recipe.py).
_HELD_OUT = Path(__file__).resolve().parents[2] / "benchmarks" / "models"


@dataclass(frozen=True, eq=False)
class LabelledPool:
    """Assets with their true classes, some of which only measure.

    names     (C,) all classes of the data
    views     (N, V, D) float32 embeddings
    truth     (N,) int64 rows of names
    is_test   (N,) bool
    sizes     (N,) of the files, bytes
    """

    looks: Classifier
    names: tuple[str, ...]
    views: NDArray[np.float32]
    truth: NDArray[np.int64]
    is_test: NDArray[np.bool_]
    sizes: NDArray[np.int64]
    failed: list[tuple[str, str]]

    @cached_property
    def means(self) -> NDArray[np.float32]:
        """(N, D): what the head reads."""
        return self.views.mean(axis=1)

    @cached_property
    def asked(self) -> NDArray[np.int64]:
        """The rows (A,) that may be asked."""
        return np.flatnonzero(~self.is_test)

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """(A, D) of those that may be asked, as acquisition compares them."""
        return unit(self.means[self.asked])

    @cached_property
    def neighbours(self) -> Neighbours:
        """The nearest of each that may be asked, among these."""
        return neighbours_of(self.vectors)


def model_without(authors: Sequence[str], model: str = "") -> Path:
    """A model whose card lists none of these authors.

    Args:
        model: this one; empty: of those that come with the engine and its checkout, the first.

    Raises:
        InputError: its card lists one of them, does not say whom it saw, or there is none.
        ModelNotAvailable: there is no such model.
    """
    if model:
        path = model_path(model)
        if known := _seen(path, authors):
            raise InputError(f"{path.name} {known}.", "Name a model that did not, with --model.")
        return path
    found = [*EMBEDDED.values(), *sorted(_HELD_OUT.glob("*.safetensors"))]
    for path in found:
        if not _seen(path, authors):
            return path
    raise InputError(
        f"Every model here saw {' or '.join(authors)}, or does not say whom it saw.",
        "Train one without them (benchmarks/recipe.py), and name it with --model.",
    )


def _seen(path: Path, authors: Sequence[str]) -> str:
    """What speaks against a model; empty: nothing."""
    listed = checkpoint.read_spec(path).authors
    if listed is None:
        return "does not say whose assets it saw"
    both = {name.casefold() for name in listed} & {name.casefold() for name in authors}
    return f"saw {' and '.join(sorted(both))}" if both else ""


def read_pool(
    source: Path,
    authors: Sequence[str],
    model: Path,
    *,
    store: Embeddings,
    work: Path,
    split_seed: int = 0,
    device: str = "auto",
) -> Steps[LabelledPool]:
    """Look at all assets of these authors; 40 % of each class only measure.

    Near duplicates stand on one side, and a class without an asset to ask is left out.

    Args:
        store: where embeddings are kept.
        work: a folder where the sides are kept.

    Raises:
        InputError: nobody of that name made any of the assets.
        ReLoopError: the model or the data cannot be read.
    """
    there = {asset.author for asset in read_assets(source)}
    wanted = {name for name in there if name.casefold() in {a.casefold() for a in authors}}
    if missing := {a.casefold() for a in authors} - {name.casefold() for name in wanted}:
        raise InputError(
            f"{source.name} has no asset by {min(missing)}.",
            f"It names {', '.join(sorted(filter(None, there))) or 'no author'}.",
        )
    settings = replace(TrainSettings(), validate=TEST, seed=split_seed)
    data = yield from read_data(source, settings, work, without=sorted(there - wanted))
    looks = load_classifier(str(model), device=device)
    assets, sides, views, failed = [], [], [], list(data.failed)
    known = {a.label for a in data.of(split.TRAIN)}
    for index, (asset, side) in enumerate(zip(data.assets, data.sides, strict=True)):
        step = Progress(index, len(data.assets), "Looking at assets")
        yield step
        if asset.label not in known:
            continue
        try:
            steps = embed_file(asset.path, looks, ClassifySettings(), store)
            views.append((yield from within(steps, step)))
        except ReLoopError as error:
            failed.append((str(asset.path), str(error)))
            continue
        assets.append(asset)
        sides.append(side)
    if split.TRAIN not in sides or split.VALIDATE not in sides:
        raise DataError("The pool is too small to ask some and to measure on others.", "Add more.")
    names = tuple(sorted({asset.label for asset in assets}))
    return LabelledPool(
        looks,
        names,
        np.stack(views),
        np.array([names.index(asset.label) for asset in assets]),
        np.array([side == split.VALIDATE for side in sides]),
        np.array([asset.path.stat().st_size for asset in assets]),
        failed,
    )
