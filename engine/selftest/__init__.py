"""The self-test: every feature done small, with what is shipped; our figures beside claims."""
