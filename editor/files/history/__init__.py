"""Version history: every save of an issue, kept in a git object store beside it."""
