"""Times the differentiable renderer beside bare ray casts of the same picture, and PyTorch3D.

    python3 build.py run -- python benchmarks/renderer.py --json OUT [--faces 320 …] [--all]

Icospheres with bumps and vertex colours. For each number of faces and each size of picture, in
turns in one run (two to warm up, then the median of nine):
  forward   a picture without gradients
  both      forward and backward: a whole-image loss, its gradient to all of the camera
  vertices  the same with the gradient to the vertices too, which builds the caster anew
  embreex   the rays of that picture, made before, cast by embreex; nothing else is done
  open3d    the same by Open3D's RaycastingScene, where it can be imported
Then 64 cameras of 64 pixels drawn as one batch beside one picture of 512 pixels. Where PyTorch3D
can be imported, `both` of it, hard (no blur, one face a pixel) and soft (eight faces; sigma 1e-5,
and 1e-4), beside ours: of 5,120 and 81,920 faces at 256 pixels, with --all everywhere. On the
processor stock PyTorch3D takes seconds a picture: it is warmed up on a tiny one, and repeated for
20 s at most.
Milliseconds; memory is the process's peak so far, in MB.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
import trimesh

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine import deps  # noqa: E402
from engine.camera import look_at  # noqa: E402
from engine.datatypes import Camera, Intrinsics, Mesh  # noqa: E402
from engine.meshes import unit_mesh  # noqa: E402
from engine.render.differentiable.contract import (  # noqa: E402
    CameraBatch,
    Renderer,
    backends,
    make_renderer,
)
from engine.render.differentiable.rays_backend import rays  # noqa: E402

WARM, REPEATS, PATIENCE_S = 2, 9, 20.0
SUBDIVISIONS = {320: 2, 5120: 4, 81920: 6}
SIZES = (128, 256, 512)
PEER_FACES, PEER_SIZE = (5120, 81920), 256
BATCH, BATCH_SIZE = 64, 64
# PyTorch3D's: no blur; what recovers cameras best; what its tutorials take.
WAYS = {
    "hard": {"blur": 0.0, "faces_per_pixel": 1},
    "soft": {"blur": 1e-5, "faces_per_pixel": 8},
    "softer": {"blur": 1e-4, "faces_per_pixel": 8},
}
Work = Callable[[], object]


def bumpy(faces: int) -> Mesh:
    """An icosphere with bumps and vertex colours, in its unit frame."""
    sphere = trimesh.creation.icosphere(SUBDIVISIONS[faces], 1.0)
    points = np.asarray(sphere.vertices)
    bumps = 1 + 0.15 * np.sin(5 * points[:, :1]) * np.cos(4 * points[:, 1:2])
    colors = (0.5 + 0.5 * np.sin(points * bumps * [7, 5, 6])).astype(np.float32)
    triangles = sphere.faces.astype(np.int32)
    return unit_mesh(Mesh(points * bumps, triangles, colors=colors[triangles]))[0]


def cameras(size: int, count: int = 1) -> CameraBatch:
    """Cameras around the object, which fills most of their pictures; all of them take gradients."""
    made = []
    for azimuth in np.linspace(0.7, 0.7 + 2 * np.pi, count, endpoint=False):
        across = 0.72 * np.cos(0.4)
        eye = np.array([across * np.cos(azimuth), across * np.sin(azimuth), 0.72 * np.sin(0.4)])
        lens = Intrinsics(0.87 * size, 0.87 * size, size / 2 - 0.5, size / 2 - 0.5, size, size)
        made.append(Camera(lens, look_at(eye, np.zeros(3))))
    batch = CameraBatch.of(made)
    leaves = {name: getattr(batch, name).requires_grad_() for name in ("lens", "rotation", "eye")}
    return replace(batch, **leaves)


def forward(renderer: Renderer, batch: CameraBatch) -> Work:
    def work() -> None:
        with torch.no_grad():
            renderer.render(batch)

    return work


def both(renderer: Renderer, batch: CameraBatch, vertices: torch.Tensor | None = None) -> Work:
    """Forward and backward of the squared difference to a picture of noise, and of alpha."""
    shape = (len(batch), batch.height, batch.width, 3)
    target = torch.rand(shape, generator=torch.Generator().manual_seed(0))

    def work() -> None:
        for leaf in (batch.lens, batch.rotation, batch.eye, vertices):
            if leaf is not None:
                leaf.grad = None
        picture = renderer.render(batch, vertices=vertices)
        loss = ((picture.rgb - target) ** 2).mean() + picture.alpha.mean()
        loss.backward()

    return work


def bare_casts(mesh: Mesh, batch: CameraBatch) -> dict[str, Work]:
    """The rays of a picture cast by embreex and, where it can be imported, by Open3D."""
    from embreex.mesh_construction import TriangleMesh
    from embreex.rtcore_scene import EmbreeScene

    grid = torch.arange(batch.height * batch.width)
    with torch.no_grad():
        columns, rows = (grid % batch.width).float(), (grid // batch.width).float()
        sight = rays(batch, torch.zeros_like(grid), columns, rows)
    origins, directions = (part.detach().T.contiguous().numpy() for part in sight.parts(len(grid)))
    points = mesh.vertices.astype(np.float32)
    scene = EmbreeScene()
    TriangleMesh(scene, points, mesh.faces)
    casts: dict[str, Work] = {"embreex": lambda: scene.run(origins, directions)}
    if deps.has("open3d"):
        open3d = deps.require("open3d", feature="A second bare ray cast")
        peer = open3d.t.geometry.RaycastingScene()
        peer.add_triangles(points, mesh.faces.astype(np.uint32))
        lines = open3d.core.Tensor(np.concatenate([origins, directions], axis=1))
        casts["open3d"] = lambda: peer.cast_rays(lines)
    return casts


def milliseconds(works: dict[str, Work]) -> dict[str, float]:
    """The median of each, in turns."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(WARM + REPEATS):
        for name, work in works.items():
            start = time.perf_counter()
            work()
            if turn >= WARM:
                times[name].append(1e3 * (time.perf_counter() - start))
    return {name: statistics.median(values) for name, values in times.items()}


def slow_milliseconds(work: Work) -> tuple[float, int]:
    """The median of what fits into PATIENCE_S, at least one; and how many that were."""
    times: list[float] = []
    while len(times) < REPEATS and sum(times) < PATIENCE_S:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return 1e3 * statistics.median(times), len(times)


def peak_memory() -> float:
    import resource

    scale = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def ours(faces: int) -> list[dict]:
    """Our renderer and the bare casts at each size of picture."""
    mesh = bumpy(faces)
    start = time.perf_counter()
    renderer = make_renderer(mesh)
    set_up = 1e3 * (time.perf_counter() - start)
    rows = []
    for size in SIZES:
        batch = cameras(size)
        vertices = torch.tensor(mesh.vertices, dtype=torch.float32, requires_grad=True)
        works = {
            "forward": forward(renderer, batch),
            "both": both(renderer, batch),
            "vertices": both(renderer, batch, vertices),
            **bare_casts(mesh, batch),
        }
        times = milliseconds(works)
        ratios = {
            f"both over {name}": times["both"] / times[name]
            for name in ("embreex", "open3d")
            if name in times
        }
        row = {"faces": faces, "size": size, "set-up": set_up, **times, **ratios}
        rows.append({**row, "memory": peak_memory()})
        show(rows[-1])
    return rows


def batches(faces: int) -> dict:
    """Many small pictures at once beside a large one of as many pixels."""
    renderer = make_renderer(bumpy(faces))
    works = {}
    for name, batch in {"one": cameras(512), "many": cameras(BATCH_SIZE, BATCH)}.items():
        works[f"{name} forward"] = forward(renderer, batch)
        works[f"{name} both"] = both(renderer, batch)
    times = milliseconds(works)
    ratio = times["many both"] / times["one both"]
    row = {"faces": faces, **times, "many over one, both": ratio, "memory": peak_memory()}
    show(row)
    return row


def peer(faces: int, size: int) -> list[dict]:
    """PyTorch3D and ours, the same picture in the same run."""
    from engine.render.differentiable.pytorch3d_backend import PyTorch3DRenderer

    mesh, batch = bumpy(faces), cameras(size)
    own = milliseconds({"both": both(make_renderer(mesh), batch)})["both"]
    rows = []
    for name, options in WAYS.items():
        renderer = PyTorch3DRenderer(mesh, **options)
        both(renderer, cameras(16))()
        took, repeats = slow_milliseconds(both(renderer, batch))
        row = {"faces": faces, "size": size, "way": name, "both": took, "repeats": repeats}
        rows.append({**row, "ours": own, "over ours": took / own, "memory": peak_memory()})
        show(rows[-1])
    return rows


def show(row: dict) -> None:
    words = (f"{k} {v:.1f}" if isinstance(v, float) else f"{k} {v}" for k, v in row.items())
    print(", ".join(words), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--json", type=Path, required=True, metavar="OUT")
    parser.add_argument("--faces", type=int, nargs="+", default=list(SUBDIVISIONS))
    parser.add_argument("--all", action="store_true", help="PyTorch3D at every size, for an hour")
    parser.add_argument("--no-peer", action="store_true", help="leave PyTorch3D out")
    args = parser.parse_args()
    if unknown := set(args.faces) - set(SUBDIVISIONS):
        parser.error(f"faces: {min(unknown)} is none of {', '.join(map(str, SUBDIVISIONS))}")
    figures = {"threads": torch.get_num_threads(), "ours": [], "batches": [], "pytorch3d": []}
    for faces in args.faces:
        figures["ours"] += ours(faces)
    figures["batches"] = [batches(faces) for faces in args.faces]
    times = {(row["faces"], row["size"]): row["both"] for row in figures["ours"]}
    figures["81,920 faces over 5,120, both"] = {
        size: times[81920, size] / times[5120, size]
        for size in SIZES
        if {(81920, size), (5120, size)} <= set(times)
    }
    if "pytorch3d" in backends() and not args.no_peer:
        for faces in args.faces:
            for size in SIZES:
                if args.all or (faces in PEER_FACES and size == PEER_SIZE):
                    figures["pytorch3d"] += peer(faces, size)
    args.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    print(args.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
