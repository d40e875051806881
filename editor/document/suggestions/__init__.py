"""Suggestions: records of proposed changes, kept true while the content changes. No Qt, no files."""
