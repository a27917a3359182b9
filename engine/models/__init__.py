"""Model files in, models ready to run out: specs, checkpoints, loading."""
