"""Publishing: the page that chooses outputs, and one click that repeats the last choice."""
