"""The first start, the models on offer, and quiet pages."""
