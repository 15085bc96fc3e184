"""Searching in the window: the field, what is dropped on it, and the searches themselves."""
