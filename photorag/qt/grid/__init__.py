"""The grid of photos: where each lies, how it looks, what is known of it."""
