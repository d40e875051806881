"""Saving: journal, merging with changes of others, versions, watching the file."""
