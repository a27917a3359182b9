"""Runs inside the second Blender: a line of JSON says what to do, a line of JSON answers.

    {"do": "listed", "with": {"path": …}}  ->  {"result": …} or {"error": [message, hint]}

It ends when its standard input does.
"""

import importlib
import json
import os
import queue
import sys
import threading
import traceback
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy

_NAME = "reloop3d_second"  # the extension is not enabled here, and must not look as if it were


def _module(name: str) -> ModuleType:
    """A module of the extension that this file belongs to."""
    if _NAME not in sys.modules:
        spec = ModuleSpec(_NAME, None, is_package=True)
        spec.submodule_search_locations = [str(Path(__file__).resolve().parents[2])]
        sys.modules[_NAME] = module_from_spec(spec)
    return importlib.import_module(f"{_NAME}.{name}")


def _own_output() -> Callable[..., None]:
    """A function that says a line; what Blender and its importers print goes to the log instead."""
    mark = _module("reloop3d_addon.child.process").MARK
    ours = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(**message: Any) -> None:
        ours.write(f"{mark}{json.dumps(message)}\n")
        ours.flush()

    return say


def _listen(lines: queue.SimpleQueue) -> None:
    """Pass on what is asked; end when nobody can ask any more, whatever is being done."""
    for line in sys.stdin.buffer:
        lines.put(line)
    os._exit(0)


class RELOOP3D_PG_label(bpy.types.PropertyGroup):
    """What of our answer on an object is read here; the rest stays in the file as it is."""

    own: bpy.props.StringProperty()
    label: bpy.props.StringProperty()


def _register_labels() -> None:
    """Have objects their `reloop3d`, which the add-on would register with all it needs."""
    bpy.utils.register_class(RELOOP3D_PG_label)
    bpy.types.Object.reloop3d = bpy.props.PointerProperty(type=RELOOP3D_PG_label)


def _done(verbs: dict[str, Callable], asked: dict[str, Any]) -> dict[str, Any]:
    """The answer to a question."""
    wrong = _module("engine.errors").ReLoopError
    try:
        return {"result": verbs[asked["do"]](**asked["with"])}
    except wrong as error:
        return {"error": [error.args[0], error.hint]}
    except Exception as error:  # of Blender or its importers: one file must not cost the others
        traceback.print_exc()
        return {"error": [f"{type(error).__name__}: {error}", ""]}


def main() -> None:
    """Answer until there are no more questions."""
    say = _own_output()
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    _register_labels()
    verbs = _module("reloop3d_addon.child.library").verbs()
    say(ready=True)
    while True:
        say(**_done(verbs, json.loads(lines.get())))


if __name__ == "__main__":
    main()
