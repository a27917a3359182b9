"""Label: begin, the asset that is asked with its guesses, and all that keys do as buttons."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ..labelling import session
from ..pool import opened
from .base import Panel, draw_job, draw_text

_MARKS = {"skip": "Skip", "unsure": "Unsure", "flag": "Flag"}


class RELOOP3D_PT_label(Panel, bpy.types.Panel):
    bl_label = "Label"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return opened.has_assets(context)

    def draw(self, context: bpy.types.Context) -> None:
        layout, asked = self.layout, session.current()
        known = opened.snapshot(context)
        if asked is None:
            row = layout.row()
            row.scale_y = 1.6
            row.operator("reloop3d.start_labelling", icon="PLAY")
            _draw_ask(layout, context)
            layout.label(text=iface_("{} in the queue").format(known.queue), translate=False)
            if known.status.marked:
                layout.operator("reloop3d.ask_again", icon="FILE_REFRESH")
            return
        layout.operator("reloop3d.stop_labelling", icon="CANCEL")
        if not asked.is_of_suspects:
            _draw_ask(layout, context)
        if asked.asset is None:
            layout.label(text="Nothing is left to ask", icon="CHECKMARK")
            return
        _draw_asked(layout, asked)


def _draw_ask(layout: bpy.types.UILayout, context: bpy.types.Context) -> None:
    """The way to ask."""
    row = layout.row()
    row.use_property_split = True
    row.use_property_decorate = False
    row.prop(context.window_manager.reloop3d.pool, "strategy")
    draw_job(layout, "Rank")


def _draw_asked(layout: bpy.types.UILayout, asked: session.Session) -> None:
    """The asset, its guesses as buttons, and the other answers."""
    asset = asked.asset
    box = layout.box()
    box.label(text=asset.name, icon="OBJECT_DATA", translate=False)
    if asset.label:
        box.label(text=iface_("Labelled: {}").format(asset.label), translate=False)
    if why := session.why():
        draw_text(box, why)
    column = box.column(align=True)
    for place, (name, probability) in enumerate(session.choices(), 1):
        sure = "" if probability is None else f"  {probability:.2f}"
        text = f"{place}  {name}{sure}"
        column.operator("reloop3d.label", text=text, translate=False).label = name
    row = layout.row(align=True)
    for what, text in _MARKS.items():
        row.operator("reloop3d.mark", text=text).what = what
    for line in asked.past:
        box.label(text=line, icon="TIME", translate=False)
    row = layout.row(align=True)
    row.operator("reloop3d.label_back", icon="TRIA_LEFT")
    row.operator("reloop3d.label_batch", icon="IMGDISPLAY")


CLASSES = (RELOOP3D_PT_label,)
