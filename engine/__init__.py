"""ReLoop3D's engine: meshes, pictures and models as plain arrays; knows nothing of Blender."""

__version__ = "1.0.0"
