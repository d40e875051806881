"""The archive in the window: searching all issues, reading one beside the current issue, and hints while writing."""
