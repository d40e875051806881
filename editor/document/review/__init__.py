"""Reviewing an issue as values: sections and their state, anchors of threads, proposals. No Qt, no files."""
