"""Food made by formula."""
