"""Blender's command line: `blender -b [FILE] -c reloop3d classify …`, an exit status out.

The options and the exit status are the engine's (engine/command.py).
"""

import argparse
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import bpy
import numpy as np
from numpy.typing import NDArray

from ..engine.capture.settings import CaptureSettings
from ..engine.classify.files import expand
from ..engine.command import (
    NOTHING_DONE,
    Capture,
    add_classify_options,
    classify_settings,
    guarded,
    run_classify,
)
from ..engine.errors import InputError
from ..engine.images import SUFFIXES as IMAGE_SUFFIXES
from ..engine.images import over, read_image
from ..engine.jobs import Progress, Steps
from ..engine.models.registry import load_classifier
from ..engine.rigs import Rig
from ..engine.samples import SAMPLES
from .bridge.assets import roots_of, scene_roots
from .bridge.files import SUFFIXES, imported
from .bridge.objects import mesh_from_scene, object_from_mesh
from .bridge.render import render_views
from .capture import capture_steps


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Blender and its importers print off standard output, which is for results."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        with redirect_stdout(io.StringIO()):
            yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _capture_object(name: str, rig: Rig) -> Steps[NDArray[np.float32]]:
    obj = bpy.context.scene.objects.get(name)
    if obj is None:
        raise InputError(f"The scene has no object named {name}.", "Check the spelling.")
    with _quiet():
        captured = yield from capture_steps(roots_of([obj]), CaptureSettings(rig))
        return captured.views.rgb_stack()


def _capture_file(path: Path, rig: Rig) -> Steps[NDArray[np.float32]]:
    """Pictures of a file: all that its scene holds is one asset; a picture is itself."""
    yield Progress(0, rig.views, f"Reading {path.name}")
    if path.suffix.lower() in IMAGE_SUFFIXES:
        return over(read_image(path))[None]
    with _quiet(), imported(path) as scene:
        views = yield from render_views(mesh_from_scene(scene), CaptureSettings(rig))
        return views.rgb_stack()


def _captures(args: argparse.Namespace, rig: Rig) -> list[tuple[str, Capture]]:
    if args.inputs:
        files = expand(args.inputs, mesh_suffixes=SUFFIXES)
        return [(str(path), lambda path=path: _capture_file(path, rig)) for path in files]
    names = args.object or []
    if args.all:
        names = [root.name for root in scene_roots(bpy.context.view_layer.objects)]
        if not names:
            raise InputError("The scene holds no object with a surface.", "Open another file.")
    if not names:
        raise InputError("Nothing was chosen.", "Name files, --object NAME, or --all.")
    return [(name, lambda name=name: _capture_object(name, rig)) for name in names]


def _classify(args: argparse.Namespace) -> int:
    settings = classify_settings(args)
    classifier = load_classifier(settings.model, device=settings.device)
    captures = _captures(args, classifier.spec.capture_rig(settings.views))
    facts = f"drawn by Blender {bpy.app.version_string}"
    return run_classify(captures, classifier, args, facts=facts)


def _demo(args: argparse.Namespace) -> int:
    """Classify the sample assets, or a folder's, and print the page's path last."""
    page = args.out.resolve() / "index.html"
    inputs = [str(args.assets)] if args.assets else ["--all"]
    if not args.assets:
        _build_samples()
    tables = ["--out", str(page.with_name("predictions.csv")), "--report", str(page)]
    status = main(["classify", *inputs, *tables])
    if status != NOTHING_DONE:
        print(page)
    return status


def _build_samples() -> None:
    """Fill an empty scene with the sample assets, in rows of four."""
    bpy.ops.wm.read_homefile(use_empty=True)
    for index, (name, make) in enumerate(SAMPLES.items()):
        obj = object_from_mesh(make(), name)
        obj.location = (3.0 * (index % 4), 3.0 * (index // 4), 0.0)
        bpy.context.scene.collection.objects.link(obj)
    bpy.context.view_layer.update()


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status; what Blender calls for `-c reloop3d`."""
    parser = argparse.ArgumentParser(prog="blender -b [FILE] -c reloop3d")
    verbs = parser.add_subparsers(dest="verb", required=True)
    classify = verbs.add_parser("classify", help="say what objects or files are")
    classify.add_argument("inputs", type=Path, nargs="*", metavar="FILE|FOLDER")
    classify.add_argument("--all", action="store_true", help="every asset of the open scene")
    classify.add_argument("--object", action="append", metavar="NAME", help="may be repeated")
    add_classify_options(classify)
    classify.set_defaults(work=_classify)
    demo = verbs.add_parser("demo", help="classify sample assets and make a page of it")
    demo.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    demo.add_argument("--assets", type=Path, metavar="FOLDER", help="instead of the samples")
    demo.set_defaults(work=_demo)
    try:
        args = parser.parse_args(arguments)
    except SystemExit as end:  # argparse's own exit would end Blender's without its status
        return int(end.code or 0)
    return guarded(lambda: args.work(args))
