"""Preferences: the device, thresholds, folders, the runtime."""

from pathlib import Path

import bpy
from bpy.props import BoolProperty, EnumProperty, FloatProperty, IntProperty, StringProperty

from ..engine import deps
from ..engine.classify.predict import ClassifySettings
from . import ROOT_PACKAGE
from .redraw import redraw

_DEVICE_NAMES = {
    "auto": ("Automatic", "The graphics card where torch can use it, else the processor"),
    "cpu": ("Processor", "Works everywhere"),
    "cuda": ("CUDA", "NVIDIA graphics card"),
    "mps": ("Metal", "Apple graphics"),
}


def _redraw(_preferences: bpy.types.AddonPreferences, _context: bpy.types.Context) -> None:
    redraw()


def _look(_preferences: bpy.types.AddonPreferences, context: bpy.types.Context) -> None:
    from . import runtime  # it knows the preferences: not at the top

    runtime.look(context)


def _look_at_project(_preferences: bpy.types.AddonPreferences, _context: bpy.types.Context) -> None:
    from .pool import opened  # it knows the preferences: not at the top

    opened.changed()


class RELOOP3D_AP_preferences(bpy.types.AddonPreferences):
    bl_idname = ROOT_PACKAGE

    device: EnumProperty(
        name="Device",
        description="Where models run",
        items=[(name, *_DEVICE_NAMES[name]) for name in deps.DEVICES],
        default="auto",
    )

    threshold: FloatProperty(
        name="Threshold",
        description="Answers less confident than this are unsure, and marked so everywhere",
        default=ClassifySettings().threshold,
        min=0.0,
        max=1.0,
        subtype="FACTOR",
        update=_redraw,
    )
    show_labels: BoolProperty(
        name="Labels",
        description="Show over each classified object what it is, in the viewport",
        default=True,
        update=_redraw,
    )
    folder: StringProperty(
        name="Folder",
        description="Where the runtime, models, the cache and the run log lie; "
        "empty: in the extension's own folder",
        subtype="DIR_PATH",
        update=_look,
    )
    project: StringProperty(
        name="Project",
        description="The folder of the pool: its labels, its model, what was made of them; "
        "empty: in the folder above, or in ReLoop3D in your home folder",
        subtype="DIR_PATH",
        update=_look_at_project,
    )
    models: StringProperty(
        name="Models",
        description="Where models of others lie, gigabytes of them; empty: in the folder above",
        subtype="DIR_PATH",
        update=_look,
    )
    retrain_after: IntProperty(
        name="Retrain After",
        description="How many labels the pool's model learns from at a time; 0: when you say so",
        default=10,
        min=0,
        soft_max=100,
    )
    wheels: StringProperty(
        name="Wheels",
        description="A folder of wheel files to install the runtime from; "
        "empty: they are downloaded",
        subtype="DIR_PATH",
    )
    cache_limit: IntProperty(
        name="Cache (MB)",
        description="How much captured views may take on the disk, in megabytes; "
        "the least recently used go first",
        default=2048,
        min=64,
        soft_max=65536,
    )

    def draw(self, context: bpy.types.Context) -> None:
        from .panels.runtime import draw_runtime  # panels know the preferences: not at the top

        self.layout.use_property_split = True
        draw_runtime(self.layout, context)
        for name in (
            "device",
            "threshold",
            "show_labels",
            "folder",
            "project",
            "models",
            "retrain_after",
        ):
            self.layout.prop(self, name)
        row = self.layout.row()
        row.prop(self, "cache_limit")
        row.operator("reloop3d.clear_cache", icon="TRASH")


def chosen(context: bpy.types.Context) -> RELOOP3D_AP_preferences:
    """What the person has chosen."""
    return context.preferences.addons[ROOT_PACKAGE].preferences


def has_preferences(context: bpy.types.Context) -> bool:
    """Whether there are any: a script may enable the add-on without entering it there."""
    entry = context.preferences.addons.get(ROOT_PACKAGE)
    return entry is not None and entry.preferences is not None


def cache_limit(context: bpy.types.Context) -> int:
    """How many bytes the cache of captured views may take."""
    return chosen(context).cache_limit * 2**20


def data_folder(context: bpy.types.Context) -> Path:
    """Where the cache and the run log lie; it may not be there yet."""
    if has_preferences(context) and (folder := chosen(context).folder):
        return Path(bpy.path.abspath(folder)).absolute()
    return Path(bpy.utils.extension_path_user(ROOT_PACKAGE, create=False))


def run_log(context: bpy.types.Context) -> Path:
    """The run log; it may not be there yet."""
    return data_folder(context) / "runs.jsonl"


CLASSES = (RELOOP3D_AP_preferences,)
