"""Blender's command line: `blender -b [FILE] -c reloop3d classify …`, an exit status out.

The options and the exit status are the engine's (engine/command/).
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import bpy

from ..engine.capture.settings import ENGINES, CaptureSettings
from ..engine.classify.files import Seen, classifiers_for, expand, see_picture
from ..engine.classify.look import look
from ..engine.classify.predict import ClassifySettings
from ..engine.command.align import add_verbs as add_align
from ..engine.command.bugreport import add_verbs as add_bugreport
from ..engine.command.capture import (
    add_capture_options,
    add_export,
    capture_settings,
    run_capture,
)
from ..engine.command.check import add_check, run_check
from ..engine.command.classify import (
    Asked,
    add_classify_options,
    classify_settings,
    run_classify,
)
from ..engine.command.evaluate import add_verbs as add_evaluate
from ..engine.command.evaluate_mesh import add_verbs as add_evaluate_mesh
from ..engine.command.fuse import add_verbs as add_fuse
from ..engine.command.models import add_verbs as add_models
from ..engine.command.photos import add_verbs as add_photos
from ..engine.command.relief import add_verbs as add_relief
from ..engine.command.runtime import add_runtime, report, run_status
from ..engine.command.selftest import add_verbs as add_selftest
from ..engine.command.shared import NOTHING_DONE, ProgressBar, guarded
from ..engine.command.simulate import add_verbs as add_simulate
from ..engine.command.train import add_verbs as add_train
from ..engine.datatypes import Camera, Mesh, ViewSet
from ..engine.images import SUFFIXES as IMAGE_SUFFIXES
from ..engine.jobs import Progress, Steps, drain
from ..engine.models.registry import Classifier, load_classifier
from ..engine.runtime.folder import Runtime
from ..engine.samples import SAMPLES
from . import bugreport, models, runtime
from .bridge.assets import roots_of
from .bridge.cameras import scene_cameras
from .bridge.files import SUFFIXES, imported
from .bridge.frames import at_frame
from .bridge.objects import mesh_from_scene, object_from_mesh
from .bridge.render import render_views
from .capture import capture_steps, seen_steps
from .operators.check import blender_facts
from .operators.runtime import runtime_steps
from .pool import command as pool_command
from .pool.reading import Reader
from .preferences import data_folder, run_log
from .quiet import quiet
from .selftest import QUIET_WORKBENCH
from .subjects import add_subjects, objects_named, subjects
from .viewpoint_command import add_verbs as add_viewpoint


def _capture_objects(names: list[str], settings: CaptureSettings) -> Steps[ViewSet]:
    """Views of objects of the open scene, all together."""
    with quiet():
        return (yield from capture_steps(roots_of(objects_named(names)), settings)).views


def _capture_file(path: Path, settings: CaptureSettings) -> Steps[ViewSet]:
    """Views of a file: all that its scene holds is one asset."""
    yield Progress(0, settings.count, "Reading")
    with quiet(), imported(path) as scene:
        return (yield from render_views(mesh_from_scene(scene, look=settings.look), settings))


def _read_file(path: Path) -> Mesh:
    """A file: all that its scene holds is one mesh."""
    with quiet(), imported(path) as scene:
        return mesh_from_scene(scene)


def _see(
    path_or_name: Path | str, classifier: Classifier, settings: ClassifySettings
) -> Steps[Seen]:
    """What a model reads of a file or an object, and what a person is shown of it."""
    if isinstance(path_or_name, Path):
        return (yield from _see_file(path_or_name, classifier, settings))
    with quiet():
        roots = roots_of(objects_named([path_or_name]))
        return (yield from seen_steps(roots, classifier, settings))[0]


def _see_file(path: Path, classifier: Classifier, settings: ClassifySettings) -> Steps[Seen]:
    yield Progress(0, None, "Reading")
    if path.suffix.lower() in IMAGE_SUFFIXES:
        return see_picture(path, classifier)
    with quiet(), imported(path) as scene:
        mesh = mesh_from_scene(scene)
        looked = yield from look(mesh, classifier, settings)
        views = yield from render_views(mesh, CaptureSettings(cameras=looked.cameras))
    shown = views.rgb_stack()
    return Seen(shown if looked.pictures is None else looked.pictures, shown)


def _classify(args: argparse.Namespace) -> int:
    settings = classify_settings(args)
    if args.inputs:
        chosen = expand(args.inputs, mesh_suffixes=SUFFIXES)
        classifiers = classifiers_for(chosen, settings)
    else:
        classifier = load_classifier(settings.model, device=settings.device)
        chosen = subjects(args)
        classifiers = [classifier] * len(chosen)
    inputs = [
        Asked(str(one), partial(_see, one, classifier, settings), classifier)
        for one, classifier in zip(chosen, classifiers, strict=True)
    ]
    return run_classify(inputs, args, facts=f"drawn by Blender {bpy.app.version_string}")


def _capture(args: argparse.Namespace) -> int:
    settings = replace(capture_settings(args, engine=args.engine), frame=args.frame)
    if args.scene_cameras:
        settings = replace(settings, cameras=_scene_cameras(args))
    if args.inputs:
        files = expand(args.inputs, mesh_suffixes=SUFFIXES, image_suffixes=())
        captures = [(str(path), lambda path=path: _capture_file(path, settings)) for path in files]
        return run_capture(captures, settings, args)
    names = subjects(args)
    groups = {bpy.context.scene.name: names} if args.together else {name: [name] for name in names}
    return run_capture(
        [(title, lambda g=group: _capture_objects(g, settings)) for title, group in groups.items()],
        settings,
        args,
        source=bpy.data.filepath or "unsaved",
    )


def _scene_cameras(args: argparse.Namespace) -> tuple[Camera, ...]:
    with at_frame(args.frame):
        return tuple(scene_cameras(bpy.context.scene, size=args.size or 0))


def _runtime(args: argparse.Namespace) -> int:
    """The same as the buttons, in a process of its own."""
    if args.action == "status":
        return run_status(Runtime(args.folder.absolute()))
    with ProgressBar() as bar:
        steps = runtime_steps(args.action, args.folder, args.wheels)
        try:
            result = drain(steps, bar.show)
        finally:
            runtime.look(bpy.context)
    return report(args.action, result)


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
    add_subjects(classify)
    add_classify_options(classify)
    classify.set_defaults(work=_classify)
    learnt = (add_train(verbs), add_evaluate(verbs), add_simulate(verbs))
    compared = add_evaluate_mesh(verbs, _read_file)
    fused = add_fuse(verbs)
    reliefs = add_relief(verbs)
    photographed = add_photos(verbs)
    aligned = add_align(verbs, _read_file)
    add_models(verbs)
    capture = verbs.add_parser("capture", help="pictures, depth, normals and ids, into folders")
    add_subjects(capture)
    add_capture_options(capture)
    capture.add_argument("--engine", choices=ENGINES, default="workbench")
    capture.add_argument("--together", action="store_true", help="all chosen in one view set")
    capture.add_argument("--scene-cameras", action="store_true", help="from the scene's cameras")
    capture.add_argument("--frame", type=int, help="of the animation; default: as saved")
    capture.set_defaults(work=_capture)
    add_export(verbs)
    viewpoints = add_viewpoint(verbs)
    check = add_check(verbs)
    check.set_defaults(work=lambda args: run_check(args, more=blender_facts(bpy.context)))
    tested = add_selftest(verbs, (QUIET_WORKBENCH,))
    reported = add_bugreport(
        verbs,
        hidden=lambda: bugreport.hidden(bpy.context),
        more=lambda: blender_facts(bpy.context),
    )
    add_runtime(verbs).set_defaults(work=_runtime, folder=data_folder(bpy.context))
    demo = verbs.add_parser("demo", help="classify sample assets and make a page of it")
    demo.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    demo.add_argument("--assets", type=Path, metavar="FOLDER", help="instead of the samples")
    demo.set_defaults(work=_demo)
    reader = Reader()
    pooled = pool_command.add_verbs(verbs, reader)
    made = (compared, fused, reliefs, photographed, aligned, tested, reported)
    for verb in (classify, capture, *learnt, *made, *viewpoints, *pooled.parsers):
        verb.set_defaults(
            run_log=run_log(bpy.context), versions={"blender": bpy.app.version_string}
        )
    runtime.follow_online_access()
    models.follow_folder(bpy.context)
    try:
        args = parser.parse_args(arguments)
    except SystemExit as end:  # argparse's own exit would end Blender's without its status
        return int(end.code or 0)
    with reader:
        return guarded(lambda: args.work(args))
