"""The page preview: the pages as they will be printed."""
