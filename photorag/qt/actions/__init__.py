"""What can be done with photos: mark, copy, export, trash, show elsewhere."""
