"""The left column: places to look, the folders, and what is being read."""
