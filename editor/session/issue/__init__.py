"""The open issue: content, undo, findings and library."""
