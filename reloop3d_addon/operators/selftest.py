"""Self-Test: every feature tried small, its figures beside bounds and upstream's claims."""

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.props import StringProperty

from ...engine.jobs import Steps
from ...engine.selftest.checks import CHECKS
from ...engine.selftest.contract import MISSING, Check, Row
from ...engine.selftest.run import chosen, selftest
from ...engine.selftest.table import as_text
from ..jobs import lanes
from ..jobs.job import Job
from ..selftest import WORKBENCH
from .base import JobOperator, ReloopOperator

_TITLE = "Self-Test"


class RELOOP3D_OT_selftest(JobOperator, bpy.types.Operator):
    """Try every feature small, with what ReLoop3D brings, and compare what comes with its bounds"""

    bl_idname = "reloop3d.selftest"
    bl_label = _TITLE

    only: StringProperty(
        name="Only",
        description="Names of checks, with commas between them; empty: all",
        options={"SKIP_SAVE"},
    )

    def _job(self, _context: bpy.types.Context) -> Job:
        names = [name.strip() for name in self.only.split(",") if name.strip()]
        return selftest_job(chosen(names, (*CHECKS, WORKBENCH)))


def selftest_job(checks: list[Check]) -> Job:
    """Try these; what fails is told, and costs no other check."""

    def body(job: Job) -> Steps[str]:
        rows = yield from selftest(checks, on_row=lambda row: _tell(job, row))
        tried = [row for row in rows if row.outcome != MISSING]
        held = sum(not row.is_bad for row in tried)
        if len(tried) < len(rows):
            job.notes.append(iface_("{} not run: packages are missing").format(_names(rows)))
        return iface_("{} of {} hold").format(held, len(tried))

    names = {"only": [check.name for check in checks]}
    return Job(_TITLE, body, settings=names, items=0, is_of_file=False)


def _tell(job: Job, row: Row) -> None:
    """Show a row as soon as it is there."""
    job.result = [*(job.result or []), row]
    if row.is_bad:
        job.failed.append((row.name, row.reason))
        job.trace = row.trace or job.trace


def _names(rows: list[Row]) -> str:
    return ", ".join(row.name for row in rows if row.outcome == MISSING)


class RELOOP3D_OT_copy_selftest(ReloopOperator, bpy.types.Operator):
    """Copy what the self-test found, as text"""

    bl_idname = "reloop3d.copy_selftest"
    bl_label = "Copy"

    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return None if last_rows() else "Run the self-test first"

    def _execute(self, context: bpy.types.Context) -> None:
        context.window_manager.clipboard = as_text(last_rows())
        self.report({"INFO"}, "Copied")


def last_rows() -> list[Row]:
    """What the last self-test has found; none where there was none."""
    over = lanes.ended(_TITLE)
    return (over and over.result) or []


CLASSES = (RELOOP3D_OT_selftest, RELOOP3D_OT_copy_selftest)
