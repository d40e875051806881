"""Export of issues."""
