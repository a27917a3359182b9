"""The run log of this Blender: a job that is over in, a line in the log out."""

import bpy

from ...engine.errors import DataError
from ...engine.runlog import Run, plain, versions, write_run
from ..preferences import run_log
from .job import Job


def record(job: Job) -> None:
    """Write the job down; if that fails, the job's notes say so."""
    run = Run(
        job=job.title,
        started=job.started,
        seconds=round(job.seconds, 3),
        outcome=job.outcome,
        settings=plain(job.settings),
        items=job.items,
        failed=job.failed,
        error=job.error,
        notes=job.notes,
        stages={stage: round(seconds, 3) for stage, seconds in job.stages.items()},
        versions=versions(blender=bpy.app.version_string),
        **job.facts,
    )
    try:
        write_run(run_log(bpy.context), run)
    except DataError as error:
        job.notes.insert(0, str(error))
