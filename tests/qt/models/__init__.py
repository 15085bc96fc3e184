"""Getting models in the window, and the page where one is chosen."""
