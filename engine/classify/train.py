"""The training command: labels.csv in, a measured checkpoint out."""

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..jobs import Progress, Steps, drain
from ..models import checkpoint
from ..models.spec import ModelSpec
from .dataset import LabelledAsset, read_labels, render_assets, training_rigs
from .predict import ClassifySettings, predict

NETWORK = "resnet10t"  # timm's smallest ResNet, from scratch: see the default's card
# Pixels a side: pictures are drawn at twice this, for people, and averaged down. Training at
# 128 takes four times as long on a CPU.
IMAGE_SIZE = 64


def train_from_labels(
    labels: Path, out: Path, *, hold_out: str | None = None, epochs: int | None = None
) -> Steps[str]:
    """Train a small network on the assets of `labels`, write it to `out`, and say how it did.

    With `hold_out`, that author's assets are not trained on, but measured: those of classes
    that the other authors have too.

    Raises:
        InputError: the held-out author has no asset of a class that others have.
        ReLoopError: a file cannot be read or written.
    """
    backend = import_module(".train_backend", __package__)
    settings = backend.TrainSettings()
    settings = replace(settings, epochs=epochs) if epochs else settings
    assets = read_labels(labels)
    trained = [asset for asset in assets if asset.author != hold_out]
    classes = tuple(sorted({asset.label for asset in trained}))
    held = [asset for asset in assets if asset.author == hold_out and asset.label in classes]
    if hold_out and not (held and trained):
        raise InputError(
            f"Nothing can be held out for the author “{hold_out}”.",
            f"Authors in {labels.name}: {', '.join(sorted({asset.author for asset in assets}))}.",
        )
    spec = ModelSpec(NETWORK, classes, IMAGE_SIZE, licence="GPL-3.0-or-later")
    pictures = yield from render_assets(trained, training_rigs(spec.rig), size=IMAGE_SIZE)
    names = [asset.label for asset in trained]
    state = yield from backend.train(pictures, names, spec, settings)
    authors = ", ".join(sorted({asset.author for asset in trained}))
    spec = replace(spec, note=f"{len(trained)} assets by {authors}; {settings}")
    # Half precision halves the file and changes no answer; what is measured below is the file.
    halves = {
        name: value.half() if value.is_floating_point() else value for name, value in state.items()
    }
    checkpoint.write(out, spec, halves)
    if not held:
        return f"{out}: {len(trained)} assets, {len(classes)} classes"
    correct = yield from _count_correct(out, held)
    return (
        f"{out}: trained on {authors} ({len(trained)} assets); {hold_out}: {correct} of "
        f"{len(held)} right ({correct / len(held):.1%}), "
        f"{len({asset.label for asset in held})} shared classes"
    )


def _count_correct(path: Path, assets: Sequence[LabelledAsset]) -> Steps[int]:
    """How many of the assets the model at `path` classifies as they are labelled."""
    classifier = import_module(".networks_backend", __package__).load(path, device="cpu")
    pictures = yield from render_assets(
        assets, [classifier.spec.rig], size=classifier.spec.image_size
    )
    correct = 0
    for index, asset in enumerate(assets):
        yield Progress(index, len(assets), "Measuring")
        rgb = pictures[index].astype(np.float32) / 255
        correct += drain(predict(rgb, classifier, ClassifySettings())).label == asset.label
    return correct
