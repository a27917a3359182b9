"""What labels are used for in the open file: its labelled objects in, names and places out.

What would be done is said by the same functions that do it, so that a dry run cannot differ.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from string import Formatter

import bpy

from ...engine.errors import InputError
from ...engine.pool import assets
from ...engine.pool.assets import Asset, Filter
from ...engine.pool.project import Project
from ...engine.pool.similar import similar
from .objects import PREFIX, objects_of

_SOUGHT = 1000  # assets that are looked through; most may be in other files
FIELDS = {"label": "the class", "number": "counted in each class", "name": "the name before"}


def labelled_objects(project: Project, chosen: Filter) -> list[tuple[Asset, bpy.types.Object]]:
    """The objects of the open file that the filter lets through, with their assets."""
    return list(objects_of(assets.page(project.store, chosen, count=-1)))


def similar_objects(
    project: Project, obj: bpy.types.Object, count: int
) -> list[tuple[Asset, bpy.types.Object]]:
    """An object of the open file and up to `count` others that look most like it.

    Raises:
        InputError: the object is no asset of the pool, or has not been looked at.
    """
    own = assets.find(project.store, Path(bpy.data.filepath), object=PREFIX + obj.name)
    if own is None:
        raise InputError(f"{obj.name} is not in the pool.", "Add this file to it, and scan.")
    near = similar(project, own.id, count=_SOUGHT)
    found = objects_of(assets.get(project.store, [own.id, *(number for number, _ in near)]))
    return list(found)[: count + 1]


def new_names(
    found: list[tuple[Asset, bpy.types.Object]], pattern: str
) -> list[tuple[bpy.types.Object, str]]:
    """What each labelled object is to be called by a pattern such as “{label}_{number:03}”.

    Objects that have a name of the pattern keep it. No name is given twice.

    Raises:
        InputError: the pattern has a mistake.
    """
    _check(pattern)
    found = sorted(((a, o) for a, o in found if a.label), key=lambda pair: pair[1].name)
    taken = {obj.name for obj in bpy.data.objects} - {obj.name for _, obj in found}
    counts: Counter[str] = Counter()
    names = []
    for asset, obj in found:
        while True:
            counts[asset.label] += 1
            name = pattern.format(label=asset.label, number=counts[asset.label], name=obj.name)
            if name not in taken or "{number" not in pattern:
                break
        taken.add(name)
        names.append((obj, name[:63]))
    return names


def rename(
    project: Project,
    found: list[tuple[Asset, bpy.types.Object]],
    pattern: str,
    *,
    session: str = "",
    parent: int = 0,
) -> tuple[int, int]:
    """Name labelled objects by a pattern; how many, and the step of the store's history.

    Raises:
        InputError: the pattern has a mistake.
    """
    names = new_names(found, pattern)
    asset_of = {obj.session_uid: asset for asset, obj in found}
    for obj, name in names:  # first out of each other's way
        obj.name = f".{name}"
    renamed = {}
    for obj, name in names:
        obj.name = name
        renamed[asset_of[obj.session_uid].id] = f"{PREFIX}{obj.name}"
    return len(names), assets.rename(project.store, renamed, session=session, parent=parent)


def _check(pattern: str) -> None:
    try:
        fields = {field for _, field, _, _ in Formatter().parse(pattern) if field is not None}
        pattern.format(label="a", number=1, name="b")
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        known = ", ".join(f"{{{name}}}: {text}" for name, text in FIELDS.items())
        raise InputError(f"The pattern “{pattern}” has a mistake.", f"There is {known}.") from error
    if not fields:
        raise InputError("All objects would be called the same.", "Use {label} and {number:03}.")


def collection_names(found: list[tuple[Asset, bpy.types.Object]]) -> dict[str, int]:
    """How many objects would go into each class' collection."""
    return dict(sorted(Counter(asset.label for asset, _ in found if asset.label).items()))


def sort_into(
    scene: bpy.types.Scene, found: Sequence[tuple[Asset, bpy.types.Object]], parent: str
) -> int:
    """Move labelled objects into a collection for each class, inside `parent`; how many."""
    top = _collection(parent, scene.collection)
    labelled = [(asset, obj) for asset, obj in found if asset.label]
    for asset, obj in labelled:
        goal = _collection(asset.label, top)
        for part in (obj, *obj.children_recursive):
            for held in part.users_collection:
                if held != goal:
                    held.objects.unlink(part)
            if part.name not in goal.objects:
                goal.objects.link(part)
    return len(labelled)


def _collection(name: str, parent: bpy.types.Collection) -> bpy.types.Collection:
    """The collection of that name in `parent`; a new one where there is none."""
    if (there := parent.children.get(name)) is not None:
        return there
    made = bpy.data.collections.new(name)
    parent.children.link(made)
    return made
