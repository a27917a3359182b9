"""Blender's own part of the verb `viewpoint`: objects, files that it imports, the scene's camera.

The rest is the engine's (engine/command/viewpoint.py).
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import bpy

from ..engine.camera import resized
from ..engine.classify.files import expand
from ..engine.command.looking import Asset, Means
from ..engine.command.matching import in_size
from ..engine.command.viewpoint import add_verbs as add_viewpoint
from ..engine.datatypes import Camera, Mesh
from ..engine.errors import DataError, InputError
from .bridge.assets import roots_of
from .bridge.eye import Eye, eye_problem
from .bridge.files import SUFFIXES, imported
from .bridge.objects import mesh_from_assets, mesh_from_scene
from .quiet import quiet
from .subjects import add_subjects, objects_named, subjects
from .viewpoint import scene_camera, scene_lens


def add_verbs(verbs) -> list[argparse.ArgumentParser]:
    """Add `viewpoint` with what only Blender can do; returns the parsers of what it can do."""
    return add_viewpoint(verbs, Means(_add, _assets, _camera, _keep, _finish))


def _add(parser: argparse.ArgumentParser, *, is_many: bool, is_search: bool) -> None:
    """What is looked at; for a search, also what it does to the scene's camera."""
    add_subjects(parser)
    if not is_search:
        return
    text = "start with its lens, and from there; for best views only its lens"
    parser.add_argument("--use-scene-camera", action="store_true", help=text)
    text = "let the scene's camera stand there; a new one, where there is none"
    parser.add_argument("--set-camera", action="store_true", help=text)
    text = "save the open file there, with that camera"
    parser.add_argument("--save", type=Path, metavar="FILE.blend", help=text)


def _assets(args: argparse.Namespace, *, is_many: bool) -> list[Asset]:
    """What the options name, each by itself, or all as one."""
    _check(args, is_many=is_many)
    if args.inputs:
        files = expand(args.inputs, mesh_suffixes=SUFFIXES, image_suffixes=())
        if len(files) > 1 and not is_many:
            raise InputError("One file is looked at, not several.", "Name one.")
        return [Asset(str(path), partial(_read_file, path)) for path in files]
    names = subjects(args)
    if is_many:
        return [Asset(name, partial(_read_objects, [name])) for name in names]
    title = names[0] if len(names) == 1 else bpy.context.scene.name
    return [Asset(title, partial(_read_objects, names))]


def _check(args: argparse.Namespace, *, is_many: bool) -> None:
    """What would fail after the search fails before it."""
    save, is_set = getattr(args, "save", None), getattr(args, "set_camera", False)
    if save and not is_set:
        raise InputError("There is nothing new to save.", "Add --set-camera.")
    if not is_set:
        return
    if save and not save.absolute().parent.is_dir():
        raise DataError(f"{save.absolute().parent} does not exist.", "Make the folder first.")
    if reason := eye_problem(bpy.context.scene, is_new=is_many):
        raise InputError(f"{reason}.", "Or leave out --set-camera.")


def _read_file(path: Path) -> Mesh:
    """A file: all that its scene holds is one asset."""
    with quiet(), imported(path) as scene:
        return mesh_from_scene(scene)


def _read_objects(names: list[str]) -> Mesh:
    """Objects of the open scene, all together."""
    with quiet():
        return mesh_from_assets(roots_of(objects_named(names)))


def _camera(args: argparse.Namespace, width: int, height: int | None) -> Camera | None:
    """The scene's camera, where it was asked for; without a height only its lens counts."""
    if not args.use_scene_camera:
        return None
    scene = bpy.context.scene
    camera = scene_camera(scene)
    if camera is None:
        raise InputError("The scene has no camera.", "Leave out --use-scene-camera.")
    if height is not None:
        return in_size(camera, width, height)
    lens = scene_lens(scene, is_new=False)
    camera = replace(camera, intrinsics=lens)
    return resized(camera, width, max(1, round(width * lens.height / lens.width)))


def _keep(args: argparse.Namespace, name: str, mesh: Mesh, cameras: Sequence[Camera]) -> None:
    """Let the scene's camera stand where a view was found; best views get cameras of their own."""
    if not args.set_camera:
        return
    lens = cameras[0].intrinsics
    size = None if args.use_scene_camera and args.view != "match" else (lens.width, lens.height)
    title = f"{Path(name).stem} view"
    eye = Eye(bpy.context.scene, title, mesh.vertices, is_new=args.view == "best", size=size)
    eye.keep([[camera] for camera in cameras], is_keyed=False)


def _finish(args: argparse.Namespace) -> None:
    """Save the open file, where that was asked for."""
    if getattr(args, "save", None) is None:
        return
    try:
        with quiet():
            bpy.ops.wm.save_as_mainfile(filepath=str(args.save.absolute()))
    except RuntimeError as error:
        raise DataError(f"Cannot write {args.save}: {error}.", "Choose another place.") from error
