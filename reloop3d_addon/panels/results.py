"""Results: all answers of the scene as a list; a click shows the object."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..preferences import chosen
from ..results import ORDERS, classified, unsure
from .base import Panel


class RELOOP3D_UL_results(bpy.types.UIList):
    """The classified objects of the scene."""

    def draw_item(
        self, _context, layout, _data, item, _icon, _active_data, _active_property, *_
    ) -> None:
        """A row: the object, its label, how sure."""
        result = item.reloop3d
        split = layout.split(factor=0.5)
        self._draw_cell(split, item, item.name, icon="ERROR" if result.is_unsure else "CHECKMARK")
        split = split.split(factor=0.65)
        self._draw_cell(split, item, result.said)
        self._draw_cell(split, item, iface_("own") if result.own else f"{result.confidence:.2f}")

    @staticmethod
    def _draw_cell(layout, item: bpy.types.Object, text: str, *, icon: str = "NONE") -> None:
        """Words that show the object when they are clicked."""
        row = layout.row()
        row.alignment = "LEFT"
        show = row.operator(
            "reloop3d.show_result", text=text, icon=icon, emboss=False, translate=False
        )
        show.object_name = item.name

    def draw_filter(self, context, layout) -> None:
        """Search by name or label."""
        layout.prop(context.window_manager.reloop3d, "search", text="", icon="VIEWZOOM")

    def filter_items(self, context, data, name) -> tuple[list[int], list[int]]:
        """Which objects are shown, and at which place each stands."""
        objects = list(getattr(data, name))  # Blender walks a chain for each index
        shown = context.window_manager.reloop3d
        found = unsure(objects) if shown.is_unsure_only else classified(objects)
        if text := shown.search.casefold():
            found = [
                o for o in found if text in o.name.casefold() or text in o.reloop3d.said.casefold()
            ]
        visible = {obj.name for obj in found}
        flags = [self.bitflag_filter_item if obj.name in visible else 0 for obj in objects]
        key = ORDERS[shown.order][2]
        places = sorted(range(len(flags)), key=lambda i: (not flags[i], key(objects[i])))
        order = [0] * len(flags)
        for place, index in enumerate(places):
            order[index] = place
        return flags, order


class RELOOP3D_PT_results(Panel, bpy.types.Panel):
    bl_label = "Results"

    def draw(self, context: bpy.types.Context) -> None:
        layout, shown = self.layout, context.window_manager.reloop3d
        layout.prop(chosen(context), "show_labels", text="Show Labels in the Viewport")
        objects = context.view_layer.objects
        count = len(classified(objects))
        if not count:
            layout.label(text="Nothing has been classified yet", icon="INFO")
            return
        text = iface_("{} classified, {} unsure").format(count, len(unsure(objects)))
        layout.label(text=text, translate=False)
        row = layout.row(align=True)
        row.prop(shown, "order", text="")
        row.prop(shown, "is_unsure_only", toggle=True)
        layout.template_list(
            "RELOOP3D_UL_results", "", context.view_layer, "objects", shown, "row", rows=6
        )
        column = layout.column(align=True)
        active = context.active_object
        if active is not None and (label := active.reloop3d.said):
            text = iface_("Select All “{}”").format(label)
            select = column.operator("reloop3d.select_results", text=text, translate=False)
            select.label = label
        select = column.operator("reloop3d.select_results", text="Select Unsure")
        select.is_unsure = True


CLASSES = (RELOOP3D_UL_results, RELOOP3D_PT_results)
