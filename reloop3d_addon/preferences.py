"""Preferences: the device, the size of the cache, and which packages the engine lacks."""

import bpy
from bpy.props import EnumProperty, IntProperty

from ..engine import deps
from . import ROOT_PACKAGE

_DEVICE_NAMES = {
    "auto": ("Automatic", "The graphics card where torch can use it, else the processor"),
    "cpu": ("Processor", "Works everywhere"),
    "cuda": ("CUDA", "NVIDIA graphics card"),
    "mps": ("Metal", "Apple graphics"),
}


class RELOOP3D_AP_preferences(bpy.types.AddonPreferences):
    bl_idname = ROOT_PACKAGE

    device: EnumProperty(
        name="Device",
        description="Where models run",
        items=[(name, *_DEVICE_NAMES[name]) for name in deps.DEVICES],
        default="auto",
    )

    cache_limit: IntProperty(
        name="Cache (MB)",
        description="How much captured views may take on the disk, in megabytes; "
        "the least recently used go first",
        default=2048,
        min=64,
        soft_max=65536,
    )

    def draw(self, _context: bpy.types.Context) -> None:
        self.layout.prop(self, "device")
        row = self.layout.row()
        row.prop(self, "cache_limit")
        row.operator("reloop3d.clear_cache", icon="TRASH")
        draw_missing(self.layout, _missing)


def device(context: bpy.types.Context) -> str:
    """The device that the preferences choose."""
    return context.preferences.addons[ROOT_PACKAGE].preferences.device


def cache_limit(context: bpy.types.Context) -> int:
    """How many bytes the cache of captured views may take."""
    return context.preferences.addons[ROOT_PACKAGE].preferences.cache_limit * 2**20


_missing: list[str] = []  # packages not found, looked up once at registration


def find_missing() -> None:
    """Look up which packages are missing."""
    _missing[:] = deps.missing()


def missing_for(feature: str) -> list[str]:
    """The packages that `feature` cannot start without and that are missing."""
    return [module for module in _missing if module in deps.NEEDS[feature]]


def draw_missing(layout: bpy.types.UILayout, modules: list[str]) -> None:
    """Say which packages are missing and what for; nothing where there are none."""
    if not modules:
        return
    box = layout.box()
    box.label(text="Python packages are missing:", icon="ERROR")
    for module in modules:
        box.label(text=f"{module}: {deps.PACKAGES[module]}", icon="DOT")
    box.label(text="README, “Install”, says how to add them.")


CLASSES = (RELOOP3D_AP_preferences,)
