"""The queue made anew beside the window: a way to ask in, the order in which assets are asked out.

Some ways read all embeddings and load a model, which takes seconds.
"""

import bpy

from ...engine.acquisition.strategies import STRATEGIES
from ...engine.jobs import Progress, Steps, Work
from ...engine.pool import rank
from ...engine.pool.project import Project
from ..jobs import lanes
from ..jobs.job import Job
from ..runtime import packages
from . import opened

TITLE = "Rank"

_ANSWERS = {"probs", "views", "committee"}  # what a model has to be loaded for


def rank_job() -> Job:
    """Make the queue anew, in the way that the project asks."""

    def body(job: Job) -> Steps[None]:
        project = opened.project(bpy.context)
        if _ANSWERS.intersection(STRATEGIES[project.strategy].needs):
            yield from packages("classify")
        yield Work(_ranked(project))
        opened.answered()

    return Job(TITLE, body, items=0, is_of_file=False)


def _ranked(project: Project) -> Steps[int]:
    yield Progress(0, None, "Making the queue")
    return rank.rank(project)


def rank_again() -> None:
    """Make the queue anew: in the background where there is a window, else at once."""
    for job in lanes.background():
        if job.title == TITLE:  # by what was chosen before
            lanes.cancel(job)
    if not bpy.app.background:
        lanes.add_in_background(rank_job(), is_urgent=True)
        return
    job = rank_job()
    lanes.run_blocking(job)
    if job.failure:
        raise job.failure


def ask_by(context: bpy.types.Context, strategy: str) -> None:
    """Ask in this way from now on.

    Raises:
        ReLoopError: it cannot be kept; or there is no window, and no queue could be made.
    """
    if strategy != opened.project(context).strategy:
        opened.set_strategy(context, strategy)
        rank_again()
