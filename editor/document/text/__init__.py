"""Text of an issue: scripts and character classes."""
