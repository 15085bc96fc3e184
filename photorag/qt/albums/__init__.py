"""Albums made by hand, and searches kept as live albums."""
