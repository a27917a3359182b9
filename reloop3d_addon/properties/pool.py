"""What the pool's panels show and ask; belongs to the window, is neither saved nor undone."""

import bpy
from bpy.props import (
    BoolProperty,
    CollectionProperty,
    EnumProperty,
    FloatVectorProperty,
    IntProperty,
    StringProperty,
)

from ...engine.pool.assets import STATES
from ...engine.pool.dataset import KINDS

_COLORS: dict[str, tuple[float, ...]] = {}  # class -> rgb, as the store has them


def _color(group: bpy.types.PropertyGroup) -> tuple[float, ...]:
    return _COLORS.get(group.name, (0.5, 0.5, 0.5))


def _set_color(group: bpy.types.PropertyGroup, color: tuple[float, ...]) -> None:
    _COLORS[group.name] = tuple(color)
    packed = "#" + "".join(f"{round(255 * value):02x}" for value in color)
    bpy.ops.reloop3d.color_class(label=group.name, color=packed)


class RELOOP3D_PG_class(bpy.types.PropertyGroup):
    """A class of the list."""

    name: StringProperty(name="Name", description="What it is called")
    count: IntProperty(name="Assets", description="Labelled so")
    guessed: IntProperty(name="Guessed", description="Unlabelled assets taken for it")
    hotkey: StringProperty(name="Hotkey", description="Labels with it; letters with Shift")
    color: FloatVectorProperty(
        name="Color",
        description="In the viewport and the list",
        subtype="COLOR_GAMMA",
        min=0,
        max=1,
        get=_color,
        set=_set_color,
    )


class RELOOP3D_PG_cell(bpy.types.PropertyGroup):
    """One of the look-alikes of a batch."""

    asset: IntProperty(name="Asset", description="Its id")
    name: StringProperty(name="Name", description="Of the asset")
    is_chosen: BoolProperty(name="Take", description="Label it with the others", default=True)
    label: StringProperty(name="Class", description="What it is")


class RELOOP3D_PG_pool(bpy.types.PropertyGroup):
    """What the pool's panels show and ask."""

    classes: CollectionProperty(type=RELOOP3D_PG_class, description="All classes")
    row: IntProperty(name="Row", description="The chosen class")
    cells: CollectionProperty(type=RELOOP3D_PG_cell, description="The look-alikes of a batch")
    state: EnumProperty(
        name="Which",
        description="Which assets are chosen",
        items=[(name, name.title(), text.capitalize()) for name, text in STATES.items()],
        default="labelled",
    )
    label: StringProperty(name="Class", description="Only of this class; empty: of every class")
    kind: EnumProperty(
        name="As",
        description="What is written",
        items=[(name, name.upper() if len(name) < 5 else name.title(), text.capitalize())
               for name, text in KINDS.items()],
    )  # fmt: skip

    def show(self, known) -> None:
        """Show the classes of a snapshot."""
        active = self.classes[self.row].name if 0 <= self.row < len(self.classes) else ""
        self.classes.clear()
        _COLORS.clear()
        for one in known.classes:
            entry = self.classes.add()
            entry.name, entry.hotkey = one.name, one.hotkey
            entry.count = known.status.classes.get(one.name, 0)
            entry.guessed = known.status.guesses.get(one.name, 0)
            _COLORS[one.name] = tuple(int(one.color[i : i + 2], 16) / 255 for i in (1, 3, 5))
        self.row = max(0, self.classes.find(active))


CLASSES = (RELOOP3D_PG_class, RELOOP3D_PG_cell, RELOOP3D_PG_pool)
