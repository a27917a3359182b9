"""The deciding view: where a model is surest of a class."""

import numpy as np
import pytest
from rendered import two_boxes

from engine.camera import resized
from engine.classify import shape
from engine.datatypes import Camera
from engine.errors import InputError
from engine.images import over, resize
from engine.jobs import drain
from engine.models.head import Head
from engine.models.registry import load_classifier
from engine.models.spec import ModelSpec
from engine.render.channels import Subject
from engine.samples import chair
from engine.viewpoint.best import fibonacci_views
from engine.viewpoint.deciding import deciding_view
from engine.viewpoint.drawing import Drawing
from engine.viewpoint.orbit import lens_of
from engine.viewpoint.settings import BestSettings, DecidingSettings, Found, Step

SIZE = 32
FEW = BestSettings(candidates=8, lens=lens_of(48, 48))
QUALITY = 0.02  # that much of a view's quality may decide between equals


class RedOrBlue:
    """Takes what shows more red than blue for red."""

    id, hash = "colours", "0" * 64
    spec = ModelSpec("none", ("blue", "red"), SIZE)
    head = Head(np.array([[-30.0], [30.0]], np.float32), np.zeros(2, np.float32))

    def embed(self, pictures: np.ndarray):
        assert pictures.shape[1:] == (SIZE, SIZE, 3) and pictures.dtype == np.float32
        assert pictures.min() >= 0 and pictures.max() <= 1
        yield from ()
        return (pictures[..., :1] - pictures[..., 2:]).mean((1, 2))

    def sure(self, camera: Camera) -> np.ndarray:
        """What it says of a view, (2,)."""
        picture = resize(over(Drawing(two_boxes()).picture(camera)), SIZE)
        return self.head.probs(drain(self.embed(picture[None].astype(np.float32))))[0]


def decide(mesh, classifier, settings: DecidingSettings, told: list[Step] | None = None) -> Found:
    on_step = None if told is None else told.append
    return drain(deciding_view(mesh, classifier, settings, on_step=on_step))


def test_no_candidate_is_surer_than_the_view_that_is_found() -> None:
    model, told, label = RedOrBlue(), [], "blue"
    index = model.spec.classes.index(label)
    found = decide(two_boxes(), model, DecidingSettings(label, FEW), told)
    around = [model.sure(camera)[index] for camera, _ in fibonacci_views(two_boxes(), FEW, 8)]
    assert found.terms["confidence"] >= max(around) - QUALITY
    assert max(around) > min(around) + 0.2
    assert found.terms["confidence"] == pytest.approx(model.sure(found.camera)[index], abs=0.02)
    assert found.terms["label_index"] == index and found.terms["clipped"] == 0
    assert (told[-1].camera.world_from_camera == found.camera.world_from_camera).all()
    losses = [step.loss for step in told]
    assert losses == sorted(losses, reverse=True)


def test_without_a_name_it_is_the_class_of_all_views_together() -> None:
    model = RedOrBlue()
    views = [model.sure(camera) for camera, _ in fibonacci_views(two_boxes(), FEW, 8)]
    together = np.log(views).mean(axis=0).argmax()
    found = decide(two_boxes(), model, DecidingSettings(best=FEW))
    assert found.terms["label_index"] == together


def test_a_class_that_the_model_does_not_know_is_an_error_in_words() -> None:
    with pytest.raises(InputError) as caught:
        decide(two_boxes(), RedOrBlue(), DecidingSettings("zebra", FEW))
    assert "zebra" in str(caught.value) and "blue" in caught.value.hint


def test_the_default_model_is_surer_at_its_deciding_view_than_on_average() -> None:
    model = load_classifier(device="cpu")
    best = BestSettings(candidates=10, lens=lens_of(64, 64), elevation_deg=(0, 60))
    found = decide(chair(), model, DecidingSettings("chair", best))
    subject = Subject(chair())
    size = model.spec.image_size
    side = size * shape.SAMPLES
    cameras = [
        resized(subject.frame.unit_camera(camera), side, side)
        for camera, _ in fibonacci_views(chair(), best, 10)
    ]
    drawn = shape.draw_all(subject.caster, cameras, size)
    pictures = shape.as_floats(drawn).astype(np.float32)
    sure = model.head.probs(drain(model.embed(pictures)))[:, model.spec.classes.index("chair")]
    assert found.terms["confidence"] >= sure.mean()
    assert found.terms["confidence"] >= sure.max() - QUALITY
