"""Train a classifier on labelled assets; choose which model classifies."""

from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.app.translations import pgettext_tip as tip_
from bpy.props import StringProperty

from ...engine.jobs import Steps, Work
from ...engine.train.settings import TrainSettings
from ...engine.train.train import Trained, train
from .. import curve
from ..jobs.job import Job
from ..preferences import chosen
from ..runtime import missing_for, packages
from .base import JobOperator, ReloopOperator


class RELOOP3D_OT_train(JobOperator, bpy.types.Operator):
    """Train a classifier on labelled assets; one that was stopped is gone on with"""

    bl_idname = "reloop3d.train"
    bl_label = "Train"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        settings = context.scene.reloop3d.train
        if missing := missing_for("train"):
            return f"Python packages are missing: {', '.join(missing)}"
        if not settings.source:
            return "Name the labelled data first"
        if not settings.source_path.exists():
            return "The labelled data does not exist"
        if not settings.out or (settings.out.startswith("//") and not bpy.data.filepath):
            return "Save the file first, or name another place for the model"
        return None

    def _job(self, context: bpy.types.Context) -> Job:
        scene = context.scene.reloop3d
        person = chosen(context)
        group = scene.train
        mapping = Path(bpy.path.abspath(group.mapping)) if group.mapping else None
        settings = group.to_settings(model=scene.used_model, device=person.device)
        return train_job(group.source_path, group.out_path, settings, mapping)


def train_job(source: Path, out: Path, settings: TrainSettings, mapping: Path | None) -> Job:
    """Train in a thread; what came of it is at `out`, also when it was stopped."""
    folder = (source if source.is_dir() else source.parent) / "reloop3d"

    def body(job: Job) -> Steps[str]:
        yield from packages("train")
        curve.clear()
        steps = train(source, out, settings, folder, mapping=mapping, on_epoch=curve.add)
        job.facts["seed"] = settings.seed
        try:
            trained: Trained = yield Work(steps)
        except GeneratorExit:
            if curve.epochs():
                job.notes.append(iface_("Its best so far is kept; Train goes on from there"))
            raise
        job.failed += trained.failed
        return str(trained)

    return Job("Train", body, settings=settings, items=0, is_of_file=False)


class RELOOP3D_OT_use_model(ReloopOperator, bpy.types.Operator):
    """Classify with this model from now on"""

    bl_idname = "reloop3d.use_model"
    bl_label = "Use Model"
    bl_options = {"REGISTER", "UNDO"}

    model: StringProperty(
        name="Model", description="“default” or a model's file", options={"SKIP_SAVE"}
    )

    @classmethod
    def description(cls, _context: bpy.types.Context, properties) -> str:
        """What the button says when the pointer rests on it."""
        if properties.model == "default":
            return tip_("Classify with the model that comes with ReLoop3D again")
        return tip_(cls.__doc__)

    def _execute(self, context: bpy.types.Context) -> None:
        context.scene.reloop3d.model = self.model or "default"


CLASSES = (RELOOP3D_OT_train, RELOOP3D_OT_use_model)
