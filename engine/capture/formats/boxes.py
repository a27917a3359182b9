"""A view's instance ids come in; boxes around what is seen, and the set's classes, go out.

Convention: boxes are in whole pixels; x and y are the first column and row that the instance is
seen in, width and height are last - first + 1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...datatypes import Instance, View, ViewSet
from ...errors import InputError

UNLABELLED = "object"  # the class of an instance whose own is not known


@dataclass(frozen=True)
class Box:
    """Where an instance is seen in a picture, pixels."""

    instance_id: int  # index into the view set's instances; -1 where a format does not keep it
    label: str
    x: int
    y: int
    width: int
    height: int


def instance_ids(view: View) -> NDArray[np.int32]:
    """The view's instance ids, (H, W).

    Raises:
        InputError: it has none.
    """
    if view.instance_ids is None:
        raise InputError(
            "The views do not say which instance is seen where.",
            "Capture with the channel instance_ids.",
        )
    return view.instance_ids


def boxes(view: View, instances: tuple[Instance, ...]) -> list[Box]:
    """A box for each of the view set's `instances` that is seen in `view`, in their order.

    Raises:
        InputError: the view has no instance ids.
    """
    ids = instance_ids(view)
    found = []
    for index in np.unique(ids[ids >= 0]).tolist():
        rows, columns = np.nonzero(ids == index)
        x, y = int(columns.min()), int(rows.min())
        width, height = int(columns.max()) - x + 1, int(rows.max()) - y + 1
        found.append(Box(index, _class_of(instances[index]), x, y, width, height))
    return found


def categories(views: ViewSet) -> tuple[str, ...]:
    """The classes of all instances of the view set, sorted."""
    return tuple(sorted({_class_of(instance) for instance in views.instances}))


def _class_of(instance: Instance) -> str:
    return instance.label or UNLABELLED
