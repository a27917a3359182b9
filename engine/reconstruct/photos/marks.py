"""pycolmap's database: photos in, marks on them and which pairs show the same out."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ... import deps
from ...datatypes import Intrinsics
from ...images import over, write_image
from ...jobs import Progress, Steps
from .reading import Photo, Photos

FEATURE = "Finding the cameras of photos"
MODEL = "SIMPLE_RADIAL"  # focal length, middle, one number of distortion
KNOWN = "PINHOLE"  # two focal lengths, middle
_MARKS = 4096  # on a photo at most
_SMALL = 1000  # pixels of the longer side
_ALL = 60  # photos, up to which each is compared with each
_NEAR = 10  # photos before it that one is compared with where there are more, or in a video
BASE = "marks.db"
_GREY = (0.5, 0.5, 0.5)  # behind what is transparent


@dataclass(frozen=True)
class Matched:
    """What photos show in common.

    names   of the files in the folder, one a photo
    counts  verified common marks of each pair (i, j), i < j, that was compared
    """

    names: tuple[str, ...]
    counts: dict[tuple[int, int], int]


def pycolmap():
    """The library, quiet.

    Raises:
        MissingDependency: it is not installed.
    """
    library = deps.require("pycolmap", feature=FEATURE)
    library.logging.minloglevel = 3
    return library


def matched(photos: Photos, folder: Path, seed: int) -> Steps[Matched]:
    """Fill `folder` with pictures and a database of their marks and verified matches.

    SIFT (Lowe 2004), as COLMAP has it (Schönberger and Frahm 2016, "Structure-from-Motion
    Revisited").
    """
    library = pycolmap()
    names = tuple(f"{index:05d}.bmp" for index in range(len(photos.taken)))
    for index, (photo, name) in enumerate(zip(photos.taken, names, strict=True)):
        yield Progress(index, len(names), "Looking for marks")
        write_image(folder / "images" / name, over(photo.rgba, _GREY))
    _register(library, photos.taken, names, folder)
    yield from _features(library, photos.taken, names, folder)
    pairs = compared(len(names), is_video=photos.is_video)
    yield from _matches(library, pairs, names, folder, seed)
    return Matched(names, _counts(library, pairs, names, folder))


def compared(count: int, *, is_video: bool) -> list[list[int]]:
    """For each photo the earlier ones that it is compared with."""
    if count <= _ALL and not is_video:
        return [list(range(index)) for index in range(count)]
    gaps = sorted({*range(1, _NEAR + 1), *(2**power for power in range(count.bit_length()))})
    if not is_video:  # photos all round: the last ones see what the first ones do
        gaps = sorted({*gaps, *(count - gap for gap in range(1, _NEAR + 1))})
    return [[index - gap for gap in gaps if gap <= index] for index in range(count)]


def begin_with(folder: Path, focal: float) -> None:
    """Set the focal length that is begun with, as a share of the longer side, where nobody says."""
    with pycolmap().Database.open(folder / BASE) as base:
        for camera in base.read_all_cameras():
            if not camera.has_prior_focal_length:
                camera.focal_length = focal * max(camera.width, camera.height)
                base.update_camera(camera)


def pinhole(lens: Intrinsics) -> list[float]:
    """The numbers of KNOWN: its pixels' corners lie at integers, our pixels' centres do."""
    return [lens.fx, lens.fy, lens.cx + 0.5, lens.cy + 0.5]


def _register(library, photos: Sequence[Photo], names: Sequence[str], folder: Path) -> None:
    """Write photos and their lenses into the database, in their order."""
    library.Database.open(folder / BASE).close()  # makes it
    lenses: dict[tuple, int] = {}
    for photo, name in zip(photos, names, strict=True):
        height, width = photo.rgba.shape[:2]
        known = photo.focal_px
        # One lens took all photos of a size that say the same, or nothing, of it.
        kind = width, height, None if known is None else round(known / max(width, height), 2)
        reader = library.ImageReaderOptions()
        reader.camera_model = MODEL
        if photo.lens is not None:
            kind = name
            reader.camera_model = KNOWN
            reader.camera_params = ",".join(map(str, pinhole(photo.lens)))
        elif kind in lenses:
            reader.existing_camera_id = lenses[kind]
        elif known is not None:
            reader.camera_params = f"{known},{width / 2},{height / 2},0"
        library.import_images(
            folder / BASE, folder / "images", library.CameraMode.SINGLE, [name], reader
        )
        if kind not in lenses:
            with library.Database.open(folder / BASE) as base:
                lenses[kind] = max(camera.camera_id for camera in base.read_all_cameras())


def _features(library, photos: Sequence[Photo], names: Sequence[str], folder: Path) -> Steps[None]:
    options = library.FeatureExtractionOptions()
    options.use_gpu = False
    options.sift.max_num_features = _MARKS
    step = os.cpu_count() or 1  # a photo for each core at a time
    for start in range(0, len(names), step):
        yield Progress(start, len(names), "Looking for marks")
        part = photos[start : start + step]
        longest = max(side for photo in part for side in photo.rgba.shape[:2])
        # Only of a small photo finer marks than its pixels are looked for.
        options.sift.first_octave = -1 if longest <= _SMALL else 0
        library.extract_features(
            folder / BASE,
            folder / "images",
            list(names[start : start + step]),
            library.CameraMode.SINGLE,
            library.ImageReaderOptions(),
            options,
            library.Device.cpu,
        )


def _matches(
    library, pairs: list[list[int]], names: Sequence[str], folder: Path, seed: int
) -> Steps[None]:
    options = library.FeatureMatchingOptions()
    options.use_gpu = False
    verifying = library.TwoViewGeometryOptions()
    verifying.ransac.random_seed = seed
    pairing = library.ImportedPairingOptions()
    pairing.match_list_path = folder / "pairs.txt"
    total, done = sum(map(len, pairs)), 0
    for index, others in enumerate(pairs):
        yield Progress(done, total, "Comparing photos")
        if not others:
            continue
        lines = [f"{names[index]} {names[other]}" for other in others]
        (folder / "pairs.txt").write_text("\n".join(lines), encoding="utf-8")
        library.match_image_pairs(folder / BASE, options, pairing, verifying, library.Device.cpu)
        done += len(others)


def _counts(
    library, pairs: list[list[int]], names: Sequence[str], folder: Path
) -> dict[tuple[int, int], int]:
    counts = {(other, index): 0 for index, others in enumerate(pairs) for other in others}
    with library.Database.open(folder / BASE) as base:
        places = {image.image_id: names.index(image.name) for image in base.read_all_images()}
        ids, found = base.read_two_view_geometries()
    for pair, geometry in zip(ids, found, strict=True):
        one, other = sorted(places[image] for image in library.pair_id_to_image_pair(pair))
        counts[one, other] = len(np.asarray(geometry.inlier_matches))
    return counts
