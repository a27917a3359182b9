"""Guide: what to do next on the way to a result."""

import bpy

from ..guide import GUIDES
from .base import Panel


class RELOOP3D_PT_guide(Panel, bpy.types.Panel):
    bl_label = "Guide"
    bl_options = {"DEFAULT_CLOSED"}

    def draw(self, context: bpy.types.Context) -> None:
        for title, steps in GUIDES.items():
            box = self.layout.box()
            box.label(text=title)
            states = [step.is_done(context) for step in steps]
            following = states.index(False) if False in states else len(states)
            column = box.column(align=True)
            for index, (step, is_done) in enumerate(zip(steps, states, strict=True)):
                icon = "CHECKBOX_HLT" if is_done else "CHECKBOX_DEHLT"
                row = column.row()
                row.active = index == following
                if index == following and step.operator:
                    button = row.operator(step.operator, text=step.text, icon=icon)
                    for name, value in step.options.items():
                        setattr(button, name, value)
                else:
                    row.label(text=step.text, icon=icon)


CLASSES = (RELOOP3D_PT_guide,)
