"""The open issue: its content, undo, findings and library."""
