"""HTML in: sanitised, then read once into a source document."""
