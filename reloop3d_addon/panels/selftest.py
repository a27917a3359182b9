"""Self-Test: a row for each figure, and what upstream claims beside it."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.selftest.claims import claim
from ...engine.selftest.contract import FAILED, HOLDS, MISSING, WORSE, Row
from ..jobs import lanes
from .base import Panel, draw_text

_ICONS = {HOLDS: "CHECKMARK", WORSE: "ERROR", FAILED: "ERROR", MISSING: "DOT"}


class RELOOP3D_PT_selftest(Panel, bpy.types.Panel):
    bl_label = "Self-Test"
    bl_parent_id = "RELOOP3D_PT_check"

    @classmethod
    def poll(cls, _context: bpy.types.Context) -> bool:
        return bool(_rows())

    def draw(self, _context: bpy.types.Context) -> None:
        layout = self.layout
        layout.operator("reloop3d.copy_selftest", icon="COPYDOWN")
        for row in _rows():
            _draw_row(layout.box(), row)


def _rows() -> list[Row]:
    job = lanes.current()
    if job is None or job.title != "Self-Test":
        job = lanes.ended("Self-Test")
    return (job and job.result) or []


def _draw_row(box: bpy.types.UILayout, row: Row) -> None:
    box.alert = row.is_bad
    seconds = "" if row.outcome == MISSING else f", {row.seconds:.1f} s"
    box.label(text=f"{row.name}{seconds}", icon=_ICONS[row.outcome], translate=False)
    for figure in row.figures:
        bound = figure.bound
        told = f"{iface_(bound.words)}: {figure.said} ({bound.said(iface_)})"
        draw_text(box, told)
    if not row.figures:
        draw_text(box, row.reason)
    if said := claim(row.name):
        column = box.column()
        column.active = False
        draw_text(column, iface_("Upstream: {}").format(said))


CLASSES = (RELOOP3D_PT_selftest,)
