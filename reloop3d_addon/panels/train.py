"""Train: labelled data, the button, the curve, and the model that came of it."""

from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface as iface_

from .. import curve
from ..runtime import missing_for
from .base import Panel, draw_job
from .runtime import draw_missing


class RELOOP3D_PT_train(Panel, bpy.types.Panel):
    bl_label = "Train"

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        settings = context.scene.reloop3d.train
        draw_missing(layout, missing_for("train"))
        column = layout.column()
        column.use_property_split = True
        column.use_property_decorate = False
        for name in ("source", "out", "method"):
            column.prop(settings, name)
        layout.operator("reloop3d.train", icon="MOD_LENGTH")
        draw_job(layout, "Train")
        if known := curve.epochs():
            layout.template_icon(curve.icon(), scale=7)
            layout.label(text=str(known[-1]), translate=False)
            layout.label(text="Orange: loss, blue: accuracy")
        _draw_model(layout, context.scene.reloop3d, settings.out_path)


def _draw_model(layout: bpy.types.UILayout, scene, out: Path) -> None:
    """A button that chooses the trained model; the way back stands under Classify."""
    if out.is_file() and scene.used_model != str(out):
        text = iface_("Use {}").format(out.stem)
        layout.operator("reloop3d.use_model", text=text, translate=False).model = str(out)


class RELOOP3D_PT_train_settings(Panel, bpy.types.Panel):
    bl_label = "Settings"
    bl_parent_id = "RELOOP3D_PT_train"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        layout = self.layout
        layout.use_property_split = True
        layout.use_property_decorate = False
        settings = context.scene.reloop3d.train
        layout.prop(settings, "mapping")
        layout.prop(settings, "split")
        layout.prop(settings, "seed")
        if settings.method == "head":
            return
        layout.prop(settings, "is_based")
        if not settings.is_based:
            layout.prop(settings, "network")
            if settings.network == "timm":
                layout.prop(settings, "timm")
                layout.prop(settings, "pretrained")
        layout.prop(settings, "epochs")
        layout.prop(settings, "formula")


CLASSES = (RELOOP3D_PT_train, RELOOP3D_PT_train_settings)
