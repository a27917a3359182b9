"""Guides: the way from a scene to a result as steps; a step is done when what it makes is there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import bpy

from ..engine.capture.store import INDEX, file_name
from .bridge.assets import active_root, chosen_roots
from .bridge.eye import eye_of
from .bridge.fused import was_made_by
from .pool import opened
from .results import classified, unsure
from .runtime import missing_for
from .viewpoint import picture_of


@dataclass(frozen=True)
class Step:
    """One step: what to do, whether it has been done, and the button that does it, if one does."""

    text: str
    is_done: Callable[[bpy.types.Context], bool]
    operator: str = ""
    options: dict[str, bool] = field(default_factory=dict)  # of the operator


def _is_selected(context: bpy.types.Context) -> bool:
    return bool(context.selected_objects)


def _is_classified(context: bpy.types.Context) -> bool:
    roots = chosen_roots(context)
    return bool(roots) and len(classified(roots)) == len(roots)


def _is_sure(context: bpy.types.Context) -> bool:
    objects = context.view_layer.objects
    return bool(classified(objects)) and not unsure(objects)


def _has_folder(context: bpy.types.Context) -> bool:
    folder = context.scene.reloop3d.capture.folder
    return bool(folder) and (bool(bpy.data.filepath) or not folder.startswith("//"))


def _is_captured(context: bpy.types.Context) -> bool:
    root = active_root(context)
    if root is None or not _has_folder(context):
        return False
    folder = Path(bpy.path.abspath(context.scene.reloop3d.capture.folder))
    group = context.scene.name if context.scene.reloop3d.capture.is_together else root.name
    return (folder / file_name(group) / INDEX).is_file()


def _has_data(context: bpy.types.Context) -> bool:
    train = context.scene.reloop3d.train
    is_saved = bool(bpy.data.filepath) or not train.out.startswith("//")
    return bool(train.source and train.out) and train.source_path.exists() and is_saved


def _is_trained(context: bpy.types.Context) -> bool:
    return _has_data(context) and context.scene.reloop3d.train.out_path.is_file()


def _is_used(context: bpy.types.Context) -> bool:
    scene = context.scene.reloop3d
    return _is_trained(context) and scene.used_model == str(scene.train.out_path)


def _is_labelled(context: bpy.types.Context) -> bool:
    return opened.has_assets(context) and opened.snapshot(context).status.own > 0


def _has_learnt(context: bpy.types.Context) -> bool:
    return opened.has_assets(context) and bool(opened.snapshot(context).rounds)


def _is_all_labelled(context: bpy.types.Context) -> bool:
    if not opened.has_assets(context):
        return False
    status = opened.snapshot(context).status
    return status.labelled + status.marked + status.failed >= status.assets


def _is_made(by: str) -> Callable[[bpy.types.Context], bool]:
    return lambda context: any(was_made_by(obj, by) for obj in context.scene.objects)


def _has_photos(context: bpy.types.Context) -> bool:
    photos = context.scene.reloop3d.photos
    return bool(photos.video if photos.source == "VIDEO" else photos.folder)


def _is_matched(context: bpy.types.Context) -> bool:
    """The scene's camera has the chosen picture behind its view."""
    eye, picture = eye_of(context.scene), context.scene.reloop3d.viewpoint.picture
    if eye is None or picture is None:
        return False
    return picture in [entry.image for entry in eye.data.background_images]


_INSTALL = "reloop3d.install_runtime"
_SELECT = Step("Select objects", _is_selected)
GUIDES: dict[str, tuple[Step, ...]] = {
    "What Is in This Scene": (
        Step("Install the engine's packages", lambda _: not missing_for("classify"), _INSTALL),
        _SELECT,
        Step("Classify them", _is_classified, "reloop3d.classify"),
        Step("Look at the unsure ones", _is_sure, "reloop3d.select_results", {"is_unsure": True}),
    ),
    "Names for All My Assets": (
        Step("Install the engine's packages", lambda _: not missing_for("train"), _INSTALL),
        Step("Add a folder, or this file, to the pool", opened.has_assets),
        Step("Name some of its assets", _is_labelled, "reloop3d.start_labelling"),
        Step("Let the model learn from them", _has_learnt, "reloop3d.retrain"),
        Step("Name the rest, or accept look-alikes", _is_all_labelled, "reloop3d.start_labelling"),
    ),
    "A Mesh of a Photo": (
        Step("Install the engine's packages", lambda _: not missing_for("relief"), _INSTALL),
        Step("Choose a photo", lambda context: context.scene.reloop3d.relief.picture is not None),
        Step("Make a mesh of it", _is_made("Image to Mesh"), "reloop3d.image_to_mesh"),
    ),
    "A Mesh of Many Photos": (
        Step("Install the engine's packages", lambda _: not missing_for("photos"), _INSTALL),
        Step("Choose a folder of photos, or a video", _has_photos),
        Step("Make a mesh of them", _is_made("Photos to Mesh"), "reloop3d.photos_to_mesh"),
    ),
    "The Camera of a Picture": (
        Step("Install the engine's packages", lambda _: not missing_for("viewpoint"), _INSTALL),
        _SELECT,
        Step("Choose a picture of it", lambda context: picture_of(context) is not None),
        Step("Match it", _is_matched, "reloop3d.match_image"),
    ),
    "A Data Set of Views": (
        Step("Install the engine's packages", lambda _: not missing_for("capture"), _INSTALL),
        Step("Save the file, or choose a folder", _has_folder),
        _SELECT,
        Step("Capture them", _is_captured, "reloop3d.capture"),
    ),
    "A Model of My Own": (
        Step("Install the engine's packages", lambda _: not missing_for("train"), _INSTALL),
        Step("Name labelled data, and a file for the model", _has_data),
        Step("Train it", _is_trained, "reloop3d.train"),
        Step("Use it", _is_used),
    ),
}
