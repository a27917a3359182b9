"""What to train on and how; belongs to the scene."""

from pathlib import Path

import bpy
from bpy.props import BoolProperty, EnumProperty, IntProperty, StringProperty

from ...engine.labels.split import UNITS
from ...engine.train.settings import METHODS, TrainSettings
from ..models import named

_STANDARD = TrainSettings()
_METHOD_NAMES = {"head": "Head", "full": "Full"}
_NETWORKS = [
    ("shape_resnet", "Shapes", "A small network that reads shapes, without colour or light"),
    ("cnn", "Small CNN", "A small network that reads pictures in colour"),
    ("timm", "timm", "A network of the timm library, by its name"),
]


class RELOOP3D_PG_train(bpy.types.PropertyGroup):
    """What to train on and how; belongs to the scene."""

    source: StringProperty(
        name="Labelled Data",
        description="A labels.csv with the columns path and label, or a folder for each class",
        subtype="FILE_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    mapping: StringProperty(
        name="Mapping",
        description="A CSV with the columns from and to: classes to rename, merge or leave out",
        subtype="FILE_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    out: StringProperty(
        name="Save As",
        description="The model's file; while it trains, the best so far",
        default="//model.safetensors",
        subtype="FILE_PATH",
        options={"PATH_SUPPORTS_BLEND_RELATIVE"},
    )
    method: EnumProperty(
        name="Method",
        description="How much is trained anew",
        items=[(name, _METHOD_NAMES[name], text.capitalize()) for name, text in METHODS.items()],
        default=_STANDARD.method,
    )
    is_based: BoolProperty(
        name="Start from the Model",
        description="Keep what the model chosen under Classify has learnt; off: from nothing",
        default=True,
    )
    network: EnumProperty(name="Network", description="What is trained", items=_NETWORKS)
    timm: StringProperty(name="Name", description="As timm calls it", default="resnet18")
    pretrained: StringProperty(
        name="Weights",
        description="For the timm network: a file, a folder, or a name of Models",
        subtype="FILE_PATH",
    )
    epochs: IntProperty(
        name="Epochs", description="Passes over the data", default=_STANDARD.epochs, min=1
    )
    formula: IntProperty(
        name="By Formula",
        description="Assets made by formula for each class known to them, beside the real ones",
        default=_STANDARD.formula,
        min=0,
        soft_max=400,
    )
    split: EnumProperty(
        name="Keep Together",
        description="What is never both trained on and measured",
        items=[(name, name.title(), text.capitalize()) for name, text in UNITS.items()],
        default=_STANDARD.split,
    )
    seed: IntProperty(name="Seed", description="Equal seeds repeat a training", min=0)

    def to_settings(self, *, model: str, device: str) -> TrainSettings:
        """The engine's settings.

        Args:
            model: the one chosen for classification.
        """
        is_timm = self.network == "timm"
        return TrainSettings(
            method=self.method,
            base=model if self.method == "head" or self.is_based else "",
            network=self.timm.strip() if is_timm else self.network,
            pretrained=named(self.pretrained) if is_timm else "",
            image_size=224 if is_timm else 128 if self.network == "cnn" else 64,
            epochs=self.epochs,
            formula=self.formula,
            split=self.split,
            seed=self.seed,
            device=device,
        )

    @property
    def source_path(self) -> Path:
        """The data's file or folder."""
        return Path(bpy.path.abspath(self.source))

    @property
    def out_path(self) -> Path:
        """The model's file."""
        return Path(bpy.path.abspath(self.out)).with_suffix(".safetensors")


CLASSES = (RELOOP3D_PG_train,)
