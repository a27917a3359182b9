"""A second Blender, without a window: it reads and writes files that the user's must not load."""
