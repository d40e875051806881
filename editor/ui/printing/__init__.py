"""Printing the pages of the open issue."""
