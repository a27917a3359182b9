"""The heads of the last cross-validation, each of which learnt from other labels."""

import zipfile
from collections.abc import Sequence

import numpy as np

from ..models.head import Head
from .project import Project


def write(project: Project, heads: Sequence[Head]) -> None:
    """Keep the heads; they all have the same classes."""
    path = project.committee
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"part-{path.name}")
    with open(part, "wb") as file:
        np.savez(
            file,
            network=np.array(project.network),
            weights=np.stack([head.weight for head in heads]),
            biases=np.stack([head.bias for head in heads]),
        )
    part.replace(path)


def read(project: Project) -> list[Head]:
    """The heads that were kept last; none where they are another network's."""
    try:
        with np.load(project.committee) as file:
            if str(file["network"]) != project.network:
                return []
            return [Head(*pair) for pair in zip(file["weights"], file["biases"], strict=True)]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):  # a cache: retraining makes it
        return []
