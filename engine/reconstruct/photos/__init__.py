"""Photos without cameras in, views with cameras and depth out."""
