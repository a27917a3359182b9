"""Best views with torch: candidates all round are scored, the best are moved about until they stay.

What a view shows comes in by counts of pixels, which have no gradient: so the refinement looks
around each candidate in ever smaller rings (a compass search, Kolda et al. 2003).
"""

from collections.abc import Callable, Sequence

import numpy as np
import torch

from ..datatypes import Camera, Mesh
from ..jobs import Progress, Steps
from ..meshes import unit_mesh
from ..render.differentiable.contract import CameraBatch, Picture, make_renderer
from ..rigs import Rig, world_from_rig
from .framing import framed, outermost
from .orbit import lens_of
from .quality_backend import quality
from .settings import BestSettings, Found, Step

_PIXELS = 112  # of the longer side, to judge by
_BATCH = 24  # views drawn at once
_REFINED = 4  # of the candidates
_RINGS = (8.0, 4.0, 2.0, 1.0)  # degrees
_SHOWN = (512, 512)
_OVERLAP = 0.5  # how much a view loses that shows only what the others do

Scored = tuple[float, tuple[float, float], Camera]  # loss, direction, camera of the unit frame


class Judge:
    """Scores views of one mesh."""

    def __init__(self, mesh: Mesh, settings: BestSettings) -> None:
        """Prepare the mesh in its unit frame."""
        self.unit, self.frame = unit_mesh(mesh)
        self._settings = settings
        self._turn = world_from_rig(settings.up)
        self._renderer = make_renderer(self.unit, light="studio")
        self._points = outermost(self.unit.vertices)
        up = torch.tensor(self._turn[:, 2], dtype=torch.float32)
        self._objective = quality(self._renderer.surface, settings.weights, up)
        self._lens = settings.lens or lens_of(*_SHOWN)

    def camera(self, direction: tuple[float, float]) -> Camera:
        """The camera of the unit frame in a direction (azimuth, elevation; radians)."""
        margin = self._settings.margin
        return framed(self._points, *direction, self._lens, margin=margin, turn=self._turn)

    def look(self, cameras: Sequence[Camera]) -> tuple[Picture, CameraBatch]:
        """Small pictures of cameras of the unit frame."""
        batch = CameraBatch.of(cameras)
        scale = _PIXELS / max(batch.width, batch.height)
        batch = batch.resized(round(batch.width * scale), round(batch.height * scale))
        with torch.no_grad():
            return self._renderer.render(batch), batch

    def losses(self, cameras: Sequence[Camera]) -> list[float]:
        """The loss of each camera of the unit frame."""
        found: list[float] = []
        for start in range(0, len(cameras), _BATCH):
            found += self._objective.loss(*self.look(cameras[start : start + _BATCH])).tolist()
        return found

    def scores(self, cameras: Sequence[Camera]) -> list[dict[str, float]]:
        """See best.score_views."""
        found = []
        for camera in cameras:
            picture, batch = self.look([self.frame.unit_camera(camera)])
            values = self._objective.values(picture, batch)
            terms = {name: 1 - float(value[0]) for name, value in values.items()}
            terms["clipped"] = 1 - terms["clipped"]
            terms["score"] = max(0.0, 1 - float(self._objective.loss(picture, batch)[0]))
            found.append(terms)
        return found

    def fibonacci(self, count: int) -> list[tuple[Camera, float]]:
        """See best.fibonacci_views."""
        cameras = [self.camera(direction) for direction in self.directions(count)]
        found = zip(cameras, self.losses(cameras), strict=True)
        ranked = sorted(found, key=lambda one: one[1])
        return [(self.frame.world_camera(camera), 1 - loss) for camera, loss in ranked]

    def directions(self, count: int) -> list[tuple[float, float]]:
        low, high = np.radians(self._settings.elevation_deg)
        around = Rig(views=count, layout="sphere").directions()
        return [(a, float(np.clip(e, low, high))) for a, e in around]

    def best(self, on_step: Callable[[Step], None] | None) -> Steps[list[Found]]:
        """See best.best_views."""
        search = Search(self, self.losses, self._settings, on_step)
        kept = yield from search.run(self.directions(self._settings.candidates))
        chosen = self._diverse(kept, self._settings.count)
        return [search.found(one) for one in chosen]

    def _diverse(self, kept: list[Scored], count: int) -> list[Scored]:
        """The best, then those that show well what the ones before do not."""
        chosen = kept[:1]
        if count == 1:
            return chosen
        seen = [self._faces(camera) for _, _, camera in kept]
        known = set(seen[0])
        rest = list(zip(kept[1:], seen[1:], strict=True))
        while rest and len(chosen) < count:
            losses = [
                one[0] + _OVERLAP * len(faces & known) / max(1, len(faces)) for one, faces in rest
            ]
            one, faces = rest.pop(int(np.argmin(losses)))
            chosen.append(one)
            known |= faces
        return chosen

    def _faces(self, camera: Camera) -> set[int]:
        picture, _ = self.look([camera])
        return set(picture.faces[picture.faces >= 0].tolist())


class Search:
    """Directions around one object, by how great the loss of each is."""

    def __init__(
        self,
        judge: Judge,
        losses: Callable[[Sequence[Camera]], list[float]],
        settings: BestSettings,
        on_step: Callable[[Step], None] | None,
    ) -> None:
        """`losses` rates cameras of the unit frame."""
        self._judge, self._losses, self._on_step = judge, losses, on_step
        self._limits = np.radians(settings.elevation_deg)
        self._history: list[Step] = []
        self._start: Camera | None = None

    def run(self, directions: Sequence[tuple[float, float]]) -> Steps[list[Scored]]:
        """All candidates, best first; the first few are refined."""
        total = len(directions) + _REFINED * len(_RINGS)
        kept: list[Scored] = []
        for start in range(0, len(directions), _BATCH):
            yield Progress(start, total, "Looking from all sides")
            kept += self._rated(directions[start : start + _BATCH])
            self._start = self._start or kept[0][2]
            self._tell(min(kept, key=lambda one: one[0]))
        kept.sort(key=lambda one: one[0])
        done = len(directions)
        for place in range(min(_REFINED, len(kept))):
            for ring in np.radians(_RINGS):
                yield Progress(done, total, "Improving the view")
                kept[place] = self._moved(kept[place], ring)
                self._tell(kept[place])
                done += 1
        return sorted(kept, key=lambda one: one[0])

    def _rated(self, directions: Sequence[tuple[float, float]]) -> list[Scored]:
        cameras = [self._judge.camera(direction) for direction in directions]
        return list(zip(self._losses(cameras), directions, cameras, strict=True))

    def _moved(self, one: Scored, ring: float) -> Scored:
        """The best around a candidate, until there is no better at that distance."""
        for _ in range(4):
            azimuth, elevation = one[1]
            wide = ring / max(0.2, np.cos(elevation))
            around = [
                (azimuth + a * wide, float(np.clip(elevation + e * ring, *self._limits)))
                for a in (-1, 0, 1)
                for e in (-1, 0, 1)
                if a or e
            ]
            better = min(self._rated(around), key=lambda other: other[0])
            if better[0] >= one[0]:
                break
            one = better
        return one

    def _tell(self, one: Scored) -> None:
        if self._history and one[0] >= self._history[-1].loss:
            return
        camera = self._judge.frame.world_camera(one[2])
        self._history.append(Step(len(self._history), one[0], camera))
        if self._on_step:
            self._on_step(self._history[-1])

    def found(self, one: Scored) -> Found:
        """The result of one of the kept views."""
        camera = self._judge.frame.world_camera(one[2])
        start = self._judge.frame.world_camera(self._start)
        terms = self._judge.scores([camera])[0]
        return Found(camera, start, one[0], terms, tuple(self._history))
