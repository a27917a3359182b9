"""A mesh, its colours and the cameras of its views made to agree with the pictures better."""

from dataclasses import dataclass, replace

from ... import deps
from ...camera import Frame
from ...datatypes import Camera, Mesh, View, ViewSet
from ...jobs import Progress, Steps
from ...meshes import unit_mesh
from .settings import STAGES, Refined, RefineSettings
from .working import Working

_HELD, _FIRST = 6, 2  # every which view is held out, from which on
_LEAST = 4  # views without which nothing can be held out
_GAIN = 0.02  # share by which the error has to fall
_SMALLEST = 5e-4  # of the error, by which too: about a level of 255
_BLURS = (8, 8, 4, 4, 2, 2, 1, 1)  # pixels that are taken together, in a camera's steps


def refine(mesh: Mesh, views: ViewSet, settings: RefineSettings | None = None) -> Steps[Refined]:
    """Cameras, vertices and colours, improved by how the mesh's pictures differ from the views.

    Through our differentiable renderer, with robust differences: what is not of the mesh does not
    pull at it. First the cameras are turned to the mesh as it is, then its vertices and then its
    colours follow the pictures. Each sixth view is held out: the mesh never follows it, and what
    a stage did is kept only if the error of those pictures falls. Where a camera stands only its
    own picture tells: those held out are turned to the mesh as all are, to be measured.

    Args:
        mesh: with colours or a texture, faces anticlockwise from outside, in the cameras' world.
        views: with cameras, of any sizes. Where a picture has transparent parts its outline
            counts, else only what the mesh covers. Views without cameras are left as they are.

    Raises:
        InputError: the mesh has no faces with a size.
        MissingDependency: a package is not installed.
    """
    settings = settings or RefineSettings()
    deps.require("torch", feature="Refining a mesh")
    known = [index for index, view in enumerate(views.views) if view.camera is not None]
    if len(known) < _LEAST:
        words = f"Nothing was refined: that takes {_LEAST} views with cameras, not {len(known)}."
        return Refined(mesh, views, 0.0, 0.0, (), (words,))
    shape, frame = unit_mesh(mesh)
    working = Working.of(shape, settings.faces)
    some = [views.views[index] for index in known]
    best = yield from _refined(working.mesh, some, frame, settings, is_studio=views.is_studio)
    held = f"{len(some[_FIRST::_HELD])} of {len(some)} pictures held out"
    if not best.parts:
        words = f"Nothing was refined: the error of {held}, {best.before:.4f}, does not fall."
        return Refined(mesh, views, best.before, best.before, (), (words,))
    words = (
        f"Refined {' and '.join(best.parts)}: the error of {held} fell from {best.before:.4f} to "
        f"{best.after:.4f}."
    )
    changed = list(views.views)
    for index, camera in zip(known, best.cameras, strict=True):
        changed[index] = _seen_from(changed[index], frame.world_camera(camera))
    whole = working.carried(best.mesh)
    whole = replace(whole, vertices=whole.vertices * frame.diagonal + frame.center)
    views = replace(views, views=tuple(changed))
    return Refined(whole, views, best.before, best.after, best.parts, (words,))


@dataclass(frozen=True)
class _Best:
    """The mesh that was worked on and all cameras, in the unit frame; which stages were kept."""

    mesh: Mesh
    cameras: list[Camera]
    before: float
    after: float
    parts: tuple[str, ...] = ()


def _refined(
    mesh: Mesh, views: list[View], frame: Frame, settings: RefineSettings, *, is_studio: bool
) -> Steps[_Best]:
    from ...render.differentiable.contract import Renderer
    from .cameras_backend import settled
    from .shape_backend import Shape
    from .shots_backend import Shot, compared, errors_of

    device = deps.pick_device(settings.device)
    light = "studio" if is_studio else "none"
    shots = [Shot.of(view, frame, settings.size, device) for view in views]
    held = range(len(shots))[_FIRST::_HELD]
    taught = [index for index in range(len(shots)) if index not in held]
    total = len(shots) + 2 * (settings.rounds * (1 + len(taught)) + len(held))
    done = 0

    def told() -> Progress:
        nonlocal done
        done += 1
        return Progress(done - 1, total, "Refining")

    def turned(drawer: Renderer, index: int, camera: Camera) -> Camera:
        for blur in _BLURS:
            camera = settled(drawer, shots[index], camera, steps=1, blur=blur)
        return camera

    def errors(drawer: Renderer, cameras: list[Camera]) -> list:
        return errors_of(drawer, [(shots[index], cameras[index]) for index in held])

    cameras = [shot.camera for shot in shots]
    shape = Shape(mesh, light=light, device=device)
    drawer = shape.renderer()
    first = errors(drawer, cameras)
    last, (before, _) = first, compared(first, first)
    best = _Best(mesh, list(cameras), before, before)
    for stage in STAGES:
        has_moves, cameras = stage == "shape", list(best.cameras)
        shape = Shape(best.mesh, light=light, device=device, has_moves=has_moves)
        drawer = shape.renderer()
        for _ in range(settings.rounds if stage != "cameras" else 0):
            yield told()
            shape.improve([(shots[index], cameras[index]) for index in taught])
            drawer = shape.renderer()
            for index in taught:
                yield told()
                cameras[index] = settled(drawer, shots[index], cameras[index], steps=1)
        for index in held if stage != "cameras" else range(len(shots)):
            yield told()
            cameras[index] = turned(drawer, index, cameras[index])
        # The same pixels at both times: nothing is gained by showing less.
        now = errors(drawer, cameras)
        then, after = compared(last, now)
        if after < then * (1 - _GAIN) and then - after > _SMALLEST:
            best = _Best(shape.mesh(), cameras, *compared(first, now), (*best.parts, stage))
            last = now
    return best


def _seen_from(view: View, camera: Camera) -> View:
    """The view with its lens, seen from where another camera stands."""
    pose = camera.world_from_camera
    return replace(view, camera=replace(view.camera, world_from_camera=pose))
