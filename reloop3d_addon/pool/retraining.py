"""The pool's own model: labels in, a head fitted in the background, new guesses and queue out."""

import bpy
from bpy.app.translations import pgettext_iface as iface_

from ...engine.jobs import Steps, Work
from ...engine.pool.retrain import retrain
from ...engine.pool.rounds import Round
from ..jobs import lanes
from ..jobs.job import Job
from ..preferences import chosen
from ..runtime import missing_for, packages
from . import opened

TITLE = "Retrain"

_since = 0  # labels since the last training


def retrain_job() -> Job:
    """Fit the head to all labels, and answer all assets anew."""

    def body(job: Job) -> Steps[str]:
        yield from packages("train")
        project = opened.project(bpy.context)
        made: Round = yield Work(retrain(project, device=chosen(bpy.context).device))
        job.facts |= {"model": made.model}
        opened.answered()
        return words(made)

    return Job(TITLE, body, items=0, is_of_file=False)


def words(made: Round) -> str:
    """What a training had to learn from, and how much of it was foreseen."""
    text = iface_("{} labels of {} classes").format(made.labels, made.classes)
    if made.accuracy is None:
        return text
    return text + iface_(", {:.0%} of them foreseen").format(made.accuracy)


def after_label(context: bpy.types.Context, count: int = 1) -> None:
    """So many labels more: train when there are enough."""
    global _since
    _since += count
    enough = chosen(context).retrain_after
    if not enough or _since < enough or missing_for("train"):
        return
    if any(job.title == TITLE for job in lanes.background()):
        return
    _since = 0
    lanes.add_in_background(retrain_job(), is_urgent=True)


def forget() -> None:
    """Count anew."""
    global _since
    _since = 0
