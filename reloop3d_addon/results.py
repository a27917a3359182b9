"""The answers in the open scene: a view layer in, its classified objects in any order out."""

from collections.abc import Callable, Iterable
from typing import Any

import bpy

# How the list of results may be sorted: identifier -> name, what comes first, key of an object.
ORDERS: dict[str, tuple[str, str, Callable[[bpy.types.Object], Any]]] = {
    "UNSURE": ("Unsure First", "The least confident first", lambda obj: obj.reloop3d.certainty),
    "CONFIDENCE": ("Confident First", "The most confident first", lambda o: -o.reloop3d.certainty),
    "LABEL": ("Label", "By class", lambda o: (o.reloop3d.said, -o.reloop3d.certainty)),
    "NAME": ("Object", "By the object's name", lambda obj: obj.name.casefold()),
}


def classified(objects: Iterable[bpy.types.Object]) -> list[bpy.types.Object]:
    """Those of the objects that have an answer."""
    return [obj for obj in objects if obj.reloop3d.said]


def unsure(objects: Iterable[bpy.types.Object]) -> list[bpy.types.Object]:
    """Those of the objects whose answer stays below the threshold."""
    return [obj for obj in classified(objects) if obj.reloop3d.is_unsure]


def caption(obj: bpy.types.Object) -> str:
    """An answer in a few words: “chair 0.91”; without a figure where a person gave it."""
    result = obj.reloop3d
    return result.own or f"{result.label} {result.confidence:.2f}"
