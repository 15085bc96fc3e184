"""The window. The only floor that knows Qt; everything slow is asked of the library and comes back as a signal."""
