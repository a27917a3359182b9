"""ReLoop3D in Blender: everything that imports bpy. The engine beside it knows no Blender."""

ROOT_PACKAGE = __package__.rpartition(".")[0]  # "bl_ext.<repository>.reloop3d"


def register() -> None:
    """Called by Blender when the extension is enabled."""
    from . import registration

    registration.register()


def unregister() -> None:
    """Called by Blender when the extension is disabled."""
    from . import registration

    registration.unregister()
