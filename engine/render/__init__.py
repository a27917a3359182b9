"""Mesh and cameras in, pictures out, without Blender."""
