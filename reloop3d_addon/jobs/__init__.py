"""Long work beside the window: a job in, its outcome in the panel and the run log out."""
