"""Who looks at a project's assets and who answers: a project in, a Scorer out."""

import json
from collections.abc import Sequence

import numpy as np

from ..errors import ModelNotAvailable
from ..models import checkpoint
from ..models.head import Head
from ..models.registry import Classifier, load_classifier
from . import classes
from .project import Project
from .score import Read, Scorer


def scorer_of(project: Project, *, device: str = "auto", read: Read | None = None) -> Scorer:
    """A project's own head on its base's network; before there is one, the base's.

    The store gets the base model's classes that it has none for.

    Raises:
        ModelNotAvailable, DataError, MissingDependency: a model cannot be loaded.
    """
    looks = load_classifier(project.base, device=device)
    classes.add_model(project.store, looks.spec.classes, model=looks.hash[:12])
    known = classes.known(project.store)
    names = tuple(one.name for one in known)
    head = started(looks, [one.origins for one in known])
    temperature, model = looks.spec.temperature, looks.id
    if project.model.is_file():
        spec, state = checkpoint.read(project.model)
        note = json.loads(spec.note or "{}")
        if note.get("base") == looks.hash:
            weight, bias = (
                state[f"{looks.head_name}.{part}"].float().numpy() for part in ("weight", "bias")
            )
            rows = {key: row for row, key in enumerate(note["keys"])}
            for row, one in enumerate(known):  # by their ids: they may be called otherwise now
                if one.id in rows:
                    head.weight[row], head.bias[row] = weight[rows[one.id]], bias[rows[one.id]]
            temperature, model = spec.temperature, note["model"]
    extra = {"read": read} if read else {}
    return Scorer(
        looks,
        head,
        names,
        temperature,
        model,
        project.embeddings,
        project.views,
        project.strip,
        **extra,
    )


def started(looks: Classifier, origins: Sequence[Sequence[str]]) -> Head:
    """A head for classes by what the base model knows of those of its own that each stands for.

    A class that stands for several gets the mean of their rows; one for none is unlikely.

    Raises:
        ModelNotAvailable: the classes are fewer than two.
    """
    if len(origins) < 2:
        raise ModelNotAvailable("There are fewer than two classes.", "Add some to the list.")
    weight, bias = looks.head.weight, looks.head.bias
    place = {name: row for row, name in enumerate(looks.spec.classes)}
    rows = [[place[o] for o in some if o in place] for some in origins]
    return Head(
        np.stack([weight[r].mean(axis=0) if r else np.zeros_like(weight[0]) for r in rows]),
        np.array([bias[r].mean() if r else bias.min() for r in rows], np.float32),
    )
