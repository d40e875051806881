"""The journal of unsaved edits, and recovering them after a crash."""
