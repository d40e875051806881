"""Text inputs: a single line, several lines, one formatted paragraph, and paragraphs with bullet lists."""
