"""Getting a model, going over to it, and the page where one is chosen."""
