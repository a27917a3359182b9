"""Photos, or a video, whose cameras nobody knows in; their cameras, depth and a mesh out."""
