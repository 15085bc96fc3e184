"""The page of duplicates: groups of photos that are the same, or nearly, and what may go."""
