"""Plants, rocks and trees made by formula."""
