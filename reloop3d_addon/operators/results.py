"""From an answer to its object: show one, select all of a class, or all that are unsure."""

import bpy
from bpy.props import BoolProperty, StringProperty

from ...engine.errors import InputError
from .. import results
from ..bridge.assets import members
from .base import ReloopOperator


def _select(context: bpy.types.Context, roots: list[bpy.types.Object], *, extend: bool) -> int:
    """Select all that belongs to the assets, and nothing else unless `extend`; says how many.

    Hidden ones stay as they are.
    """
    layer = context.view_layer
    if not extend:
        for obj in context.selected_objects:
            obj.select_set(False)
    visible = [root for root in roots if root.visible_get()]
    for parts in members(visible, layer.objects).values():
        for part in parts:
            part.select_set(True)
    if visible:
        layer.objects.active = visible[0]
    return len(visible)


def _view_selected(context: bpy.types.Context) -> None:
    """Frame the selection in the viewport that was clicked in, or in the first one."""
    areas = [context.area, *context.screen.areas] if context.area else ()
    for area in areas:
        if area.type == "VIEW_3D":
            region = next(region for region in area.regions if region.type == "WINDOW")
            with context.temp_override(area=area, region=region):
                bpy.ops.view3d.view_selected()
            return


class _SelectOperator(ReloopOperator):
    bl_options = {"REGISTER", "UNDO"}

    extend: BoolProperty(name="Extend", description="Keep what is selected", options={"SKIP_SAVE"})

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if context.mode != "OBJECT":
            return "Go to Object Mode first"
        if not any(obj.reloop3d.said for obj in context.view_layer.objects):
            return "Nothing has been classified yet"
        return None

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        self.extend = event.shift
        return self.execute(context)


class RELOOP3D_OT_show_result(_SelectOperator, bpy.types.Operator):
    """Select this object and frame it in the viewport; with Shift, keep what is selected"""

    bl_idname = "reloop3d.show_result"
    bl_label = "Show Result"

    object_name: StringProperty(name="Object", description="Its name", options={"HIDDEN"})

    def _execute(self, context: bpy.types.Context) -> None:
        obj = context.view_layer.objects.get(self.object_name)
        if obj is None:
            raise InputError(
                f"{self.object_name} is not in this view layer.", "Its collection is off."
            )
        if not _select(context, [obj], extend=self.extend):
            raise InputError(f"{self.object_name} is hidden.", "Show it first.")
        _view_selected(context)


class RELOOP3D_OT_select_results(_SelectOperator, bpy.types.Operator):
    """Select all objects of a class, or all whose answer is unsure; with Shift, add them"""

    bl_idname = "reloop3d.select_results"
    bl_label = "Select Results"

    # Blender would hand the last press's values to the next, if they were not given then.
    label: StringProperty(name="Label", description="The class; empty: any", options={"SKIP_SAVE"})
    is_unsure: BoolProperty(
        name="Unsure",
        description="Only those that stay below the threshold",
        options={"SKIP_SAVE"},
    )

    def _execute(self, context: bpy.types.Context) -> None:
        objects = context.view_layer.objects
        found = results.unsure(objects) if self.is_unsure else results.classified(objects)
        found = [obj for obj in found if self.label in ("", obj.reloop3d.said)]
        count = _select(context, found, extend=self.extend)
        self.report({"INFO"}, f"{count} selected")


CLASSES = (RELOOP3D_OT_show_result, RELOOP3D_OT_select_results)
