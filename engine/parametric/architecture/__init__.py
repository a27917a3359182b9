"""Buildings and what stands around them, made by formula."""
