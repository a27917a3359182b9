"""A mesh, its colours and the cameras of its views made to agree with the pictures better."""

from dataclasses import dataclass, replace

from ... import deps
from ...camera import Frame
from ...datatypes import Camera, Mesh, View, ViewSet
from ...jobs import Progress, Steps
from ...meshes import unit_mesh
from .settings import Refined, RefineSettings
from .working import Working

_HELD, _FIRST = 6, 2  # every which view is held out, from which on
_LEAST = 4  # views without which nothing can be held out
_GAIN = 0.005  # share by which the error has to fall
_SMALLEST = 1e-4  # of the error: below it is what eight bits cut off
_FIT = (8, 8, 4, 4, 2, 2, 1, 1, 1)  # blurs of the steps by which a camera held out finds the mesh
_TOGETHER = 3  # views that one step of the mesh is taken for
_BLURS = (8, 4, 2, 1)  # pixels that are taken together, in the cameras' rounds one after another
_STEPS = 2  # of each camera in a round
_STAGES = ("cameras", "shape")


def refine(mesh: Mesh, views: ViewSet, settings: RefineSettings | None = None) -> Steps[Refined]:
    """Cameras, vertices and colours, improved by how the mesh's pictures differ from the views.

    Through our differentiable renderer, with robust differences: what is not of the mesh does not
    pull at it. First cameras and colours, then vertices too. Each sixth view is held out: the mesh
    never sees it, and what a stage did is kept only if the error of those pictures falls. Their
    own cameras may be off as well: to be measured they are turned to the mesh as it came, and to
    the mesh as it is then, in the same way.

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
        return Refined(mesh, views, 0.0, 0.0, False, (words,))
    shape, frame = unit_mesh(mesh)
    working = Working.of(shape, settings.faces)
    some = [views.views[index] for index in known]
    best = yield from _refined(working.mesh, some, frame, settings, is_studio=views.is_studio)
    held = f"{len(some[_FIRST::_HELD])} of {len(some)} pictures held out"
    if not best.parts:
        words = f"Nothing was refined: the error of {held} did not fall below {best.before:.4f}."
        return Refined(mesh, views, best.before, best.before, False, (words,))
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
    return Refined(whole, views, best.before, best.after, True, (words,))


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
    from .cameras_backend import settled
    from .shape_backend import Shape
    from .shots_backend import Shot, compared, errors_of

    device = deps.pick_device(settings.device)
    light = "studio" if is_studio else "none"
    shots = [Shot.of(view, frame, settings.size, device) for view in views]
    held = range(len(shots))[_FIRST::_HELD]
    taught = [index for index in range(len(shots)) if index not in held]
    total = len(_STAGES) * settings.rounds * len(taught) + (len(_STAGES) + 1) * len(held)
    done = 0

    def measured(shape: Shape) -> Steps[tuple[list, dict[int, Camera]]]:
        """Errors of the pictures held out, and their cameras turned to the mesh."""
        nonlocal done
        drawer, found = shape.renderer(), {}
        for index in held:
            yield Progress(done, total, "Refining")
            done += 1
            found[index] = shots[index].camera
            for blur in _FIT:
                found[index] = settled(drawer, shots[index], found[index], steps=1, blur=blur)
        return errors_of(drawer, [(shots[i], found[i]) for i in held]), found

    shape = Shape(mesh, light=light, device=device)
    first, _ = yield from measured(shape)
    before = compared(first, first)[0]
    best = _Best(mesh, [shot.camera for shot in shots], before, before)
    for stage in _STAGES:
        shape = Shape(best.mesh, light=light, device=device)
        cameras = list(best.cameras)
        for turn in range(settings.rounds):
            drawer = shape.renderer()
            blur = _BLURS[len(_BLURS) * turn // settings.rounds] if stage == "cameras" else 1
            for index in taught:
                yield Progress(done, total, "Refining")
                done += 1
                shot, camera = shots[index], cameras[index]
                cameras[index] = settled(drawer, shot, camera, steps=_STEPS, blur=blur)
            by = 1 - turn / settings.rounds
            for start in range(0, len(taught), _TOGETHER):
                # Neighbours in the order would pull from one side: those of a step lie apart.
                steps = -(-len(taught) // _TOGETHER)
                group = taught[start // _TOGETHER :: steps]
                yield Progress(done, total, "Refining")
                pairs = [(shots[index], cameras[index]) for index in group]
                shape.improve(pairs, by=by, has_shape=stage == "shape")
        now, found = yield from measured(shape)
        # The same pixels at both times: nothing is gained by showing less.
        then, after = compared(first, now)
        if after < then * (1 - _GAIN) and then - after > _SMALLEST and after < best.after:
            for index, camera in found.items():
                cameras[index] = camera
            best = _Best(shape.mesh(), cameras, then, after, (*best.parts, stage))
    return best


def _seen_from(view: View, camera: Camera) -> View:
    """The view with its lens, seen from where another camera stands."""
    pose = camera.world_from_camera
    return replace(view, camera=replace(view.camera, world_from_camera=pose))
