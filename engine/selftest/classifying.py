"""The checks that a model looks in: classify, train, label; on assets by formula, never seen."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from ..classify.look import look
from ..classify.predict import ClassifySettings, predict
from ..jobs import Progress, Steps
from ..modelfile import write_model
from ..models.registry import Classifier, load_classifier
from ..simulate.data import LabelledPool
from ..simulate.learner import Learner
from ..simulate.rounds import run
from ..train.settings import TrainSettings
from ..train.train import train

_UNSEEN = 50_000  # number of the first asset of a class; training stays far below
# Classes that are much alike, and under other names: the default's own answers are no help.
_TAUGHT = ("bed", "bench", "chair", "sofa", "stool", "table")
_ASKED = ("airplane", "bed", "bench", "bottle", "car", "chair", "lamp", "sword", "table", "tree")
_EACH = 8


def _catalog():
    return import_module("..parametric.catalog", __package__)  # 90 files: a fifth of a second


def classified() -> Steps[dict[str, float]]:
    """The default on an asset of each class that has a formula."""
    classifier, settings = load_classifier(), ClassifySettings()
    makers = _catalog().MAKERS
    right = []
    for number, label in enumerate(makers):
        yield Progress(number, len(makers), "Classifying")
        looked = yield from look(_catalog().make(label, _UNSEEN), classifier, settings)
        made = yield from predict(looked.pictures, classifier, settings)
        right.append(made.label == label)
    return {"right": 100 * float(np.mean(right))}


def trained() -> Steps[dict[str, float]]:
    """A head for six classes of our own, half of whose assets only measure."""
    with TemporaryDirectory(prefix="reloop3d_") as place:
        folder = Path(place)
        for label in _TAUGHT:
            for number in range(_EACH):
                mesh = _catalog().make(label, _UNSEEN + number)
                write_model(folder / "labelled" / f"my {label}" / f"{number}.glb", mesh)
        settings = TrainSettings(validate=0.5)
        made = yield from train(
            folder / "labelled", folder / "model.safetensors", settings, folder / "work"
        )
    best = next(epoch for epoch in reversed(made.history) if epoch.is_best(made.history))
    return {"right": 100 * best.accuracy}


def labelled() -> Steps[dict[str, float]]:
    """Ten labels for ten classes, asked by our way and by chance, and what they teach."""
    classifier = load_classifier()
    pool = yield from _pool(classifier, _ASKED)
    learner, count = Learner(pool, "nothing"), len(_ASKED)
    right = {}
    for strategy, seeds in (("coverage", (0,)), ("random", range(5))):
        found = []
        for seed in seeds:
            curve = yield from run(learner, strategy, seed=seed, batch=count)
            found.append(float(curve.accuracy[curve.labels == count][0]))
        right[strategy] = 100 * float(np.mean(found))
    return {"right": right["coverage"], "gain": right["coverage"] - right["random"]}


def _pool(classifier: Classifier, classes: Sequence[str]) -> Steps[LabelledPool]:
    """Assets of these classes as a labelled pool, a quarter of which only measures."""
    settings = ClassifySettings(views=6, up="file")
    views: list[NDArray[np.float32]] = []
    total = len(classes) * _EACH
    for label in classes:
        for number in range(_EACH):
            yield Progress(len(views), total, "Looking at assets")
            mesh = _catalog().make(label, _UNSEEN + number)
            looked = yield from look(mesh, classifier, settings)
            views.append((yield from classifier.embed(looked.pictures)))
    numbers = np.arange(total)
    return LabelledPool(
        classifier,
        tuple(classes),
        np.stack(views),
        numbers // _EACH,
        numbers % 4 == 3,
        np.full(total, 10_000),
        [],
    )
