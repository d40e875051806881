"""Showing the differences between two texts or issues."""
