"""Labels an asset, places a model, then uninstalls; says what is left. test_leaving.py runs it.

python tests/addon/leaving.py ZIP PROFILE
"""

import importlib
import json
import os
import sys
from pathlib import Path

from bare import Visit, install


def main(archive: str, profile: str) -> None:
    package = install(archive, profile)
    visit = Visit(package)
    bpy = visit.bpy
    opened = visit._module("pool.opened")
    own = Path(bpy.utils.extension_path_user(package, create=True))
    opened.folder(bpy.context)
    bpy.ops.mesh.primitive_cube_add()
    bpy.ops.wm.save_as_mainfile(filepath=str(Path(profile) / "cube.blend"))
    bpy.ops.reloop3d.add_scene()
    bpy.ops.reloop3d.label(asset=1, label="box")
    shelf = importlib.import_module(f"{package}.engine.models.shelf")
    placed = shelf.folder_of("somebody/depth")
    placed.mkdir(parents=True)
    (placed / "config.json").write_text("{}")
    said = {"before": left(own), "models": placed.is_relative_to(own)}
    project = opened.folder(bpy.context)
    opened.forget()
    repositories = bpy.context.preferences.extensions.repos
    index = next(i for i, repo in enumerate(repositories) if repo.module == "user_default")
    bpy.ops.extensions.package_uninstall(repo_index=index, pkg_id=package.rpartition(".")[2])
    said |= {"after": left(own), "project": str(project), "labels": left(project)}
    said["is_enabled"] = package in bpy.context.preferences.addons
    print(json.dumps(said), flush=True)
    os._exit(0)


def left(folder: Path) -> list[str]:
    """The files of a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main(*sys.argv[1:])
