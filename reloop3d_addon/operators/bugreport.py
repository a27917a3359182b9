"""Bug Report: a text that tells of a fault and of nobody's work; read, then written as a zip."""

import tempfile
from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.props import StringProperty
from bpy_extras.io_utils import ExportHelper

from ...engine.bugreport.report import FILING, bundle, written
from ...engine.check import check
from ...engine.facts import Fact
from ...engine.jobs import Steps, Work
from .. import bugreport
from ..jobs.job import Job
from ..preferences import chosen
from .base import JobOperator, ReloopOperator
from .check import blender_facts
from .selftest import last_rows


class RELOOP3D_OT_bugreport(JobOperator, bpy.types.Operator):
    """Put together what helps to find a fault, without names and paths of yours, to be read"""

    bl_idname = "reloop3d.bugreport"
    bl_label = "Bug Report"

    def _job(self, context: bpy.types.Context) -> Job:
        device = chosen(context).device

        def body(_job: Job) -> Steps[str]:
            facts = yield from _looked(device)
            context = bpy.context
            hidden = bugreport.hidden(context)
            known = bugreport.known(context, facts, last_rows())
            bugreport.show(written(known, hidden))
            context.window_manager.reloop3d.bugreport.begin()
            return iface_("Read the text “{}”, change it as you like, then write it").format(
                bugreport.TEXT
            )

        return Job(self.bl_label, body, items=0)


def _looked(device: str) -> Steps[list[Fact]]:
    """The setup; that it cannot be looked at may be the fault."""
    try:
        facts = yield Work(check(device))
    except Exception as error:
        facts = [Fact("Check Setup", "failed", f"{type(error).__name__}: {error}")]
    return [*facts, *blender_facts(bpy.context)]


def _no_report() -> str | None:
    return None if bugreport.text() else "Press Bug Report first"


class RELOOP3D_OT_read_bugreport(ReloopOperator, bpy.types.Operator):
    """Show the report in a text editor: exactly that is written"""

    bl_idname = "reloop3d.read_bugreport"
    bl_label = "Read Report"

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return _no_report() or ("There is no window" if bpy.app.background else None)

    def _execute(self, context: bpy.types.Context) -> None:
        areas = [area for window in context.window_manager.windows for area in window.screen.areas]
        area = next((area for area in areas if area.type == "TEXT_EDITOR"), None)
        if area is None:
            bpy.ops.wm.window_new()
            area = max(context.window_manager.windows[-1].screen.areas, key=lambda a: a.width)
            area.type = "TEXT_EDITOR"
        area.spaces.active.text = bugreport.text()


class RELOOP3D_OT_write_bugreport(ReloopOperator, bpy.types.Operator, ExportHelper):
    """Write the report as it stands in the text, and what is ticked, into a zip; nothing is sent"""

    bl_idname = "reloop3d.write_bugreport"
    bl_label = "Write Report"
    filename_ext = ".zip"
    filter_glob: StringProperty(default="*.zip", options={"HIDDEN"})

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return _no_report()

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        self.filepath = "reloop3d bug report.zip"
        return ExportHelper.invoke(self, context, event)

    def _execute(self, context: bpy.types.Context) -> None:
        report = bugreport.text()
        with tempfile.TemporaryDirectory(prefix="reloop3d_") as folder:
            added = bugreport.added(context, Path(folder))
            path = bundle(Path(self.filepath), report.as_string(), added)
        bpy.data.texts.remove(report)
        context.window_manager.reloop3d.bugreport.end(path)
        self.report({"INFO"}, f"{path}. {iface_(FILING)}")


CLASSES = (
    RELOOP3D_OT_bugreport,
    RELOOP3D_OT_read_bugreport,
    RELOOP3D_OT_write_bugreport,
)
