"""What the labels teach: a project in, its own head, all predictions and the queue anew out."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..errors import InputError
from ..evaluate.metrics import fit_temperature
from ..jobs import Progress, Steps, within
from ..models import checkpoint
from ..models.head import Head
from ..models.registry import load_classifier, model_path
from ..train.settings import TrainSettings
from ..train.train import with_head
from . import classes, history, rank
from .project import Project
from .refresh import answer_all
from .schema import Base
from .score import embedding_key
from .scorer import scorer_of, started

_FOLDS = 5
_MEASURED_FROM = 10  # labels, below which an accuracy would be a guess
_CALIBRATED_FROM = 30


@dataclass(frozen=True)
class Round:
    """One training of the head on all labels."""

    labels: int  # different contents
    classes: int  # among the labels
    accuracy: float | None  # cross-validated; None: too few labels
    model: str
    time: str

    def __str__(self) -> str:
        measured = "" if self.accuracy is None else f", {self.accuracy:.0%} of them foreseen"
        return f"{self.labels} labels of {self.classes} classes{measured}"


@dataclass(frozen=True)
class _Labelled:
    """Means (A, D) of labelled contents, and their classes (A,) as rows of the class list."""

    means: NDArray[np.float32]
    targets: NDArray[np.int64]


def rounds(base: Base) -> list[Round]:
    """All trainings, the oldest first: the learning curve."""
    with base.reading() as connection:
        rows = connection.execute("SELECT * FROM rounds ORDER BY id").fetchall()
    return [Round(r["labels"], r["classes"], r["accuracy"], r["model"], r["time"]) for r in rows]


def retrain(project: Project, *, device: str = "auto") -> Steps[Round]:
    """Fit a head to all labels, measure it by cross-validation, answer and queue all anew.

    Raises:
        InputError: there are no labels yet of assets that were looked at.
        ReLoopError: a model cannot be loaded, or something cannot be written.
    """
    yield Progress(0, None, "Loading the model")
    deps.require("torch", feature="Retraining")
    backend = import_module("..train.head_backend", __package__)
    looks = load_classifier(project.base, device=device)
    classes.add_model(project.store, looks.spec.classes, model=looks.hash[:12])
    known = classes.known(project.store)
    labelled = _labelled(project, [one.id for one in known], looks)
    start = started(looks, [one.origins for one in known])
    settings = TrainSettings(base=project.base)

    def fit(rows: NDArray) -> Steps[Head]:
        data = backend.Known(labelled.means[rows], labelled.targets[rows])
        return backend.train_head(start, data, None, settings, lambda _epoch, _best: None)

    probs = yield from _cross_validated(labelled, fit)
    head = yield from fit(np.arange(len(labelled.targets)))
    accuracy, temperature = None, looks.spec.temperature
    if probs is not None:
        accuracy = float((probs.argmax(axis=1) == labelled.targets).mean())
        if len(labelled.targets) >= _CALIBRATED_FROM:
            temperature = round(fit_temperature(labelled.targets, probs), 4)
    made = _write(project, looks, head, known, temperature, labelled, accuracy)
    yield from answer_all(project, scorer_of(project, device=device))
    yield Progress(0, None, "Making the queue")
    rank.rank(project.store)
    return made


def _labelled(project: Project, keys: list[int], looks) -> _Labelled:
    """Each labelled content once, with its embedding."""
    with project.store.reading() as connection:
        rows = connection.execute(
            "SELECT a.content, l.class FROM labels l JOIN assets a ON a.id = l.asset"
            " WHERE l.class IS NOT NULL AND a.content != ''"
            " ORDER BY l.origin = 'copy', l.time DESC, a.id"
        ).fetchall()
    place = {key: row for row, key in enumerate(keys)}
    wanted: dict[str, int] = {}
    for content, number in map(tuple, rows):
        if number in place:  # else it was made a moment ago
            wanted.setdefault(embedding_key(content, looks.hash), place[number])
    seen = project.embeddings.get_all(wanted)
    if not seen:
        raise InputError(
            "No labelled asset has been looked at yet.", "Label some, and score the pool."
        )
    order = sorted(seen)  # by content: equal labels give equal heads
    return _Labelled(
        np.stack([seen[key][0] for key in order]), np.array([wanted[key] for key in order])
    )


def _cross_validated(
    labelled: _Labelled, fit: Callable[[NDArray], Steps[Head]]
) -> Steps[NDArray[np.float32] | None]:
    """Probabilities (A, C) of each label by a head that did not know it; None of too few."""
    count = len(labelled.targets)
    if count < _MEASURED_FROM:
        return None
    folds = np.random.default_rng(0).permutation(count) % _FOLDS
    probs = None
    for fold in range(_FOLDS):
        step = Progress(fold, _FOLDS, "Measuring")
        yield step
        head = yield from within(fit(np.flatnonzero(folds != fold)), step)
        some = head.probs(labelled.means[folds == fold])
        if probs is None:
            probs = np.zeros((count, some.shape[1]), np.float32)
        probs[folds == fold] = some
    return probs


def _write(
    project: Project,
    looks,
    head: Head,
    known: list[classes.Class],
    temperature: float,
    labelled: _Labelled,
    accuracy: float | None,
) -> Round:
    """Write the model, then the round."""
    with project.store.reading() as connection:
        number = 1 + connection.execute("SELECT ifnull(max(id), 0) FROM rounds").fetchone()[0]
    made = Round(
        len(labelled.targets),
        len(set(labelled.targets.tolist())),
        accuracy,
        f"round {number} ({len(labelled.targets)} labels)",
        history.now(),
    )
    spec, state = checkpoint.read(model_path(project.base))
    note = {"base": looks.hash, "model": made.model, "keys": [one.id for one in known]}
    spec = replace(
        spec,
        classes=tuple(one.name for one in known),
        temperature=temperature,
        licence="unknown",
        note=json.dumps(note),
    )
    checkpoint.write(project.model, spec, with_head(state, looks, head))
    with project.store.writing() as connection:
        connection.execute(
            "INSERT INTO rounds (time, labels, classes, accuracy, model) VALUES (?, ?, ?, ?, ?)",
            (made.time, made.labels, made.classes, made.accuracy, made.model),
        )
    project.link("model", project.model)
    return made
