"""Edits to an issue: applying, finding, storing and merging them."""
