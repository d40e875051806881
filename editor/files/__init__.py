"""Storage: issue files, library, themes, journal, version history and locks. No Qt."""
