"""Inputs for text: one line, several lines, one paragraph with bold, italic and links, paragraphs and bullets."""
