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

from ...engine.acquisition.strategies import DEFAULT, STRATEGIES
from ...engine.pool.assets import STATES, Asset, Filter
from ...engine.pool.dataset import KINDS
from ..pool import opened, ranking
from ..preferences import chosen

_COLORS: dict[str, tuple[float, ...]] = {}  # class -> rgb, as the store has them

_WAYS = sorted(STRATEGIES, key=lambda name: name != DEFAULT)  # to ask, the default first
_NAMES = {  # as their authors write them
    "bald": "BALD",
    "k_centre": "K-Centre",
    "badge": "BADGE",
    "typiclust": "TypiClust",
    "prob_cover": "ProbCover",
}


def _color(group: bpy.types.PropertyGroup) -> tuple[float, ...]:
    return _COLORS.get(group.name, (0.5, 0.5, 0.5))


def _set_color(group: bpy.types.PropertyGroup, color: tuple[float, ...]) -> None:
    _COLORS[group.name] = tuple(color)
    packed = "#" + "".join(f"{round(255 * value):02x}" for value in color)
    bpy.ops.reloop3d.color_class(label=group.name, color=packed)


def _choose(_group: bpy.types.PropertyGroup, context: bpy.types.Context) -> None:
    opened.list_again(context)


def _strategy(_group: bpy.types.PropertyGroup) -> int:
    known = opened.snapshot(bpy.context)
    return _WAYS.index(known.strategy) if known is not None and known.strategy else 0


def _set_strategy(_group: bpy.types.PropertyGroup, place: int) -> None:
    ranking.ask_by(bpy.context, _WAYS[place])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


class RELOOP3D_PG_class(bpy.types.PropertyGroup):
    """A class of the list."""

    name: StringProperty(name="Name", description="What it is called")
    count: IntProperty(name="Assets", description="Labelled so")
    guessed: IntProperty(name="Guessed", description="Unlabelled assets taken for it")
    hotkey: StringProperty(name="Hotkey", description="Labels with it; letters with Shift")
    color: FloatVectorProperty(
        name="Colour",
        description="Beside its name, in the list and while labelling",
        subtype="COLOR_GAMMA",
        min=0,
        max=1,
        get=_color,
        set=_set_color,
    )


class RELOOP3D_PG_row(bpy.types.PropertyGroup):
    """An asset of the list."""

    asset: IntProperty(name="Asset", description="Its id")
    text: StringProperty(name="What", description="Its label, or what the model takes it for")
    is_named: BoolProperty(name="Named", description="Whether it has a label")


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
    rows: CollectionProperty(type=RELOOP3D_PG_row, description="The assets that are listed")
    place: IntProperty(name="Row", description="The chosen asset of the list")
    total: IntProperty(name="Assets", description="How many the choice lets through")
    state: EnumProperty(
        name="Which",
        description="Which assets are chosen",
        items=[(name, name.title(), text.capitalize()) for name, text in STATES.items()],
        default="labelled",
        update=_choose,
    )
    label: StringProperty(
        name="Class", description="Only of this class; empty: of every class", update=_choose
    )
    search: StringProperty(
        name="Search",
        description="Only those whose name or path holds this",
        options={"TEXTEDIT_UPDATE"},
        update=_choose,
    )
    strategy: EnumProperty(
        name="Ask",
        description="Which assets are asked first; the queue is made anew",
        items=[
            (name, _NAMES.get(name, name.replace("_", " ").title()), _sentence(way.text))
            for name, way in ((name, STRATEGIES[name]) for name in _WAYS)
        ],
        get=_strategy,
        set=_set_strategy,
    )
    library: StringProperty(
        name="Library",
        description="The folder whose files get tags; empty: that of the pool",
        subtype="DIR_PATH",
    )
    catalog: StringProperty(
        name="Catalog",
        description="Where assets of a class belong, {label} stands for it; empty: nowhere new",
        default="{label}",
    )
    has_previews: BoolProperty(
        name="Previews", description="Replace the assets' previews by the pool's pictures"
    )
    kind: EnumProperty(
        name="As",
        description="What is written",
        items=[(name, name.upper() if len(name) < 5 else name.title(), text.capitalize())
               for name, text in KINDS.items()],
    )  # fmt: skip

    def to_filter(self) -> Filter:
        """The engine's filter."""
        threshold = chosen(bpy.context).threshold
        return Filter(self.state, self.search, self.label, order="name", threshold=threshold)

    def list_assets(self, found: list[Asset], total: int) -> None:
        """List these, of so many."""
        self.rows.clear()
        self.total = total
        for asset in found:
            row = self.rows.add()
            row.asset, row.name, row.is_named = asset.id, asset.name, bool(asset.label)
            guess = f"{asset.top[0][0]}? {asset.top[0][1]:.2f}" if asset.top else asset.reason
            row.text = asset.label or asset.mark or guess

    def show(self, known: opened.Snapshot) -> None:
        """Show the classes of a snapshot."""
        active = self.classes[self.row].name if 0 <= self.row < len(self.classes) else ""
        self.classes.clear()
        _COLORS.clear()
        for one in known.classes:
            entry = self.classes.add()
            entry.name, entry.hotkey = one.name, one.hotkey
            entry.count = known.status.classes.get(one.name, 0)
            entry.guessed = known.status.guesses.get(one.name, 0)
            _COLORS[one.name] = one.rgb
        self.row = max(0, self.classes.find(active))


CLASSES = (RELOOP3D_PG_class, RELOOP3D_PG_row, RELOOP3D_PG_cell, RELOOP3D_PG_pool)
