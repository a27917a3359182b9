"""Learning: what the labels taught, how far to trust it, and whether more of them are worth it."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from .. import curve
from ..jobs import lanes
from ..pool import opened, retraining
from ..preferences import chosen
from .base import Panel, draw_job, draw_text

_SCALE = 5  # of the pictures


class RELOOP3D_PT_learning(Panel, bpy.types.Panel):
    """What the pool's model has learnt."""

    bl_label = "Learning"
    bl_parent_id = "RELOOP3D_PT_pool"

    @classmethod
    def poll(cls, context: bpy.types.Context) -> bool:
        return opened.has_assets(context)

    def draw(self, context: bpy.types.Context) -> None:
        layout, known = self.layout, opened.snapshot(context)
        row = layout.row()
        row.use_property_split = True
        row.use_property_decorate = False
        row.prop(chosen(context), "retrain_after")
        layout.operator("reloop3d.retrain", icon="MOD_LENGTH")
        draw_job(layout, "Retrain")
        count = f" ({known.suspects})" if known.suspects else ""
        text = iface_("Look Through Suspects") + count
        layout.operator("reloop3d.start_suspects", text=text, icon="VIEWZOOM", translate=False)
        if not known.rounds:
            layout.label(text="The model has not learnt from your labels yet")
            return
        text, ended = retraining.words(known.rounds[-1]), lanes.ended("Retrain")
        if ended is None or text not in ended.notes:
            draw_text(layout, text)
        for text in known.hints.lines(iface_):
            draw_text(layout, text)
        _draw_pictures(layout, known)
        _draw_balance(layout, known)


def _draw_pictures(layout: bpy.types.UILayout, known: opened.Snapshot) -> None:
    """The learning curve, and how far the model's word can be trusted."""
    measured = [made for made in known.rounds if made.accuracy is not None]
    row = layout.row()
    if len(measured) > 1:
        icon = curve.learning([(made.labels, made.accuracy) for made in measured])
        row.template_icon(icon, scale=_SCALE)
    if known.hints.said is not None:
        row.template_icon(curve.reliability(known.rounds[-1].reliability), scale=_SCALE)
    if len(measured) > 1:
        text = iface_("Right, by cross-validation, from {} to {} labels")
        draw_text(layout, text.format(measured[0].labels, measured[-1].labels))


def _draw_balance(layout: bpy.types.UILayout, known: opened.Snapshot) -> None:
    """Which classes have few labels, and which have none."""
    if fewest := known.status.fewest:
        words = ", ".join(f"{name} {count}" for name, count in fewest)
        draw_text(layout, iface_("Fewest labels: {}").format(words))
    if lacking := known.status.only_guessed:
        text = iface_("Guessed, but without a label: {} classes")
        draw_text(layout, text.format(len(lacking)))
