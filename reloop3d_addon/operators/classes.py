"""The list of classes: add, rename, merge, split, colour, hotkey, remove; each one Undo."""

import bpy
from bpy.props import StringProperty

from ...engine.errors import InputError
from ...engine.pool import assets, classes
from ...engine.pool.assets import Filter
from ..labelling import session
from ..pool import opened
from ..pool.objects import objects_of
from .base import ReloopOperator


class _ClassOperator(ReloopOperator):
    """Authors write `_change(base, context, ends)`, which returns the step of the history."""

    label: StringProperty(
        name="Class", description="Which one; empty: the chosen one", options={"SKIP_SAVE"}
    )

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        known = opened.snapshot(context)
        if known is not None and known.reason:
            return known.reason
        return None if known is not None and known.classes else "There are no classes yet"

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        self.label = self.label or _chosen(context)
        return self._ask(context)

    def _ask(self, context: bpy.types.Context) -> set[str]:
        """Ask what is needed; nothing here."""
        return self.execute(context)

    def _execute(self, context: bpy.types.Context) -> None:
        self.label = self.label or _chosen(context)
        ends = {"session": opened.session(), "parent": opened.position()}
        base = opened.project(context).store
        step = self._change(base, context, ends)
        opened.stand_at(step, self.bl_label)
        session.read_again(context)


def _chosen(context: bpy.types.Context) -> str:
    shown = context.window_manager.reloop3d.pool
    return shown.classes[shown.row].name if 0 <= shown.row < len(shown.classes) else ""


def _dialog(operator: bpy.types.Operator, context: bpy.types.Context) -> set[str]:
    return context.window_manager.invoke_props_dialog(operator)


class RELOOP3D_OT_add_class(_ClassOperator, bpy.types.Operator):
    """Add a class that assets may have"""

    bl_idname = "reloop3d.add_class"
    bl_label = "Add Class"

    new: StringProperty(name="Name", description="What it is called", options={"SKIP_SAVE"})

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        known = opened.snapshot(context)
        return known.reason if known is not None and known.reason else None

    _ask = _dialog

    def _change(self, base, _context: bpy.types.Context, ends: dict) -> int:
        if not self.new.strip():
            raise InputError("A class needs a name.", "Type one.")
        return classes.add(base, [self.new], **ends)


class RELOOP3D_OT_rename_class(_ClassOperator, bpy.types.Operator):
    """Call the chosen class otherwise; what is labelled so follows"""

    bl_idname = "reloop3d.rename_class"
    bl_label = "Rename Class"

    new: StringProperty(name="New Name", description="What it is to be called")

    def _ask(self, context: bpy.types.Context) -> set[str]:
        self.new = self.label
        return _dialog(self, context)

    def _change(self, base, _context: bpy.types.Context, ends: dict) -> int:
        return classes.rename(base, self.label, self.new, **ends)


def _others(_operator, context: bpy.types.Context, text: str) -> list[str]:
    names = [entry.name for entry in context.window_manager.reloop3d.pool.classes]
    return [name for name in names if text.casefold() in name.casefold()]


class RELOOP3D_OT_merge_class(_ClassOperator, bpy.types.Operator):
    """Make the chosen class a part of another one: all that is labelled so becomes that"""

    bl_idname = "reloop3d.merge_class"
    bl_label = "Merge Class"

    into: StringProperty(
        name="Into", description="The class that stays", search=_others, options={"SKIP_SAVE"}
    )
    _ask = _dialog

    def _change(self, base, _context: bpy.types.Context, ends: dict) -> int:
        return classes.merge(base, [self.label], self.into, **ends)


class RELOOP3D_OT_split_class(_ClassOperator, bpy.types.Operator):
    """Give selected objects of the chosen class, or those named so, to another class"""

    bl_idname = "reloop3d.split_class"
    bl_label = "Split Class"

    new: StringProperty(
        name="Into", description="The other class; made if needed", options={"SKIP_SAVE"}
    )
    text: StringProperty(
        name="Name Holds",
        description="Which assets go there, by their names or paths; empty: the selected objects",
        options={"SKIP_SAVE"},
    )
    _ask = _dialog

    def _change(self, base, context: bpy.types.Context, ends: dict) -> int:
        if not self.new.strip():
            raise InputError("The other class needs a name.", "Type one.")
        found = assets.page(base, Filter("labelled", self.text, self.label), count=-1)
        if not self.text:
            selected = set(context.selected_objects)
            found = [asset for asset, obj in objects_of(found) if obj in selected]
        return classes.split(base, self.label, self.new, [asset.id for asset in found], **ends)


class RELOOP3D_OT_set_hotkey(_ClassOperator, bpy.types.Operator):
    """Give the chosen class a key that labels with it: 6 to 0, or a letter, pressed with Shift"""

    bl_idname = "reloop3d.set_hotkey"
    bl_label = "Set Hotkey"

    key: StringProperty(
        name="Key", description="6 to 0, or a letter; empty: none", maxlen=1, options={"SKIP_SAVE"}
    )
    _ask = _dialog

    def _change(self, base, _context: bpy.types.Context, ends: dict) -> int:
        return classes.change(base, self.label, hotkey=self.key, **ends)


class RELOOP3D_OT_color_class(_ClassOperator, bpy.types.Operator):
    """Give a class another colour"""

    bl_idname = "reloop3d.color_class"
    bl_label = "Colour Class"

    color: StringProperty(name="Colour", description="As #rrggbb", options={"SKIP_SAVE"})

    def _change(self, base, _context: bpy.types.Context, ends: dict) -> int:
        return classes.change(base, self.label, color=self.color, **ends)


class RELOOP3D_OT_remove_class(_ClassOperator, bpy.types.Operator):
    """Take the chosen class off the list, if no asset is labelled so"""

    bl_idname = "reloop3d.remove_class"
    bl_label = "Remove Class"

    def _change(self, base, _context: bpy.types.Context, ends: dict) -> int:
        return classes.remove(base, self.label, **ends)


CLASSES = (
    RELOOP3D_OT_add_class,
    RELOOP3D_OT_rename_class,
    RELOOP3D_OT_merge_class,
    RELOOP3D_OT_split_class,
    RELOOP3D_OT_set_hotkey,
    RELOOP3D_OT_color_class,
    RELOOP3D_OT_remove_class,
)
