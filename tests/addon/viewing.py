"""A search for a view that does what it is told, and what its tests look at."""

import math
import threading

import bpy
import numpy as np
from working import until

LENS = {"fx": 300.0, "fy": 300.0, "cx": 103.5, "cy": 66.5, "width": 200, "height": 140}


class Script:
    """A search that says what it is told to, step by step, and counts on what it was given."""

    def __init__(self, addon, *, count: int = 12, error: bool = False, slow: bool = False) -> None:
        self.settings = addon("engine.viewpoint.settings")
        self.data, self.camera = addon("engine.datatypes"), addon("engine.camera")
        self.progress = addon("engine.jobs").Progress
        self.error = addon("engine.errors").ResultError if error else None
        self.count, self.go = count, threading.Event()
        self.meshes, self.given, self.cameras = [], [], []
        if not slow:
            self.go.set()

    def at(self, mesh, angle: float, lens):
        frame = self.camera.Frame.around(mesh.vertices)
        offset = np.array([math.cos(angle), math.sin(angle), 0.4]) * 2.5 * frame.diagonal
        return self.data.Camera(lens, self.camera.look_at(frame.center + offset, frame.center))

    def search(self, mesh, lens, on_step):
        self.meshes.append(mesh)
        steps = []
        for number in range(self.count):
            loss = 1 - number / self.count if number != self.count // 2 else 0.001
            step = self.settings.Step(number, loss, self.at(mesh, 0.2 * number, lens))
            steps.append(step)
            on_step(step)
            yield self.progress(number, self.count, "Refining")
            if number == self.count // 2 + 2:
                self.go.wait(10)
                if self.error:
                    raise self.error("It cannot be found.", "Try another picture.")
        last = self.at(mesh, 0.2 * self.count, lens)
        self.cameras = [step.camera for step in steps] + [last]
        return self.settings.Found(last, steps[0].camera, 0.01, {}, tuple(steps))

    def match_image(self, mesh, target, settings, *, on_step):
        self.given.append((target, settings))
        height, width = target.rgb.shape[:2]
        lens = self.data.Intrinsics(**LENS | {"width": width, "height": height})
        return (yield from self.search(mesh, lens, on_step))

    def best_views(self, mesh, settings, *, on_step=None):
        self.given.append(settings)
        found = []
        for _ in range(settings.count):
            found.append((yield from self.search(mesh, settings.lens, on_step or (lambda _: 0))))
        return found

    def deciding_view(self, mesh, classifier, settings, *, on_step):
        self.given.append((classifier, settings))
        found = yield from self.search(mesh, settings.best.lens, on_step)
        found.terms.update({"label_index": 3.0, "confidence": 0.5})
        return found

    def put(self, monkeypatch, operators) -> "Script":
        for name in ("match_image", "best_views", "deciding_view"):
            monkeypatch.setattr(operators, name, getattr(self, name))
        return self


def picture(width: int = 200, height: int = 140) -> bpy.types.Image:
    image = bpy.data.images.new("Photo", width, height, alpha=True)
    pixels = np.zeros((height, width, 4), np.float32)
    pixels[40:90, 50:120] = (0.5, 0.25, 0.75, 1)
    image.pixels.foreach_set(pixels.ravel())
    return image


def eye(**values) -> bpy.types.Object:
    lens = bpy.data.cameras.new("Lens")
    for name, value in values.items():
        setattr(lens, name, value)
    obj = bpy.data.objects.new("Eye", lens)
    bpy.context.scene.collection.objects.link(obj)
    bpy.context.scene.camera = obj
    obj.location, obj.rotation_euler = (1, -6, 2), (1.2, 0.1, 0.2)
    bpy.context.view_layer.update()
    return obj


def sees(addon, obj: bpy.types.Object | None = None):
    bpy.context.view_layer.update()
    scene = bpy.context.scene
    return addon("reloop3d_addon.bridge.cameras").camera_from_object(obj or scene.camera, scene)


def same(one, other, *, atol: float = 1e-5) -> bool:
    lenses = [(c.intrinsics.fx, c.intrinsics.fy, c.intrinsics.cx, c.intrinsics.cy)
              for c in (one, other)]  # fmt: skip
    return np.allclose(*lenses, rtol=1e-5, atol=1e-3) and np.allclose(
        one.world_from_camera, other.world_from_camera, atol=atol
    )


def same_values() -> list:
    """What of the scene's camera a search may change."""
    own, render = bpy.context.scene.camera, bpy.context.scene.render
    lens = own.data
    return [
        *(tuple(row) for row in own.matrix_basis),
        *(getattr(lens, name) for name in ("type", "lens", "shift_x", "shift_y", "ortho_scale")),
        *(lens.clip_start, lens.clip_end, lens.show_background_images),
        *(lens.sensor_fit, lens.sensor_width, len(lens.background_images)),
        *(render.resolution_x, render.resolution_y, render.resolution_percentage),
        *(render.pixel_aspect_x, render.pixel_aspect_y, bpy.context.scene.camera.name),
        *(bpy.context.scene.frame_current, own.animation_data is None, lens.animation_data is None),
    ]


def started(bench, operators, script, **options):
    """A job for the best view as the window runs it, after the thread has told some steps."""
    assets = operators.ObjectRef
    lens = script.data.Intrinsics(**LENS)
    settings = script.settings.BestSettings(lens=lens)

    def search(mesh, on_step):
        return (yield from script.best_views(mesh, settings, on_step=on_step))

    refs = [assets.of(bpy.data.objects["chair"])]
    options = {"is_new": False, "is_keyed": False} | options
    aim = operators.Aim(search, size=(200, 140))
    job = operators.view_job("Best View", refs, lambda _: aim, settings, **options)
    bench.lanes.add(job)
    return job


def shown(bench, script) -> None:
    """Let the job go on until the camera has been seen on its way."""
    losses, number = bench.losses, script.count // 2 + 2

    def is_there() -> bool:
        own = bpy.context.scene.camera
        if own is None or not script.meshes or len(losses()) <= number:
            return False
        lens = script.data.Intrinsics(**LENS)
        place = script.at(script.meshes[0], 0.2 * number, lens).world_from_camera[:3, 3]
        return np.allclose(own.matrix_world.translation, place, atol=1e-4)

    until(is_there, bench.lanes.pump)
