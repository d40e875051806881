"""Issues as Atom, RSS and JSON feeds."""
