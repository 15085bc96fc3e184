"""The first start and the quiet pages."""
