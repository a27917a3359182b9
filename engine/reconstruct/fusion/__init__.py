"""Views with cameras and depth to one surface."""
