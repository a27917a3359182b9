"""The list of classes: rename, merge, split, colour, hotkey; every change is in the history."""

import colorsys
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..errors import InputError
from . import history
from .history import Step
from .schema import Base

HOTKEYS = "67890ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # letters are pressed with Shift
_GOLDEN = 0.618034  # of the colour wheel: neighbours in the list look different


@dataclass(frozen=True)
class Class:
    """A class that assets may have."""

    id: int
    name: str
    color: str  # #rrggbb
    hotkey: str  # one of HOTKEYS, or empty
    origins: tuple[str, ...]  # the base model's classes that it stands for

    @property
    def rgb(self) -> tuple[float, float, float]:
        """The colour, sRGB-encoded, from 0 to 1."""
        red, green, blue = (int(self.color[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return red, green, blue


def known(base: Base) -> list[Class]:
    """All classes, in alphabetical order."""
    with base.reading() as connection:
        rows = connection.execute("SELECT * FROM classes ORDER BY name COLLATE NOCASE").fetchall()
    return [
        Class(r["id"], r["name"], r["color"], r["hotkey"], tuple(json.loads(r["origins"])))
        for r in rows
    ]


def numbers(step: Step) -> dict[str, int]:
    """The ids of all classes by their names."""
    return dict(map(tuple, step.base.execute("SELECT name, id FROM classes").fetchall()))


def make(step: Step, name: str, *, origins: Sequence[str] = ()) -> int:
    """A new class in an open step; its id."""
    key = step.new_key("classes")
    row = {"name": name, "color": _color(key), "hotkey": "", "origins": json.dumps(list(origins))}
    step.put("classes", key, row)
    return key


def _color(number: int) -> str:
    rgb = colorsys.hsv_to_rgb(number * _GOLDEN % 1.0, 0.55, 0.9)
    return "#" + "".join(f"{round(255 * value):02x}" for value in rgb)


def add(base: Base, names: Iterable[str], *, session: str = "", parent: int = 0) -> int:
    """New classes; those that there are stay as they are. The step's id, 0 for no change."""
    with history.step(base, "Add classes", session=session, parent=parent) as step:
        there = numbers(step)
        for name in dict.fromkeys(name.strip() for name in names):
            if name and name not in there:
                make(step, name)
    return step.id if step.count else 0


def add_model(base: Base, names: Sequence[str], *, model: str = "the model") -> None:
    """The classes of a base model that no class stands for yet; once for each model.

    What a person takes off the list stays off it.
    """
    what = f"Classes of {model}"
    with base.reading() as connection:
        known_before = connection.execute("SELECT 1 FROM steps WHERE what = ?", (what,))
        if known_before.fetchone():
            return
    with history.step(base, what) as step:
        there = numbers(step)
        taken = {name for one in known(base) for name in one.origins}
        for name in names:
            if name in taken:
                continue
            if name in there:
                row = step.get("classes", there[name])
                origins = [*json.loads(row["origins"]), name]
                step.put("classes", there[name], row | {"origins": json.dumps(origins)})
            else:
                make(step, name, origins=[name])


def rename(base: Base, old: str, new: str, *, session: str = "", parent: int = 0) -> int:
    """Call a class otherwise; its labels follow.

    Raises:
        InputError: there is no such class, or one of the new name.
    """
    new = new.strip()
    with history.step(base, f"Rename {old}", session=session, parent=parent) as step:
        there = numbers(step)
        key = _key(there, old)
        if new in there and new != old:
            raise InputError(f"There is a class “{new}” already.", "Merge the two instead.")
        if not new:
            raise InputError("A class needs a name.", "Type one.")
        step.put("classes", key, step.get("classes", key) | {"name": new})
    return step.id if step.count else 0


def merge(
    base: Base, sources: Sequence[str], target: str, *, session: str = "", parent: int = 0
) -> int:
    """Make classes one: all their labels become `target`, and they are no more.

    Raises:
        InputError: there is no such class.
    """
    with history.step(base, f"Merge into {target}", session=session, parent=parent) as step:
        there = numbers(step)
        goal = _key(there, target)
        for name in sources:
            key = _key(there, name)
            if key == goal:
                continue
            for (asset,) in step.base.execute(
                "SELECT asset FROM labels WHERE class = ?", (key,)
            ).fetchall():
                step.put("labels", asset, step.get("labels", asset) | {"class": goal})
            row, other = step.get("classes", goal), step.get("classes", key)
            origins = [*json.loads(row["origins"]), *json.loads(other["origins"])]
            step.base.execute(  # what the model takes for one it takes for the other
                "UPDATE predictions SET class = ?1, top = replace(top, '[' || ?2 || ',',"
                " '[' || ?1 || ',') WHERE class = ?2",
                (goal, key),
            )
            step.put("classes", key, None)
            step.put("classes", goal, row | {"origins": json.dumps(origins)})
    return step.id if step.count else 0


def split(
    base: Base,
    source: str,
    target: str,
    assets: Sequence[int],
    *,
    session: str = "",
    parent: int = 0,
) -> int:
    """Move those of the assets that are of class `source` to `target`, which is made if needed.

    Raises:
        InputError: there is no class `source`, or none of the assets is of it.
    """
    with history.step(base, f"Split {source}", session=session, parent=parent) as step:
        there = numbers(step)
        key = _key(there, source)
        rows = {asset: step.get("labels", asset) for asset in assets}
        rows = {asset: row for asset, row in rows.items() if row and row["class"] == key}
        if not rows:
            raise InputError(
                f"None of the chosen assets is labelled “{source}”.", "Choose some that are."
            )
        goal = there[target] if target in there else make(step, target.strip())
        for asset, row in rows.items():
            step.put("labels", asset, row | {"class": goal})
    return step.id if step.count else 0


def change(
    base: Base,
    name: str,
    *,
    color: str | None = None,
    hotkey: str | None = None,
    session: str = "",
    parent: int = 0,
) -> int:
    """Give a class another colour or hotkey; another class that had the hotkey loses it.

    Raises:
        InputError: there is no such class, or no such key.
    """
    hotkey = hotkey.upper() if hotkey is not None else None
    if hotkey and hotkey not in HOTKEYS:
        raise InputError(f"“{hotkey}” cannot be a hotkey.", f"Choose one of {HOTKEYS}.")
    with history.step(base, f"Change {name}", session=session, parent=parent) as step:
        key = _key(numbers(step), name)
        row = step.get("classes", key)
        if hotkey:
            for (other,) in step.base.execute(
                "SELECT id FROM classes WHERE hotkey = ? AND id != ?", (hotkey, key)
            ).fetchall():
                step.put("classes", other, step.get("classes", other) | {"hotkey": ""})
        given = {"color": color, "hotkey": hotkey}
        row |= {column: value for column, value in given.items() if value is not None}
        step.put("classes", key, row)
    return step.id if step.count else 0


def remove(base: Base, name: str, *, session: str = "", parent: int = 0) -> int:
    """Drop a class that no asset has.

    Raises:
        InputError: there is no such class, or assets have it.
    """
    with history.step(base, f"Remove {name}", session=session, parent=parent) as step:
        key = _key(numbers(step), name)
        found = step.base.execute("SELECT count(*) FROM labels WHERE class = ?", (key,))
        if count := found.fetchone()[0]:
            raise InputError(f"{count} assets are labelled “{name}”.", "Merge it into another.")
        step.put("classes", key, None)
    return step.id if step.count else 0


def _key(there: dict[str, int], name: str) -> int:
    if name not in there:
        raise InputError(f"There is no class “{name}”.", "Check the spelling.")
    return there[name]
