"""Use the labels in this file: select, sort into collections, rename, mark as assets."""

from collections.abc import Sequence

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.props import BoolProperty, IntProperty, StringProperty

from ...engine.errors import InputError
from ...engine.pool.assets import Asset
from ..bridge.assets import members
from ..pool import opened, using
from .base import ReloopOperator

_MOST = 12  # lines of a dry run that are shown
Pairs = Sequence[tuple[Asset, bpy.types.Object]]


class _UseOperator(ReloopOperator):
    """Authors write `_use(context, found)`; one Undo takes it back."""

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if reason := opened.problem(context):
            return reason
        if context.mode != "OBJECT":
            return "Go to Object Mode first"
        return None

    def _execute(self, context: bpy.types.Context) -> None:
        found = self._found(context)
        message = self._use(context, found)
        bpy.ops.ed.undo_push(message=self.bl_label)
        self.report({"INFO"}, message)

    def _found(self, context: bpy.types.Context) -> Pairs:
        found = using.labelled_objects(
            opened.project(context), context.window_manager.reloop3d.pool.to_filter()
        )
        if not found:
            raise InputError(
                "None of this file's objects is meant.",
                "Add this file to the pool, label its objects, or choose others.",
            )
        return found


class RELOOP3D_OT_select_labelled(_UseOperator, bpy.types.Operator):
    """Select this file's objects of a class, or those that are unsure, flagged and so on"""

    bl_idname = "reloop3d.select_labelled"
    bl_label = "Select Labelled"

    def _use(self, context: bpy.types.Context, found: Pairs) -> str:
        return _select(context, found)


def _select(context: bpy.types.Context, found: Pairs) -> str:
    """Select these objects with their parts, and nothing else; says how many."""
    for obj in context.selected_objects:
        obj.select_set(False)
    objects = context.view_layer.objects
    roots = [obj for _, obj in found if obj.name in objects and obj.visible_get()]
    for parts in members(roots, objects).values():
        for part in parts:
            part.select_set(True)
    if roots:
        objects.active = roots[0]
    return iface_("{} selected").format(len(roots))


class RELOOP3D_OT_select_similar(_UseOperator, bpy.types.Operator):
    """Select this file's objects that look most like the active one"""

    bl_idname = "reloop3d.select_similar"
    bl_label = "Select Similar"

    count: IntProperty(name="Count", description="How many at most", default=10, min=1)

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if reason := super().problem(context):
            return reason
        return None if context.active_object else "Select an object first"

    def _found(self, context: bpy.types.Context) -> Pairs:
        found = using.similar_objects(opened.project(context), context.active_object, self.count)
        if not found:
            raise InputError(
                "None of this file's objects looks like it.", "Add this file to the pool; scan it."
            )
        return found

    def _use(self, context: bpy.types.Context, found: Pairs) -> str:
        return _select(context, found)


class _DryOperator(_UseOperator):
    """Authors also write `_plan(context, found)`: lines that say what would be done."""

    is_dry: BoolProperty(
        name="Dry Run", description="Only say what would be done", options={"SKIP_SAVE"}
    )

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        return context.window_manager.invoke_props_dialog(self, width=420)

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        for name in self._settings:
            layout.prop(self, name)
        box = layout.box()
        try:
            lines = self._plan(context, self._found(context))
        except InputError as error:
            box.alert = True
            lines = [str(error)]
        for line in lines[:_MOST]:
            box.label(text=line, translate=False)
        if len(lines) > _MOST:
            box.label(text=iface_("{} more").format(len(lines) - _MOST), translate=False)

    def _execute(self, context: bpy.types.Context) -> None:
        if not self.is_dry:
            super()._execute(context)
            return
        for line in self._plan(context, self._found(context)):
            self.report({"INFO"}, line)


class RELOOP3D_OT_sort_labelled(_DryOperator, bpy.types.Operator):
    """Move labelled objects into a collection for each class"""

    bl_idname = "reloop3d.sort_labelled"
    bl_label = "Sort into Collections"
    _settings = ("parent",)

    parent: StringProperty(
        name="Inside", description="The collection that holds those of the classes",
        default="Labelled",
    )  # fmt: skip

    def _plan(self, _context: bpy.types.Context, found: Pairs) -> list[str]:
        names = using.collection_names(found)
        return [f"{self.parent}/{name}: {count}" for name, count in names.items()]

    def _use(self, context: bpy.types.Context, found: Pairs) -> str:
        moved = using.sort_into(context.scene, found, self.parent or "Labelled")
        return iface_("{} sorted").format(moved)


class RELOOP3D_OT_rename_labelled(_DryOperator, bpy.types.Operator):
    """Name labelled objects by their classes"""

    bl_idname = "reloop3d.rename_labelled"
    bl_label = "Rename Objects"
    _settings = ("pattern",)

    pattern: StringProperty(
        name="Pattern",
        description="{label}: the class, {number:03}: counted in it, {name}: the name before",
        default="{label}_{number:03}",
    )

    def _plan(self, _context: bpy.types.Context, found: Pairs) -> list[str]:
        return [f"{o.name} → {name}" for o, name in using.new_names(found, self.pattern)]

    def _use(self, context: bpy.types.Context, found: Pairs) -> str:
        ends = {"session": opened.session(), "parent": opened.position()}
        count, step = using.rename(opened.project(context), found, self.pattern, **ends)
        opened.note(step)
        return iface_("{} renamed").format(count)


class RELOOP3D_OT_mark_labelled(_DryOperator, bpy.types.Operator):
    """Mark labelled objects as assets of this file, with their class as tag"""

    bl_idname = "reloop3d.mark_labelled"
    bl_label = "Mark as Assets"
    _settings = ()

    def _plan(self, _context: bpy.types.Context, found: Pairs) -> list[str]:
        return [f"{obj.name}: {asset.label}" for asset, obj in found if asset.label]

    def _use(self, _context: bpy.types.Context, found: Pairs) -> str:
        labelled = [(asset, obj) for asset, obj in found if asset.label]
        for asset, obj in labelled:
            if obj.asset_data is None:
                obj.asset_mark()
                obj.asset_generate_preview()
            obj.asset_data.tags.new(asset.label, skip_if_exists=True)
        return iface_("{} marked").format(len(labelled))


CLASSES = (
    RELOOP3D_OT_select_labelled,
    RELOOP3D_OT_select_similar,
    RELOOP3D_OT_sort_labelled,
    RELOOP3D_OT_rename_labelled,
    RELOOP3D_OT_mark_labelled,
)
