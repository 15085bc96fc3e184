"""The right column: what is known of the selected photo, and what looks like it."""
