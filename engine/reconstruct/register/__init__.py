"""Where frames with depth, partial scans and depth without a scale belong."""
