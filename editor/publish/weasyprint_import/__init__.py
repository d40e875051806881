"""A faster import of WeasyPrint. What it imports is the same; a version that differs is imported as it is."""
