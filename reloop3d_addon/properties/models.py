"""What the panel of models shows: a goal to be advised on, and one model; belongs to the window."""

import bpy
from bpy.props import BoolProperty, EnumProperty

from ...engine.models.advice import Advice, advise, goals
from ...engine.models.catalog import TASKS, Entry, entries, entry
from .. import models


def _items() -> list[tuple]:
    """The models, under a heading for each task."""
    items = []
    for task, words in TASKS.items():
        items.append(("", task.capitalize(), words))
        items += [(each.name, each.title, each.use) for each in entries() if each.task == task]
    return [(*item, "NONE", number) for number, item in enumerate(items)]


class RELOOP3D_PG_models(bpy.types.PropertyGroup):
    """Which goal and which model are shown."""

    goal: EnumProperty(
        name="Goal",
        description="What you want to do",
        items=[(goal.goal, goal.title, goal.why) for goal in goals()],
    )
    is_paid: BoolProperty(
        name="Paid Work",
        description="Leave out models whose licence forbids work that is paid",
        default=True,
    )
    model: EnumProperty(
        name="Model",
        description="A model that ReLoop3D can run",
        items=_items(),
        default="default",
    )

    @property
    def entry(self) -> Entry:
        """The model that is shown."""
        return entry(self.model)

    @property
    def advice(self) -> Advice | None:
        """What serves the goal on this machine; None while it is found out what that is."""
        found = models.machine()
        if found is None:
            return None
        vram, memory = found
        return advise(self.goal, vram_gb=vram, memory_gb=memory, is_paid=self.is_paid)


CLASSES = (RELOOP3D_PG_models,)
