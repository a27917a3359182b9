"""Classify the chosen objects; save a picture of the answer."""

from pathlib import Path
from typing import Any

import bpy
from bpy.props import StringProperty
from bpy_extras.io_utils import ExportHelper

from ...engine import images
from ...engine.capture.settings import CaptureSettings
from ...engine.classify.predict import ClassifySettings, predict
from ...engine.errors import InputError, ReLoopError
from ...engine.jobs import Progress, Steps
from ...engine.models.registry import load_classifier
from .. import jobs, pictures
from ..bridge.assets import ObjectRef, active_root, chosen_roots
from ..capture import Captured, capture_steps
from ..preferences import device
from .base import JobOperator, ReloopOperator, assets_problem


class RELOOP3D_OT_classify(JobOperator, bpy.types.Operator):
    """Look at each selected asset from all round and say what it is"""

    bl_idname = "reloop3d.classify"
    bl_label = "Classify"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return assets_problem(context, "classify")

    def _job(self, context: bpy.types.Context) -> jobs.Job:
        settings = context.scene.reloop3d.to_settings(device=device(context))
        return classify_job([ObjectRef.of(root) for root in chosen_roots(context)], settings)


Answer = tuple[ObjectRef, str, Any]  # reference, key of its views, Prediction or error


def classify_job(refs: list[ObjectRef], settings: ClassifySettings) -> jobs.Job:
    """Load the model, then for each asset capture and predict; write all answers at the end."""
    answers: list[Answer] = []

    def load(_: Any) -> Steps[Any]:
        yield Progress(0, None, "Loading the model")
        return load_classifier(settings.model, device=settings.device)

    def capture(ref: ObjectRef, classifier: Any) -> Steps[Any]:
        try:
            obj = ref.resolve()
            if obj is None:
                raise InputError(f"{ref.name} is gone.", "Select it again.")
            rig = classifier.spec.capture_rig(settings.views)
            captured = yield from capture_steps([obj], CaptureSettings(rig))
        except ReLoopError as error:  # the other assets still get their answers
            answers.append((ref, "", error))
            captured = None
        return classifier, captured

    def answer(ref: ObjectRef, classifier: Any, captured: Captured | None) -> Steps[Any]:
        yield Progress(0, 1, f"Classifying {ref.name}")
        if captured is not None:
            prediction = predict(captured.views.rgb_stack(), classifier, settings)
            answers.append((ref, captured.key, prediction))
        return classifier

    steps = [jobs.Step("worker", load)]
    for ref in refs:
        steps.append(jobs.Step("main", lambda model, ref=ref: capture(ref, model)))
        steps.append(jobs.Step("worker", lambda both, ref=ref: answer(ref, *both)))
    return jobs.Job("Classify", steps, lambda _: _write(answers))


def _write(answers: list[Answer]) -> None:
    """Put the answers on their objects, as one undo step.

    Raises:
        InputError: some assets could not be classified; the others are.
    """
    failed = []
    for ref, key, result in answers:
        obj = ref.resolve()
        if isinstance(result, ReLoopError) or obj is None:
            failed.append(str(result) if obj else f"{ref.name} is gone.")
            continue
        obj.reloop3d.set(result, views_key=key)
    if len(failed) < len(answers):
        bpy.ops.ed.undo_push(message="Classify")
    if failed:
        more = f" … and {len(failed) - 3} more." if len(failed) > 3 else ""
        raise InputError(" ".join(failed[:3]) + more)


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
