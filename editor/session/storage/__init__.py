"""Saving: journal, merging with other people's changes, versions, watching the file."""
