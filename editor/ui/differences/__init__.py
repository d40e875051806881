"""Views of the differences between two texts or issues."""
