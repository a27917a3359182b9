"""What the labels teach: a project in, its own head, all predictions and the queue anew out."""

import json
from dataclasses import dataclass, replace
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from .. import deps
from ..classify.predict import tempered
from ..errors import InputError
from ..evaluate.metrics import fit_temperature
from ..jobs import Progress, Steps
from ..models import checkpoint
from ..models.head import Head
from ..models.registry import Classifier, load_classifier, model_path
from ..train.settings import TrainSettings
from ..train.train import with_head
from . import classes, committee, history, rank, rounds, suspects
from .project import Project
from .refresh import answer_all
from .rounds import Round
from .score import embedding_key
from .scorer import scorer_of, started
from .validate import CALIBRATED_FROM, MEASURED_FROM, cross_validate


@dataclass(frozen=True)
class _Labelled:
    """Labelled contents (A), their means (A, D), and classes (A,) as rows of the class list."""

    contents: list[str]
    means: NDArray[np.float32]
    targets: NDArray[np.int64]


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

    count, validation = len(labelled.targets), None
    if count >= MEASURED_FROM:
        validation = yield from cross_validate(labelled.means, fit)
    head = yield from fit(np.arange(count))
    temperature = looks.spec.temperature
    if validation is not None and count >= CALIBRATED_FROM:
        temperature = round(fit_temperature(labelled.targets, validation.probs), 4)
    before = rounds.guesses(project.store)
    number = _write(project, looks, head, known, temperature, labelled)
    if validation is not None:
        committee.write(project, validation.heads)
        suspects.write(project.store, labelled.contents, labelled.targets, validation.probs, known)
    yield from answer_all(project, scorer_of(project, device=device))
    probs = None if validation is None else tempered(validation.probs, temperature)
    rounds.note(project.store, number, labelled.targets, probs, before)
    yield Progress(0, None, "Making the queue")
    rank.rank(project)
    return rounds.known(project.store)[-1]


def _labelled(project: Project, known: list[int], looks: Classifier) -> _Labelled:
    """Each labelled content once, with its embedding."""
    with project.store.reading() as connection:
        rows = connection.execute(
            "SELECT a.content, l.class FROM labels l JOIN assets a ON a.id = l.asset"
            " WHERE l.class IS NOT NULL AND a.content != ''"
            " ORDER BY l.origin = 'copy', l.time DESC, a.id"
        ).fetchall()
    place = {number: row for row, number in enumerate(known)}
    wanted: dict[str, int] = {}
    for content, number in map(tuple, rows):
        if number in place:  # else it was made a moment ago
            wanted.setdefault(content, place[number])
    keys = {content: embedding_key(content, looks.hash) for content in wanted}
    seen = project.embeddings.get_all(keys.values())
    if not seen:
        raise InputError(
            "No labelled asset has been looked at yet.", "Label some, and score the pool."
        )
    order = sorted(one for one, key in keys.items() if key in seen)  # equal labels, equal heads
    return _Labelled(
        order,
        np.stack([seen[keys[content]][0] for content in order]),
        np.array([wanted[content] for content in order]),
    )


def _write(
    project: Project,
    looks: Classifier,
    head: Head,
    known: list[classes.Class],
    temperature: float,
    labelled: _Labelled,
) -> int:
    """Write the model, then the round; returns its number."""
    with project.store.reading() as connection:
        number = 1 + connection.execute("SELECT ifnull(max(id), 0) FROM rounds").fetchone()[0]
    count = len(labelled.targets)
    model = f"round {number} ({count} labels)"
    spec, state = checkpoint.read(model_path(project.base))
    note = {"base": looks.hash, "model": model, "keys": [one.id for one in known]}
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
            "INSERT INTO rounds (id, time, labels, classes, model) VALUES (?, ?, ?, ?, ?)",
            (number, history.now(), count, len(set(labelled.targets.tolist())), model),
        )
    project.link("model", project.model)
    return number
