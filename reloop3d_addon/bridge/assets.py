"""Which objects belong together: an object in, what the artist would call the object out."""

from collections.abc import Iterable
from dataclasses import dataclass

import bpy

SURFACES = {"MESH", "CURVE", "SURFACE", "FONT", "META", "CURVES", "POINTCLOUD", "VOLUME"}
_HELPERS = {"WIRE", "BOUNDS"}  # display types of boolean cutters, collision hulls and the like


@dataclass(frozen=True)
class ObjectRef:
    """An object that outlives ticks, renames and undo: its session_uid, and its name to say."""

    session_uid: int
    name: str

    @classmethod
    def of(cls, obj: bpy.types.Object) -> "ObjectRef":
        """The reference of an object."""
        return cls(obj.session_uid, obj.name)

    def resolve(self) -> bpy.types.Object | None:
        """The object, or None if it is gone."""
        named = bpy.data.objects.get(self.name)
        if named is not None and named.session_uid == self.session_uid:
            return named
        found = (obj for obj in bpy.data.objects if obj.session_uid == self.session_uid)
        return next(found, None)


def asset_root(obj: bpy.types.Object, *, whole: bool = False) -> bpy.types.Object:
    """The object that stands for the asset `obj` is part of: its armature, or itself.

    `whole` goes on to the topmost parent: a click in the viewport meets a wheel, not the empty
    that an importer put above the car.
    """
    root = obj.find_armature() or obj
    while whole and root.parent is not None:
        root = root.parent
    return root


def asset_objects(
    root: bpy.types.Object, candidates: Iterable[bpy.types.Object]
) -> list[bpy.types.Object]:
    """All of an asset: the root, everything parented under it, and what its armatures deform.

    Objects shown as wire or bounds are left out where anything else has a surface.
    """
    members = {root, *root.children_recursive}
    rigs = {obj for obj in members if obj.type == "ARMATURE"}
    if rigs:
        members |= {obj for obj in candidates if obj.type == "MESH" and obj.find_armature() in rigs}
    return without_helpers(members)


def members(
    roots: Iterable[bpy.types.Object], candidates: Iterable[bpy.types.Object]
) -> dict[bpy.types.Object, list[bpy.types.Object]]:
    """Each root with those of `candidates` that are it, stand under it, or are deformed by it.

    One walk through the candidates, for many roots.
    """
    found: dict[bpy.types.Object, list[bpy.types.Object]] = {root: [] for root in roots}
    for obj in candidates:
        above: bpy.types.Object | None = obj
        while above is not None and above not in found:
            above = above.parent
        if above is None and obj.type == "MESH":
            above = obj.find_armature()
        if above in found:
            found[above].append(obj)
    return found


def without_helpers(objects: Iterable[bpy.types.Object]) -> list[bpy.types.Object]:
    """The objects that are not shown as wire or bounds; all, where only such have a surface."""
    objects = list(objects)
    solid = [obj for obj in objects if obj.display_type not in _HELPERS]
    return solid if any(has_surface(obj) for obj in solid) else objects


def has_surface(obj: bpy.types.Object) -> bool:
    """Whether the object itself, or the collection it instances, may hold a surface."""
    if obj.type in SURFACES:
        return True
    if obj.type == "EMPTY" and obj.instance_type == "COLLECTION" and obj.instance_collection:
        return any(has_surface(inner) for inner in obj.instance_collection.all_objects)
    return False


def roots_of(objects: Iterable[bpy.types.Object], *, whole: bool = False) -> list[bpy.types.Object]:
    """The roots of the assets that `objects` belong to, each once, in order.

    An object whose parent, or a parent of it, is among them belongs to that one's asset.
    """
    objects = list(objects)
    chosen = {asset_root(obj, whole=whole) for obj in objects}
    roots = []
    for obj in objects:
        root = asset_root(obj, whole=whole)
        above = root.parent
        while above is not None and above not in chosen:
            above = above.parent
        if above is None and root not in roots:
            roots.append(root)
    return roots


def active_root(context: bpy.types.Context) -> bpy.types.Object | None:
    """The asset that the active object is part of."""
    obj = context.active_object
    return obj and asset_root(obj, whole=context.scene.reloop3d.whole)


def chosen_roots(context: bpy.types.Context) -> list[bpy.types.Object]:
    """The assets to work on: all selected, else the active one."""
    objects = list(context.selected_objects)
    if not objects and context.active_object is not None:
        objects = [context.active_object]
    return roots_of(objects, whole=context.scene.reloop3d.whole)


def scene_roots(objects: Iterable[bpy.types.Object]) -> list[bpy.types.Object]:
    """The roots of all assets among `objects` that have a surface somewhere."""
    objects = list(objects)
    return [
        root
        for root in roots_of(objects)
        if any(has_surface(obj) for obj in asset_objects(root, objects))
    ]
