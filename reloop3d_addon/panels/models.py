"""Models: what to use for a goal, and each model with what of it is here."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.facts import as_size
from ...engine.models import shelf
from .. import models
from .base import Panel, draw_job, draw_text

_WORDS = {
    shelf.ABSENT: ("Not on this machine", "X"),
    shelf.PARTIAL: ("Here only in part: Download goes on", "ERROR"),
    shelf.PLACED: ("Placed by hand", "CHECKMARK"),
    shelf.DOWNLOADED: ("Downloaded and compared", "CHECKMARK"),
    shelf.EMBEDDED: ("Comes with ReLoop3D", "CHECKMARK"),
}


class RELOOP3D_PT_models(Panel, bpy.types.Panel):
    bl_label = "Models"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        shown = context.window_manager.reloop3d.models
        layout.prop(shown, "model", text="")
        entry, state = shown.entry, models.state(shown.entry)
        box = layout.box()
        words, icon = _WORDS[state.kind]
        draw_text(box, iface_(words), icon=icon)
        sizes = iface_("{} to download, {} of memory; {}").format(
            as_size(entry.megabytes * 2**20),
            f"{entry.memory_gb:g} GB",
            iface_("graphics card or processor" if entry.is_cpu_viable else "graphics card"),
        )
        draw_text(box, sizes, icon="MEMORY")
        licence = iface_("Licence: {}").format(entry.licence)
        if not entry.is_free:
            licence += iface_(", not for paid work")
        draw_text(box, licence, icon="COPY_ID" if entry.is_free else "ERROR")
        draw_text(box, iface_(entry.use), icon="TOOL_SETTINGS")
        draw_text(box, entry.figures or iface_("Nobody measured it that we know of"), icon="INFO")
        if state.folder:
            draw_text(box, str(state.folder), icon="FILE_FOLDER")
        row = layout.row(align=True)
        row.operator("reloop3d.get_model", text=iface_("Download"), icon="IMPORT")
        row.operator("reloop3d.verify_model", text=iface_("Verify"), icon="CHECKMARK")
        row.operator("reloop3d.delete_model", text=iface_("Delete"), icon="TRASH")
        layout.operator("reloop3d.choose_model", icon="PLAY")
        for title in ("Download Model", "Verify Model"):
            draw_job(layout, title)
        row = layout.row()
        row.label(text=iface_("{} used by models").format(as_size(models.used())), translate=False)
        row.operator("reloop3d.unload_models", text=iface_("Unload"))


class RELOOP3D_PT_advice(Panel, bpy.types.Panel):
    """What serves a goal on this machine."""

    bl_label = "What Should I Use?"
    bl_parent_id = "RELOOP3D_PT_models"

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        shown = context.window_manager.reloop3d.models
        layout.prop(shown, "goal", text="")
        layout.prop(shown, "is_paid")
        advice = shown.advice
        box = layout.box()
        if advice is None:
            box.label(text="Looking at this machine…", icon="SORTTIME")
            return
        box.label(text=advice.goal.feature, icon="LIGHT")
        for reason in advice.reasons:
            draw_text(box, iface_(reason))
        for number, step in enumerate(advice.goal.steps, 1):
            draw_text(box, f"{number}. {iface_(step)}")
        if advice.model:
            layout.operator("reloop3d.show_advised", text=advice.model.title, icon="FORWARD")


CLASSES = (RELOOP3D_PT_models, RELOOP3D_PT_advice)
