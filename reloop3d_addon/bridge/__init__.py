"""Blender's data in, the engine's arrays out, and back. Nobody else translates between them."""
