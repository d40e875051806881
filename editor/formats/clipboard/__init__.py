"""Clipboard content: pasted HTML and text in, copied selections out."""
