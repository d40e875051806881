"""The review of an issue: states of sections, comment threads and their anchors, suggestions. No Qt, no files."""
