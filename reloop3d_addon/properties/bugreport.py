"""What a bug report is given of a person's files: nothing but what is ticked anew each time."""

from pathlib import Path

import bpy
from bpy.props import BoolProperty, StringProperty

_TICKS = ("is_with_file", "is_with_pictures", "is_with_labels")


class RELOOP3D_PG_bugreport(bpy.types.PropertyGroup):
    """What a bug report is given; belongs to the window."""

    is_with_file: BoolProperty(
        name="This File", description="Put a copy of the open file into the zip, as it is now"
    )
    is_with_pictures: BoolProperty(
        name="Pictures",
        description="Put the pictures into the zip that Viewpoint and Image to Mesh have chosen",
    )
    is_with_labels: BoolProperty(
        name="Labels",
        description="Put the labels of the pool into the zip, with the paths of its assets",
    )
    path: StringProperty(name="Report", description="The zip that was written last")

    def begin(self) -> None:
        """A new report: nothing is ticked, nothing written."""
        self.end(None)

    def end(self, path: Path | None) -> None:
        """It was written there: the next one is asked for anew."""
        for name in _TICKS:
            setattr(self, name, False)
        self.path = str(path or "")


CLASSES = (RELOOP3D_PG_bugreport,)
