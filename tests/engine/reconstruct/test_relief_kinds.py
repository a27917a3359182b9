"""What kind of thing a picture shows: right far oftener than by chance, or unknown."""

import numpy as np

from engine.capture.settings import CaptureSettings
from engine.jobs import drain
from engine.models.registry import load_classifier
from engine.parametric.catalog import make
from engine.reconstruct.relief.kinds import KINDS, PRESETS, SURE, UNKNOWN, detect_asset_type
from engine.reconstruct.relief.settings import ReliefSettings
from engine.render.raycast import render_views
from engine.rigs import Rig


def photo(label: str, number: int) -> np.ndarray:
    rig = Rig(1, 20.0, size=160, azimuth_deg=30.0 + 40 * number)
    return drain(render_views(make(label, number), CaptureSettings(rig))).views[0].rgba


def test_kinds_are_told_far_better_than_by_chance_on_makers_the_model_never_saw() -> None:
    right = total = said = 0
    for kind, labels in KINDS.items():
        for number, label in enumerate((*labels[:4], *labels[:4])):
            found = drain(detect_asset_type(photo(label, number), sure=0.0))
            right, total = right + (found.kind == kind), total + 1
            said += found.confidence >= SURE
    print(f"{right} of {total} right, {said} sure")
    assert right / total > 2 / len(KINDS)


def test_every_class_of_the_model_is_of_one_kind_and_every_preset_is_one() -> None:
    named = [label for labels in KINDS.values() for label in labels]
    assert sorted(named) == sorted(load_classifier("pictures").spec.classes)
    assert set(PRESETS) == {*KINDS, UNKNOWN}
    assert all(ReliefSettings(**preset) for preset in PRESETS.values())


def test_what_it_is_not_sure_of_is_unknown() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 4), np.uint8)
    found = drain(detect_asset_type(noise, sure=0.999))
    assert found.kind == UNKNOWN and 0 < found.confidence < 0.999
    assert drain(detect_asset_type(noise, sure=0.0)).kind in KINDS
