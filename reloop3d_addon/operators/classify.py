"""Classify the chosen objects; save a picture of the answer."""

from pathlib import Path

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.props import StringProperty
from bpy_extras.io_utils import ExportHelper

from ...engine import images
from ...engine.classify.predict import ClassifySettings, predict
from ...engine.datatypes import Prediction
from ...engine.jobs import Progress, Steps, Work
from ...engine.models.registry import Classifier, load_classifier
from .. import overlay, pictures
from ..bridge.assets import ObjectRef, active_root, chosen_roots
from ..capture import seen_steps
from ..jobs.job import Job
from ..preferences import chosen
from ..runtime import packages
from .base import JobOperator, ReloopOperator, assets_problem, found, object_mode

Answer = tuple[ObjectRef, str, Prediction]  # of whom, the key of its views, and what


class RELOOP3D_OT_classify(JobOperator, bpy.types.Operator):
    """Look at each selected asset from all round and say what it is"""

    bl_idname = "reloop3d.classify"
    bl_label = "Classify"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return assets_problem(context, "classify")

    def _job(self, context: bpy.types.Context) -> Job:
        person = chosen(context)
        settings = context.scene.reloop3d.to_settings(
            device=person.device, threshold=person.threshold
        )
        return classify_job([ObjectRef.of(root) for root in chosen_roots(context)], settings)


def classify_job(refs: list[ObjectRef], settings: ClassifySettings) -> Job:
    """Load the model, then for each asset capture and predict; write all answers at the end."""

    def body(job: Job) -> Steps[str]:
        yield from packages("classify")
        classifier = yield Work(_load(settings))
        job.facts |= {"model": classifier.id, "model_hash": classifier.hash}
        answers: list[Answer] = []
        for ref in refs:
            with job.item(ref.name):  # its failure does not cost the others their answers
                objects = yield from found(job, [ref])
                seen, key = yield from seen_steps(objects, classifier, settings)
                answers.append(
                    (ref, key, (yield Work(predict(seen.pictures, classifier, settings))))
                )
        yield from object_mode(job)
        return _write(answers)

    return Job("Classify", body, settings=settings, items=len(refs))


def _load(settings: ClassifySettings) -> Steps[Classifier]:
    yield Progress(0, None, "Loading the model")
    return load_classifier(settings.model, device=settings.device)


def _write(answers: list[Answer]) -> str:
    """Put the answers on their objects, as one undo step; says how many there are."""
    written = 0
    for ref, key, prediction in answers:
        obj = ref.resolve()
        if obj is not None:  # it may have been deleted since
            obj.reloop3d.set(prediction, views_key=key)
            written += 1
    overlay.forget()
    if written:
        bpy.ops.ed.undo_push(message="Classify")
    return iface_("{} classified").format(written)


class RELOOP3D_OT_save_annotated(ReloopOperator, bpy.types.Operator, ExportHelper):
    """Save the pictures that the answer came from, with the answer under them"""

    bl_idname = "reloop3d.save_annotated"
    bl_label = "Save Annotated Image"
    filename_ext = ".png"
    filter_glob: StringProperty(default="*.png", options={"HIDDEN"})

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        root = active_root(context)
        if root is None or not root.reloop3d.label:
            return "Classify the active object first"
        if not pictures.has(root):
            return "Its pictures are no longer in the cache: classify again"
        return None

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        root = active_root(context)
        self.filepath = bpy.path.clean_name(f"{root.name}_{root.reloop3d.label}") + ".png"
        return ExportHelper.invoke(self, context, event)

    def _execute(self, context: bpy.types.Context) -> None:
        root = active_root(context)
        caption = ", ".join(f"{s.label}: {s.probability:.2f}" for s in root.reloop3d.top[:3])
        sheet = images.annotate(images.strip(pictures.load(root)), caption)
        images.write_image(Path(self.filepath), sheet)
        self.report({"INFO"}, f"Saved {self.filepath}")


CLASSES = (RELOOP3D_OT_classify, RELOOP3D_OT_save_annotated)
