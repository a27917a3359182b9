"""Label assets: begin and end, an answer by button or key, the one before, look-alikes at once."""

import bpy
from bpy.app.translations import pgettext_iface as iface_
from bpy.props import EnumProperty, IntProperty, StringProperty

from ...engine.errors import ReLoopError
from ...engine.pool.label import MARKS
from ..jobs import lanes
from ..labelling import batch, keys, session
from ..pool import opened, retraining
from ..pool.reading import Reader
from .base import ReloopOperator

_reader: Reader | None = None


def _read(asset):
    """The mesh of an asset of a file."""
    global _reader
    if _reader is None:
        _reader = Reader()
    return _reader.of(asset)


def forget() -> None:
    """End what reads."""
    global _reader
    if _reader is not None:
        _reader.close()
    _reader = None


class RELOOP3D_OT_start_labelling(ReloopOperator, bpy.types.Operator):
    """Show one asset after the other in a scene of their own, and name each by a key"""

    bl_idname = "reloop3d.start_labelling"
    bl_label = "Start Labelling"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if reason := opened.problem(context):
            return reason
        if context.mode != "OBJECT":
            return "Go to Object Mode first"
        return "You are labelling already" if session.current() else None

    def _execute(self, context: bpy.types.Context) -> None:
        session.start(context, _read)


class RELOOP3D_OT_start_suspects(ReloopOperator, bpy.types.Operator):
    """Look again at labels that models rule out which had not seen them: change or confirm them"""

    bl_idname = "reloop3d.start_suspects"
    bl_label = "Look Through Suspects"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if reason := RELOOP3D_OT_start_labelling.problem(context):
            return reason
        known = opened.snapshot(context)
        if all(made.accuracy is None for made in known.rounds):
            return "Retrain with ten labels or more first"
        return None if known.suspects else "No label is in doubt"

    def _execute(self, context: bpy.types.Context) -> None:
        session.start(context, _read, is_of_suspects=True)


class _LabellingOperator(ReloopOperator):
    @classmethod
    def problem(cls, _context: bpy.types.Context) -> str | None:
        return None if session.current() else "Press Start Labelling first"


class RELOOP3D_OT_stop_labelling(_LabellingOperator, bpy.types.Operator):
    """Go back to your own scene; all labels are kept"""

    bl_idname = "reloop3d.stop_labelling"
    bl_label = "Stop Labelling"

    def _execute(self, context: bpy.types.Context) -> None:
        session.stop(context)
        forget()


class RELOOP3D_OT_label(ReloopOperator, bpy.types.Operator):
    """Name the asset that is asked, and go on to the next"""

    bl_idname = "reloop3d.label"
    bl_label = "Label"

    label: StringProperty(
        name="Class",
        description="What it is, also a new class; empty: the first guess",
        options={"SKIP_SAVE"},
    )
    asset: IntProperty(
        name="Asset", description="Which one; 0: the one that is asked", options={"SKIP_SAVE"}
    )

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        return opened.problem(context)

    def _execute(self, context: bpy.types.Context) -> None:
        if self.asset:
            session.put(context, {self.asset: self.label})
        else:
            guesses = session.choices()
            session.accept(context, self.label or (guesses[0][0] if guesses else ""))
        retraining.after_label(context)


class RELOOP3D_OT_mark(_LabellingOperator, bpy.types.Operator):
    """Pass over the asset that is asked, with a note why"""

    bl_idname = "reloop3d.mark"
    bl_label = "Mark"

    what: EnumProperty(
        name="Mark",
        description="Why it is passed over",
        items=[(name, name.title(), text.capitalize()) for name, text in MARKS.items()],
        options={"SKIP_SAVE"},
    )

    def _execute(self, context: bpy.types.Context) -> None:
        session.mark(context, self.what)


class RELOOP3D_OT_label_back(_LabellingOperator, bpy.types.Operator):
    """Ask the asset before this one again; its label stays until you give another"""

    bl_idname = "reloop3d.label_back"
    bl_label = "Back"

    def _execute(self, context: bpy.types.Context) -> None:
        session.back(context)


class RELOOP3D_OT_ask_asset(ReloopOperator, bpy.types.Operator):
    """Show this asset, to name it or to name it better"""

    bl_idname = "reloop3d.ask_asset"
    bl_label = "Show Asset"

    asset: IntProperty(name="Asset", description="Which one", options={"SKIP_SAVE"})

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if session.current():
            return None
        return RELOOP3D_OT_start_labelling.problem(context)

    def _execute(self, context: bpy.types.Context) -> None:
        if session.current():
            session.ask(context, self.asset)
        else:
            session.start(context, _read, first=self.asset)


class RELOOP3D_OT_label_key(_LabellingOperator, bpy.types.Operator):
    """Label by a key: 1 to 5, Enter, letters to search; what is none of ours is Blender's"""

    bl_idname = "reloop3d.label_key"
    bl_label = "Label by Key"

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        asked = session.current()
        if asked is None or asked.is_away or context.scene != session.scene():
            return "Press Start Labelling first"
        return None

    def invoke(self, context: bpy.types.Context, event: bpy.types.Event) -> set[str]:
        found = keys.meaning(
            event.type,
            "" if event.alt else event.unicode,
            is_ctrl=event.ctrl or event.oskey,
            is_shift=event.shift,
            typed=session.current().typed,
            choices=[name for name, _ in session.choices()],
            classes=opened.classes_of(context),
        )
        if found is None or (found.verb == "end" and lanes.current() is not None):
            return {"PASS_THROUGH"}  # Blender's own; or Esc, which stops what runs first
        return self._guarded(lambda: _obey(context, found))

    def _execute(self, _context: bpy.types.Context) -> None:
        """Nothing: a script has no keys."""


def _obey(context: bpy.types.Context, found: keys.Meaning) -> None:
    """Do what a key means."""
    if found.verb == "label":
        session.accept(context, found.value)
        retraining.after_label(context)
    elif found.verb == "mark":
        session.mark(context, found.value)
    elif found.verb == "back":
        session.back(context)
    elif found.verb == "type":
        session.type_text(found.value)
    elif found.verb == "erase":
        session.type_text("")
    elif found.verb == "clear":
        session.clear_text()
    elif found.verb == "batch":
        bpy.ops.reloop3d.label_batch("INVOKE_DEFAULT")
    elif found.verb == "end":
        bpy.ops.reloop3d.stop_labelling()


class RELOOP3D_OT_label_batch(ReloopOperator, bpy.types.Operator):
    """Show assets that look like this one, to accept or fix their names all at once"""

    bl_idname = "reloop3d.label_batch"
    bl_label = "Look-Alikes"

    label: StringProperty(
        name="Class",
        description="What they are; empty: the first guess of the one that is asked",
        options={"SKIP_SAVE"},
    )
    count: IntProperty(name="Count", description="How many are shown", default=20, min=1, max=60)

    @classmethod
    def problem(cls, context: bpy.types.Context) -> str | None:
        if reason := opened.problem(context):
            return reason
        return None if session.asset() else "Press Start Labelling first"

    def invoke(self, context: bpy.types.Context, _event: bpy.types.Event) -> set[str]:
        try:
            batch.fill(context, self._class(), self.count)
        except ReLoopError as error:
            self.report({"ERROR"}, str(error))
            return {"CANCELLED"}
        return context.window_manager.invoke_props_dialog(
            self, width=900, title=iface_("Look-Alikes"), confirm_text=iface_("Label")
        )

    def _class(self) -> str:
        guesses = session.choices()
        return self.label or (guesses[0][0] if guesses else "")

    def draw(self, context: bpy.types.Context) -> None:
        batch.draw(self.layout, context)

    def _execute(self, context: bpy.types.Context) -> None:
        cells = context.window_manager.reloop3d.pool.cells
        if not self.options.is_invoke:
            batch.fill(context, self._class(), self.count)
        chosen = {cell.asset: cell.label for cell in cells if cell.is_chosen and cell.label}
        cells.clear()
        batch.forget()
        if chosen:
            session.put(context, chosen, origin="accepted")
            retraining.after_label(context, len(chosen))
        self.report({"INFO"}, iface_("{} labelled").format(len(chosen)))

    def cancel(self, context: bpy.types.Context) -> None:
        """The dialog was closed: nothing is labelled."""
        context.window_manager.reloop3d.pool.cells.clear()
        batch.forget()


CLASSES = (
    RELOOP3D_OT_start_labelling,
    RELOOP3D_OT_start_suspects,
    RELOOP3D_OT_stop_labelling,
    RELOOP3D_OT_label,
    RELOOP3D_OT_mark,
    RELOOP3D_OT_label_back,
    RELOOP3D_OT_ask_asset,
    RELOOP3D_OT_label_key,
    RELOOP3D_OT_label_batch,
)
