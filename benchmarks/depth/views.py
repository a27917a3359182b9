"""Pictures with exact depth to learn from, drawn into numbered files; cut off, it goes on.

    python3 build.py run -- python benchmarks/depth/views.py [--files 98] [--shown 50] [--still 25]

`files` of rooms, table tops and things, `shown` of things as a capture shows them, and `still` of
still lifes. They are made by formula, and by Quaternius (../shared/data/labelled_meshes); Kenney's,
the AWS house and all photos are never seen. Each file is drawn from its own number.
"""

import argparse
import csv
import os
import sys
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from drawing import draw  # noqa: E402
from scenes import MIXED, OTHERS, scene  # noqa: E402

from engine.datatypes import Mesh  # noqa: E402
from engine.errors import ReLoopError  # noqa: E402
from engine.meshes import load_mesh, sound_faces  # noqa: E402

SHARED = Path(os.environ.get("RELOOP3D_DATA", ROOT.parent / "shared" / "data"))
DATA = SHARED / "labelled_meshes"
FOLDER = ROOT / "dist" / "depth" / "views"
AUTHORS = ("quaternius",)
SIZE, VIEWS, SCENES = 160, 3, 100  # pixels, views of a scene, scenes in a file


@cache
def models() -> list[Mesh]:
    """What the training authors made."""
    with open(DATA / "labels.csv", encoding="utf-8", newline="") as file:
        paths = [row["path"] for row in csv.DictReader(file) if row["author"] in AUTHORS]
    return [sound_faces(load_mesh(DATA / path)) for path in sorted(paths)]


def drawn(number: int, kinds: dict[str, float]) -> dict[str, np.ndarray]:
    """The pictures of one file: rgb (N, S, S, 3) uint8 and inverse depth (N, S, S) float16."""
    pictures = []
    for index in range(SCENES):
        rng = np.random.default_rng([number, index])
        try:
            pictures += draw(scene(rng, models(), size=SIZE, views=VIEWS, kinds=kinds), rng)
        except ReLoopError:  # a mesh without a size, say: another number has another
            continue
    return {
        "rgb": np.stack([picture.rgb for picture in pictures]),
        "inverse": np.stack([picture.inverse for picture in pictures]),
    }


def keep(name: str) -> str:
    """Draw a file that is not there yet: 0012, or shown0012."""
    path = FOLDER / f"{name}.npz"
    kind, number = name[:-4], int(name[-4:])
    if not path.exists():
        part = path.with_suffix(".part.npz")
        np.savez(part, **drawn(number, {kind: 1.0} if kind else MIXED))
        part.rename(path)
    return name


def main() -> None:
    """Draw the files that are not there yet, in processes side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=98)
    parser.add_argument("--shown", type=int, default=50)
    parser.add_argument("--still", type=int, default=25)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    args = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    names = [f"{number:04d}" for number in range(args.files)]
    names += [f"{kind}{n:04d}" for kind in OTHERS for n in range(getattr(args, kind))]
    with get_context("spawn").Pool(args.processes) as pool:
        for done, _ in enumerate(pool.imap_unordered(keep, names), 1):
            print(f"{done}/{len(names)}", flush=True)


if __name__ == "__main__":
    main()
