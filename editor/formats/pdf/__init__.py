"""PDF in: by its tags where it has them, by its layout where it has none, in a process of its own."""
