"""Publishing the open issue: what keeps it from being published, and its outputs, made in a thread."""
