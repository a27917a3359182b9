"""How to classify, which belongs to the scene; and the answer, which belongs to the object."""

import bpy
from bpy.props import (
    BoolProperty,
    CollectionProperty,
    EnumProperty,
    FloatProperty,
    IntProperty,
    PointerProperty,
    StringProperty,
)

from ...engine.classify.predict import POOLINGS, UPS, ClassifySettings
from ...engine.datatypes import Prediction
from ...engine.models.registry import EMBEDDED
from ..preferences import chosen
from .capture import RELOOP3D_PG_capture
from .fuse import RELOOP3D_PG_fuse
from .photos import RELOOP3D_PG_photos
from .relief import RELOOP3D_PG_relief
from .train import RELOOP3D_PG_train
from .viewpoint import RELOOP3D_PG_viewpoint

_STANDARD = ClassifySettings()
_POOLING_NAMES = {
    "product": ("Product", "The views as independent witnesses: one can rule a class out"),
    "mean": ("Mean", "Mean of the views' probabilities"),
    "max": ("Best view", "Each class counts by the view that shows it best"),
    "vote": ("Vote", "Each view has one vote"),
    "entropy": ("Certainty", "Views count by how certain they are"),
}


class RELOOP3D_PG_settings(bpy.types.PropertyGroup):
    """How to classify; belongs to the scene."""

    capture: PointerProperty(
        type=RELOOP3D_PG_capture, name="Capture", description="How to capture, and where to"
    )
    train: PointerProperty(
        type=RELOOP3D_PG_train, name="Train", description="What to train on, and how"
    )
    viewpoint: PointerProperty(
        type=RELOOP3D_PG_viewpoint,
        name="Viewpoint",
        description="How to find the camera of a picture, or the best view",
    )
    photos: PointerProperty(
        type=RELOOP3D_PG_photos,
        name="Photos to Mesh",
        description="Which photos become a mesh, and how",
    )
    fuse: PointerProperty(
        type=RELOOP3D_PG_fuse, name="Views to Mesh", description="What views become a mesh, and how"
    )
    relief: PointerProperty(
        type=RELOOP3D_PG_relief,
        name="Image to Mesh",
        description="What picture becomes a mesh, and how",
    )
    whole: BoolProperty(
        name="Whole Hierarchy",
        description="A selected part stands for all under its topmost parent; "
        "off: only for itself and what is under it",
        default=True,
    )
    model: StringProperty(
        name="Model",
        description="“default”, or a model file (.safetensors, .pt) or a folder that holds one",
        default=_STANDARD.model,
        subtype="FILE_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    views: IntProperty(
        name="Views",
        description="Pictures of each asset; 0 takes as many as the model was trained with",
        default=_STANDARD.views,
        min=0,
        max=64,
    )
    pooling: EnumProperty(
        name="Pooling",
        description="How the views' answers become one",
        items=[(name, *_POOLING_NAMES[name]) for name in POOLINGS],
        default=_STANDARD.pooling,
    )
    up: EnumProperty(
        name="Up",
        description="Which way the asset stands",
        items=[(name, name.title(), text.capitalize()) for name, text in UPS.items()],
        default=_STANDARD.up,
    )

    label_step: IntProperty(
        name="Step",
        description="The step of the pool's history that the file stands at",
        options={"HIDDEN"},
    )
    label_asset: IntProperty(
        name="Asset", description="Which asset a scene for labelling shows", options={"HIDDEN"}
    )

    def to_settings(self, *, device: str, threshold: float) -> ClassifySettings:
        """The engine's settings."""
        return ClassifySettings(
            self.used_model, self.views, self.pooling, self.up, threshold, device
        )

    @property
    def used_model(self) -> str:
        """The name of an embedded model, or a file's or folder's whole path."""
        model = self.model.strip() or _STANDARD.model
        return model if model in EMBEDDED else bpy.path.abspath(model)


class RELOOP3D_PG_score(bpy.types.PropertyGroup):
    """A class and its probability."""

    label: StringProperty(name="Label", description="A class")
    probability: FloatProperty(name="Probability", description="Of the class, from 0 to 1")


class RELOOP3D_PG_result(bpy.types.PropertyGroup):
    """What a model said of the object; empty label: nothing yet."""

    own: StringProperty(description="What a person called it; empty: nobody did")
    label: StringProperty(description="The likeliest class")
    confidence: FloatProperty(description="Its probability")
    model: StringProperty(description="The model that said so")
    top: CollectionProperty(type=RELOOP3D_PG_score, description="The likeliest classes")
    views: CollectionProperty(type=RELOOP3D_PG_score, description="Each view's own answer")

    views_key: StringProperty(description="Where the cache keeps the pictures it came from")

    @property
    def said(self) -> str:
        """What it is: as a person called it, else what the model said."""
        return self.own or self.label

    @property
    def certainty(self) -> float:
        """How sure that is: a person is."""
        return 1.0 if self.own else self.confidence

    @property
    def is_unsure(self) -> bool:
        """Whether the certainty stays below the threshold that the preferences say now."""
        return self.certainty < chosen(bpy.context).threshold

    def set(self, prediction: Prediction, *, views_key: str) -> None:
        """Write a prediction down, and where the cache keeps its pictures."""
        self.views_key = views_key
        self.label = prediction.label
        self.confidence = prediction.confidence
        self.model = prediction.model_id
        self.top.clear()
        for label, probability in prediction.top(5):
            self._add(self.top, label, probability)
        self.views.clear()
        for probs in prediction.view_probs:
            self._add(self.views, prediction.classes[probs.argmax()], float(probs.max()))

    @staticmethod
    def _add(scores, label: str, probability: float) -> None:
        score = scores.add()
        score.label, score.probability = label, probability


CLASSES = (RELOOP3D_PG_settings, RELOOP3D_PG_score, RELOOP3D_PG_result)
