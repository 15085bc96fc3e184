"""Pictures of the window in all its states, for looking at it as a whole and for the documentation."""
