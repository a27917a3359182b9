"""A mesh and what is wanted of a picture in, the camera that gives it out."""
