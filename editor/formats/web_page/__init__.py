"""The issue as a web page, and as a fragment for a content management system."""
