"""A mesh and cameras in, pictures with gradients to the cameras and the mesh's vertices out."""
