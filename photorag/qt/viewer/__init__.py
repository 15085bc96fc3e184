"""One photo in the whole window."""
