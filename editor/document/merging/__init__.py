"""Merging two versions of an issue field by field, and what both sides changed."""
