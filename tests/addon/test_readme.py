"""README's example of the Python API runs as it stands there."""

import re
from pathlib import Path

import bpy

README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_example_for_scripts_prints_an_answer_for_each_mesh(addon, capsys) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    for name in ("cup", "tree"):
        mesh = addon("engine.samples").SAMPLES[name]()
        obj = addon("reloop3d_addon.bridge.objects").object_from_mesh(mesh, name)
        bpy.context.scene.collection.objects.link(obj)
    scope: dict = {}
    exec(compile(code, "README.md", "exec"), scope)
    printed = capsys.readouterr().out
    assert "cup " in printed and "tree " in printed
    view = scope["views"].views[0]
    assert view.rgb.shape == (128, 128, 3) and view.mask.any()
    assert view.camera.world_from_camera.shape == (4, 4)
