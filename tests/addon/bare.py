"""One visit to a Blender with nothing but its own packages; test_bare.py runs it as a program.

    python tests/addon/bare.py ZIP PROFILE STEP…

Each visit installs the zip again, as an update would. Says a line of JSON for each step.
"""

import importlib
import json
import os
import sys
from importlib.machinery import PathFinder
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def install(archive: str, profile: str) -> str:
    """Install the zip; its package. From then on only the extension can be imported."""
    sys.path[0] = str(ROOT)
    import build

    package = build.install_into_bpy(Path(archive), Path(profile))
    sys.path.remove(str(ROOT))
    for name in [n for n in sys.modules if n.split(".")[0] in ("engine", "wheels", "build")]:
        del sys.modules[name]
    return package


def main(archive: str, profile: str, *steps: str) -> None:
    visit = Visit(install(archive, profile))
    for step in steps:
        name, _, value = step.partition("=")
        print(json.dumps({name: getattr(visit, name)(value)}), flush=True)
    sys.stdout.flush()
    os._exit(0)  # bpy 4.5 sometimes waits for ever in its tear-down


class Visit:
    """What an artist would do, by operators."""

    def __init__(self, package: str) -> None:
        import bpy

        self.bpy, self.package = bpy, package
        self.preferences = bpy.context.preferences.addons[package].preferences

    def wheels(self, folder: str) -> None:
        self.preferences.wheels = folder

    def missing(self, feature: str) -> list[str]:
        return self._module("runtime").missing_for(feature)

    def reason(self, operator: str) -> str | None:
        """Why a button is dead."""
        for cls in self.classes():
            if getattr(cls, "bl_idname", "") == f"reloop3d.{operator}":
                return cls.problem(self.bpy.context)
        raise KeyError(operator)

    def classes(self) -> tuple[type, ...]:
        return self._module("registration").CLASSES

    def press(self, operator: str) -> str:
        """Press a button; the error it reports, else what its job says."""
        lanes = self._module("jobs.lanes")
        try:
            getattr(self.bpy.ops.reloop3d, operator)()
        except RuntimeError as error:
            return str(error)
        over = lanes.ended(operator.replace("_", " ").title())
        return " | ".join(over.notes)

    def classify(self, _: str) -> str:
        """Classify a sample; its label."""
        samples = importlib.import_module(f"{self.package}.engine.samples").SAMPLES
        make = self._module("bridge.objects").object_from_mesh
        obj = make(samples["chair"](), "chair")
        self.bpy.context.scene.collection.objects.link(obj)
        self.bpy.context.view_layer.objects.active = obj
        obj.select_set(True)
        self.bpy.ops.reloop3d.classify()
        return obj.reloop3d.label

    def torch(self, _: str) -> str:
        """Where torch was imported from."""
        return sys.modules["torch"].__file__

    def hidden(self, _: str) -> list[str]:
        """What of Blender's own packages the runtime stands in front of."""
        site = next(entry for entry in sys.path if "/runtime/python" in entry)
        others = [entry for entry in sys.path if entry != site]
        names = {path.name.partition(".")[0] for path in Path(site).glob("*")} - {"__pycache__"}
        assert "torch" in names
        return sorted(name for name in names if PathFinder.find_spec(name, others))

    def online(self, _: str) -> bool:
        return self.bpy.app.online_access

    def command(self, arguments: str | list[str]) -> int:
        """The exit status of `blender -c reloop3d ARGUMENTS`."""
        words = arguments.split() if isinstance(arguments, str) else arguments
        return self._module("command").main(words)

    def _module(self, name: str):
        return importlib.import_module(f"{self.package}.reloop3d_addon.{name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
