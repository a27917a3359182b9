"""Views blended into one picture around a mesh."""
