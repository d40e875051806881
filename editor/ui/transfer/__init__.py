"""Getting issues out of the program: export."""
