"""The start page: issues of the folder, recent files and recovered work."""
