"""How the list of results is shown; belongs to the window, is neither saved nor undone."""

import bpy
from bpy.props import BoolProperty, EnumProperty, IntProperty, PointerProperty, StringProperty

from ..results import ORDERS
from .bugreport import RELOOP3D_PG_bugreport
from .models import RELOOP3D_PG_models
from .pool import RELOOP3D_PG_pool


def _active_row(_group: bpy.types.PropertyGroup) -> int:
    objects = bpy.context.view_layer.objects
    return objects.find(objects.active.name) if objects.active else -1


class RELOOP3D_PG_results(bpy.types.PropertyGroup):
    """How the list of results is shown, the pool, models, a bug report."""

    pool: PointerProperty(type=RELOOP3D_PG_pool, name="Pool", description="The pool's panels")
    models: PointerProperty(
        type=RELOOP3D_PG_models, name="Models", description="The panel of models"
    )
    bugreport: PointerProperty(
        type=RELOOP3D_PG_bugreport, name="Bug Report", description="What goes into a bug report"
    )
    order: EnumProperty(
        name="Sort",
        description="Which results come first",
        items=[(name, title, text) for name, (title, text, _) in ORDERS.items()],
    )
    is_unsure_only: BoolProperty(
        name="Only Unsure", description="Show only answers that stay below the threshold"
    )
    search: StringProperty(
        name="Search",
        description="Show only objects whose name or label holds this",
        options={"TEXTEDIT_UPDATE"},
    )
    row: IntProperty(
        name="Row",
        description="The row of the active object",
        get=_active_row,
        set=lambda _group, _row: None,  # a click goes to the buttons of the row
    )


CLASSES = (RELOOP3D_PG_results,)
