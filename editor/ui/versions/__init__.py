"""The versions of an issue as they are seen: a list, one of them with its content and what has changed since."""
