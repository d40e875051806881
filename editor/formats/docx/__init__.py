"""Word documents (.docx) in: a reader of our own over the parts of the package (ECMA-376)."""
