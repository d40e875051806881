"""Plain text in: lines, Markdown of chat and notes programs, paragraphs broken by hand."""
