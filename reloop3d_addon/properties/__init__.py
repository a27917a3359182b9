"""What Blender stores for us, a file for each feature."""
