"""Opening, saving, sharing and recovering issues in the window."""
