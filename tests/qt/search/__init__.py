"""The search field, what is dropped on it, and the searches themselves, without a window around them."""
