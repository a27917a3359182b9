"""Pictures with depth in, one mesh out."""
